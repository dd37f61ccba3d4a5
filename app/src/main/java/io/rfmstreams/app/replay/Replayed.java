package io.rfmstreams.app.replay;

import io.rfmstreams.engine.Tally;
import java.time.LocalDate;
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
    Tally tally) {}
