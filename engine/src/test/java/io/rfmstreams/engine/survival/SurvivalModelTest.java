package io.rfmstreams.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurvivalModelTest {
  private static final SurvivalModel BG = new BgNbd(ModelUnit.WEEK, 0.243, 4.414, 0.793, 2.426);
  private static final SurvivalModel MBG = new MbgNbd(ModelUnit.WEEK, 0.525, 6.183, 0.891, 1.614);
  private static final OrderHistory NO_REPEAT = new OrderHistory(0, 0);

  @Test
  void neverFallsBelowALimit_withoutARepeatUnderBgNbd() {
    assertThat(BG.firstDayBelow(0.999, NO_REPEAT)).isEmpty();
  }

  @Test
  void fallsBelowALimit_withoutARepeatUnderMbgNbd() {
    int day = MBG.firstDayBelow(0.5, NO_REPEAT).orElseThrow();
    assertThat(MBG.pAlive(NO_REPEAT, day)).isLessThan(0.5);
    assertThat(MBG.pAlive(NO_REPEAT, day - 1)).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void isBelowALimitOnTheLastOrderDay_ifThatOrderAloneMakesStoppingLikely() {
    SurvivalModel loses = new BgNbd(ModelUnit.DAY, 1, 10, 9, 1);
    assertThat(loses.firstDayBelow(0.5, new OrderHistory(1, 40))).hasValue(40);
  }

  @Test
  void neverFallsBelowALimit_ifHardlyAnybodyStops() {
    SurvivalModel keeps = new BgNbd(ModelUnit.DAY, 0.5, 50, 1e-9, 1);
    assertThat(keeps.firstDayBelow(0.01, new OrderHistory(1, 40))).isEqualTo(OptionalInt.empty());
  }

  @Test
  void doesNotFallOnTheLimitItself() {
    OrderHistory history = new OrderHistory(3, 60);
    double limit = BG.pAlive(history, 100);
    assertThat(BG.firstDayBelow(limit, history)).hasValue(101);
    assertThat(BG.firstDayBelow(Math.nextUp(limit), history)).hasValue(100);
  }

  @Test
  void theSameModelInDaysAndWeeksFindsTheSameDay() {
    SurvivalModel inDays = new BgNbd(ModelUnit.DAY, 0.243, 7 * 4.414, 0.793, 2.426);
    OrderHistory history = new OrderHistory(4, 100);
    assertThat(inDays.firstDayBelow(0.3, history)).isEqualTo(BG.firstDayBelow(0.3, history));
  }

  /** Its bits, so that another JVM that computes another day shows here. */
  @Test
  void computesTheSameBitsEverywhere() {
    OrderHistory history = new OrderHistory(2, 213);
    assertThat(Double.toHexString(BG.pAlive(history, 272))).isEqualTo("0x1.74039169c94fep-1");
    assertThat(Double.toHexString(MBG.expectedOrders(history, 272, 273)))
        .isEqualTo("0x1.4357431641f95p0");
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {0, -1, 1e-13, 1e13, Double.NaN, Double.POSITIVE_INFINITY, Double.MIN_VALUE})
  void refusesAParameterThatCouldOverflow(double nonsense) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BgNbd(ModelUnit.DAY, nonsense, 1, 1, 1))
        .withMessage("BG/NBD: r must be from 1.0E-12 to 1.0E12, was " + nonsense);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new BgNbd(ModelUnit.DAY, 1, nonsense, 1, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MbgNbd(ModelUnit.DAY, 1, 1, nonsense, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new MbgNbd(ModelUnit.DAY, 1, 1, 1, nonsense));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.5, 2, Double.NaN})
  void refusesALimitThatIsNoChance(double nonsense) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BG.firstDayBelow(nonsense, NO_REPEAT))
        .withMessage("the limit for P(alive) must lie between 0 and 1, was " + nonsense);
  }

  @Test
  void refusesAHistoryThatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> new OrderHistory(-1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new OrderHistory(0, 3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderHistory(4, 3))
        .withMessageContaining("4 of them cannot end on day 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OrderHistory(1, OrderHistory.LAST_DAY + 1));
  }

  @Test
  void refusesToLookBackOrTooFarAhead() {
    OrderHistory history = new OrderHistory(1, 40);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BG.pAlive(history, 39))
        .withMessage("the as-of day is from the last order day, 40, to 100000, was 39");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BG.pAlive(history, OrderHistory.LAST_DAY + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> BG.expectedOrders(history, 40, -1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> BG.expectedOrders(OrderHistory.LAST_DAY + 1));
    assertThatIllegalArgumentException().isThrownBy(() -> BG.probabilityOfOrders(-1, 10));
  }
}
