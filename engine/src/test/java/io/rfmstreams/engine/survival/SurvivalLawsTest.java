package io.rfmstreams.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.OptionalInt;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** What holds for every model and history that is accepted. */
class SurvivalLawsTest {

  /** What rounding may take from an expectation that grows with time. */
  private static final double ROUNDING = 1e-12;

  @Provide
  Arbitrary<SurvivalModel> models() {
    return HostileModels.models();
  }

  @Provide
  Arbitrary<SurvivalModel> tameModels() {
    return HostileModels.models(0.05, 20);
  }

  @Provide
  Arbitrary<OrderHistory> histories() {
    return HostileModels.histories();
  }

  @Property(tries = 300)
  void pAliveIsAChanceThatNeverRises(
      @ForAll("models") SurvivalModel model, @ForAll("histories") OrderHistory history) {
    double before = 1;
    for (int day = history.lastDay(); day <= OrderHistory.LAST_DAY; day++) {
      double pAlive = model.pAlive(history, day);
      if (!(pAlive >= 0 && pAlive <= before)) {
        assertThat(pAlive).as("day %d", day).isBetween(0.0, before);
      }
      before = pAlive;
    }
  }

  @Property(tries = 300)
  void theFirstDayBelowALimit_isTheOneThatCountingUpFinds(
      @ForAll("models") SurvivalModel model,
      @ForAll("histories") OrderHistory history,
      @ForAll @Scale(9) @DoubleRange(min = 0, max = 1, minIncluded = false, maxIncluded = false)
          double limit) {
    assertThat(model.firstDayBelow(limit, history)).isEqualTo(countedUp(model, history, limit));
  }

  /** A limit that a day's P(alive) meets exactly, or misses by the last bit. */
  @Property(tries = 300)
  void theFirstDayBelowALimit_isTheOneThatCountingUpFinds_alsoAtTheEdge(
      @ForAll("models") SurvivalModel model,
      @ForAll("histories") OrderHistory history,
      @ForAll @IntRange(min = 0, max = 2_000) int silence,
      @ForAll @IntRange(min = -1, max = 1) int bits) {
    int day = Math.min(OrderHistory.LAST_DAY, history.lastDay() + silence);
    double limit = model.pAlive(history, day);
    limit = bits < 0 ? Math.nextDown(limit) : bits > 0 ? Math.nextUp(limit) : limit;
    if (limit > 0 && limit < 1) {
      assertThat(model.firstDayBelow(limit, history)).isEqualTo(countedUp(model, history, limit));
    }
  }

  private static OptionalInt countedUp(SurvivalModel model, OrderHistory history, double limit) {
    for (int day = history.lastDay(); day <= OrderHistory.LAST_DAY; day++) {
      if (model.pAlive(history, day) < limit) {
        return OptionalInt.of(day);
      }
    }
    return OptionalInt.empty();
  }

  @Property(tries = 500)
  void expectationsAreFiniteAndGrowWithTime(
      @ForAll("models") SurvivalModel model, @ForAll("histories") OrderHistory history) {
    double ifAlive = 0;
    double expected = 0;
    double ofNew = 0;
    for (int days : new int[] {0, 1, 2, 7, 30, 365, 366, 3_650, OrderHistory.LAST_DAY}) {
      ifAlive = grown(ifAlive, model.expectedOrdersIfAlive(history, history.lastDay(), days));
      expected = grown(expected, model.expectedOrders(history, history.lastDay(), days));
      ofNew = grown(ofNew, model.expectedOrders(days));
      assertThat(expected).isLessThanOrEqualTo(ifAlive);
      // No more than the rate alone would bring.
      double rate =
          (model.r() + history.repeats())
              / (model.alpha() + history.lastDay() / (double) model.unit().days());
      assertThat(ifAlive).isLessThanOrEqualTo(rate * days / model.unit().days() * (1 + ROUNDING));
    }
  }

  private static double grown(double before, double after) {
    assertThat(after).isFinite().isNotNegative().isGreaterThanOrEqualTo(before * (1 - ROUNDING));
    return after;
  }

  @Property(tries = 500)
  void theChanceOfAnOrder_growsWithTime_upToThatOfBeingACustomer(
      @ForAll("models") SurvivalModel model,
      @ForAll("histories") OrderHistory history,
      @ForAll @IntRange(min = 0, max = 2_000) int silence) {
    int asOf = Math.min(OrderHistory.LAST_DAY, history.lastDay() + silence);
    double chance = 0;
    for (int days : new int[] {0, 1, 2, 7, 30, 365, 366, 3_650, OrderHistory.LAST_DAY}) {
      chance = grown(chance, model.chanceOfOrder(history, asOf, days));
      assertThat(chance)
          .isLessThanOrEqualTo(model.pAlive(history, asOf))
          .isLessThanOrEqualTo(model.expectedOrders(history, asOf, days) * (1 + ROUNDING));
    }
  }

  @Property(tries = 500)
  void theChanceOfAnOrder_andThatOfNone_areAll(
      @ForAll("models") SurvivalModel model,
      @ForAll @IntRange(min = 0, max = OrderHistory.LAST_DAY) int days) {
    assertThat(model.chanceOfOrder(new OrderHistory(0, 0), 0, days))
        .isCloseTo(1 - model.probabilityOfOrders(0, days), within(1e-12));
  }

  @Property(tries = 500)
  void countsOfOrdersAreChances(
      @ForAll("models") SurvivalModel model,
      @ForAll @IntRange(min = 0, max = 2_000) int orders,
      @ForAll @IntRange(min = 0, max = OrderHistory.LAST_DAY) int days) {
    assertThat(model.probabilityOfOrders(orders, days)).isBetween(0.0, 1.0);
  }

  /** E[X(t)] is the mean of P(X(t) = x): one is a mean over the chance to stop, the other counts. */
  @Property(tries = 200)
  void theExpectationIsTheMeanOfTheCounts(
      @ForAll("tameModels") SurvivalModel model, @ForAll @IntRange(min = 0, max = 60) int days) {
    double mean = 0;
    double all = 0;
    double time = days / (double) model.unit().days();
    // Beyond, the negative binomial count has less than a billionth left.
    int enough = (int) (60 * (1 + time / model.alpha()) * (1 + model.r()));
    for (int orders = 0; orders <= Math.min(enough, 500); orders++) {
      double chance = model.probabilityOfOrders(orders, days);
      mean += orders * chance;
      all += chance;
    }
    if (enough <= 500) {
      assertThat(all).isCloseTo(1, within(1e-9));
      assertThat(mean).isCloseTo(model.expectedOrders(days), within(1e-8 * (1 + mean)));
    }
  }
}
