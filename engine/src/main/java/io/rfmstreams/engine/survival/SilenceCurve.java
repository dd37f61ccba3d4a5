package io.rfmstreams.engine.survival;

import java.util.OptionalInt;

/**
 * How the chance that one customer has not stopped falls while it is silent: {@link
 * SurvivalModel#pAlive} with all worked out that does not depend on the as-of day.
 *
 * @param unit the unit of {@code alpha}
 * @param lastDay days from the first order day to the last, {@code t_x}
 * @param alpha {@code α + t_x}
 * @param shape {@code r + x}
 * @param logOdds log-odds of having stopped on the last order day; minus infinity if there was no
 *     chance to, and then the chance is exactly 1 for ever
 */
record SilenceCurve(ModelUnit unit, int lastDay, double alpha, double shape, double logOdds) {

  double pAlive(int asOfDay) {
    double silence = unit.fromDays(asOfDay - lastDay);
    return 1 / (1 + StrictMath.exp(logOdds + shape * StrictMath.log1p(silence / alpha)));
  }

  /** {@link SurvivalModel#firstDayBelow}: {@link #pAlive} decides, the formula solved for T proposes. */
  OptionalInt firstDayBelow(double limit) {
    int low = lastDay;
    int high = OrderHistory.LAST_DAY;
    int day = (int) Math.max(low, Math.min(high, solved(limit)));
    if (pAlive(day) < limit) {
      if (day == low || pAlive(day - 1) >= limit) {
        return OptionalInt.of(day);
      }
      high = day - 1;
    } else {
      if (pAlive(high) >= limit) {
        return OptionalInt.empty();
      }
      low = day + 1;
    }
    // Rounding spoiled the proposal.
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (pAlive(middle) < limit) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return OptionalInt.of(high);
  }

  /** The first whole day not before P(alive) is at the limit, but for rounding; infinite if it never is. */
  private double solved(double limit) {
    double logOddsAtLimit = StrictMath.log((1 - limit) / limit);
    double silence = alpha * StrictMath.expm1((logOddsAtLimit - logOdds) / shape);
    return StrictMath.ceil(lastDay + silence * unit.days());
  }
}
