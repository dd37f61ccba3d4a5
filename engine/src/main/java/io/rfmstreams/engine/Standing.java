package io.rfmstreams.engine;

import java.util.Arrays;

/**
 * Where a member stands on a day under one rule set.
 *
 * @param ruler what evaluated it
 * @param day the as-of day
 * @param figures its figures
 * @param history what it was evaluated from
 * @param values the value of each of the ruler's dimensions; empty without a surviving order
 * @param segments its segment on each axis, by index
 */
record Standing(
    Ruler ruler, int day, Figures figures, History history, long[] values, int[] segments) {

  /** Its figures with what is only worked out when somebody is told: the chance that it is alive. */
  Figures toldFigures() {
    SurvivalRules survival = ruler.rules().survival();
    return survival == null || !figures.hasOrder()
        ? figures
        : figures.withPAlive(survival.pAlive(history.orderDays(), day));
  }

  /** Whether scores and segments are the same; both must be under one rule set. */
  boolean looksLike(Standing other) {
    return figures.sameScores(other.figures) && Arrays.equals(segments, other.segments);
  }
}
