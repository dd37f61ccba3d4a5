package io.rfmstreams.engine.survival;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Models and histories over the whole range that is accepted. */
final class HostileModels {
  private HostileModels() {}

  static Arbitrary<SurvivalModel> models() {
    return Arbitraries.oneOf(models(1e-12, 1e12), models(1e-3, 1e3));
  }

  /** Both models in both units, every parameter log-uniform over a range. */
  static Arbitrary<SurvivalModel> models(double lowest, double highest) {
    Arbitrary<Double> parameters =
        Arbitraries.doubles()
            .between(0, 1)
            .ofScale(9)
            .map(share -> Math.min(highest, lowest * Math.pow(highest / lowest, share)));
    return Combinators.combine(
            Arbitraries.of(true, false),
            Arbitraries.of(ModelUnit.class),
            parameters,
            parameters,
            parameters,
            parameters)
        .as(
            (modified, unit, r, alpha, a, b) ->
                modified ? new MbgNbd(unit, r, alpha, a, b) : new BgNbd(unit, r, alpha, a, b));
  }

  static Arbitrary<OrderHistory> histories() {
    return Arbitraries.integers()
        .between(0, OrderHistory.LAST_DAY)
        .flatMap(
            lastDay ->
                Arbitraries.integers()
                    .between(Math.min(1, lastDay), Math.min(lastDay, 5_000))
                    .map(repeats -> new OrderHistory(repeats, lastDay)));
  }
}
