package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.Tally;
import io.rfmstreams.offline.events.Notice;
import io.rfmstreams.offline.events.RejectSummary;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param asOf the last day played; null if there was no well-formed line to tell
 * @param asOfSetByLine the line that day is of, the first of its day; null if it was named or none is
 * @param reconciliation where every line and every amount went
 * @param rejects the lines that could not be taken, by reason
 * @param notices what is odd in those that were taken
 * @param members members there are at the end, erased ones left out
 * @param transitions transitions found
 * @param tally what was counted beside the fates of lines, win-back candidates among it
 */
public record Replayed(
    @Nullable LocalDate asOf,
    @Nullable Long asOfSetByLine,
    Reconciliation reconciliation,
    RejectSummary rejects,
    List<Notice> notices,
    long members,
    long transitions,
    Tally tally) {

  public Replayed {
    notices = List.copyOf(notices);
  }
}
