package io.rfmstreams.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a member stands on a day under one rule set. */
final class Standing {
  private final Ruler ruler;
  private final int day;
  private final RfmValues rfm;
  private final History history;
  private final long[] values;
  private final int[] segments;
  private @Nullable RfmValues told;

  /**
   * A standing.
   *
   * @param ruler what evaluated it
   * @param day the as-of day
   * @param rfm its figures
   * @param history what it was evaluated from
   * @param values the value of each of the ruler's dimensions; empty without a surviving order
   * @param segments its segment on each axis, by index
   */
  Standing(Ruler ruler, int day, RfmValues rfm, History history, long[] values, int[] segments) {
    this.ruler = ruler;
    this.day = day;
    this.rfm = rfm;
    this.history = history;
    this.values = values;
    this.segments = segments;
  }

  Ruler ruler() {
    return ruler;
  }

  int day() {
    return day;
  }

  RfmValues rfm() {
    return rfm;
  }

  History history() {
    return history;
  }

  long[] values() {
    return values;
  }

  int[] segments() {
    return segments;
  }

  /**
   * Its figures with what is only worked out when somebody is told, and then once for all that are
   * told: the chance that it is alive.
   */
  RfmValues toldRfm() {
    if (told == null) {
      SurvivalRules survival = ruler.rules().survival();
      told =
          survival == null || !rfm.hasOrder()
              ? rfm
              : rfm.withPAlive(survival.pAlive(history.orderDays(), day));
    }
    return told;
  }

  /** Whether scores and segments are the same; both must be under one rule set. */
  boolean looksLike(Standing other) {
    return rfm.sameScores(other.rfm) && Arrays.equals(segments, other.segments);
  }
}
