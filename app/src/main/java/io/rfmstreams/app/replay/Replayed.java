package io.rfmstreams.app.replay;

import io.rfmstreams.engine.Tally;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param asOf the last day played; null if there was no well-formed line to tell
 * @param asOfSetByLine the line that day is of, the first of its day; null if it was named or none is
 * @param reconciliation where every line and every amount went
 * @param members members there are at the end, erased ones left out
 * @param transitions transitions found
 * @param tally what was counted beside the fates of lines, win-back candidates among it
 */
public record Replayed(
    @Nullable LocalDate asOf,
    @Nullable Long asOfSetByLine,
    Reconciliation reconciliation,
    long members,
    long transitions,
    Tally tally) {

  /** What became of win-back candidates, as a person reads it; and what is odd. */
  List<String> asText() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "win-back  %,d candidates = %,d triggers + %,d held out + %,d blocked + %,d expired + %,d withdrawn; %,d of the triggers cancelled"
            .formatted(
                tally.candidates(),
                tally.sent(),
                tally.heldOut(),
                tally.blocked(),
                tally.expired(),
                tally.withdrawn(),
                tally.cancelled()));
    if (tally.repeatedPurchases() > 0) {
      lines.add(
          "repeated  %,d purchases have the order, amount and instant of another: told twice, or two equal lines? All count"
              .formatted(tally.repeatedPurchases()));
    }
    return lines;
  }
}
