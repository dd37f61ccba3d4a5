package io.rfmstreams.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where a member stands on a day under one rule set. */
final class Standing {
  private final Ruler ruler;
  private final int day;
  private final Figures figures;
  private final History history;
  private final long[] values;
  private final int[] segments;
  private @Nullable Figures told;

  /**
   * A standing.
   *
   * @param ruler what evaluated it
   * @param day the as-of day
   * @param figures its figures
   * @param history what it was evaluated from
   * @param values the value of each of the ruler's dimensions; empty without a surviving order
   * @param segments its segment on each axis, by index
   */
  Standing(Ruler ruler, int day, Figures figures, History history, long[] values, int[] segments) {
    this.ruler = ruler;
    this.day = day;
    this.figures = figures;
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

  Figures figures() {
    return figures;
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
  Figures toldFigures() {
    if (told == null) {
      SurvivalRules survival = ruler.rules().survival();
      told =
          survival == null || !figures.hasOrder()
              ? figures
              : figures.withPAlive(survival.pAlive(history.orderDays(), day));
    }
    return told;
  }

  /** Whether scores and segments are the same; both must be under one rule set. */
  boolean looksLike(Standing other) {
    return figures.sameScores(other.figures) && Arrays.equals(segments, other.segments);
  }
}
