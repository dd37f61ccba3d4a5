package io.rfmstreams.app.replay;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to.
 *
 * @param asOf the last day played; null if there was no well-formed line to tell
 * @param reconciliation where every line and every amount went
 * @param members members there are at the end, erased ones left out
 * @param transitions transitions found
 * @param triggers win-back candidates, held-out ones included
 */
public record Replayed(
    @Nullable LocalDate asOf,
    Reconciliation reconciliation,
    long members,
    long transitions,
    long triggers) {}
