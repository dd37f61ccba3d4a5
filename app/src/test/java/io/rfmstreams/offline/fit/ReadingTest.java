package io.rfmstreams.offline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import java.util.Currency;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {

  /** r = 1: the rates are exponential, their quartiles ln 4 / 10 and ln 4/3 / 10 a day. */
  @Test
  void saysHowOftenAndHowLong() {
    assertThat(SurvivalReading.of(new MbgNbd(ModelUnit.DAY, 1, 10, 1, 3), Set.of()))
        .contains(
            "While they stay, members order every 10.0 days on average; the busiest quarter every 7.2 days"
                + " or more often, the quietest quarter every 34.8 days or more rarely.",
            "After an order day, the first too, 25 % of members stop for good, on average.");
  }

  /** q = 2, v = 10: a quarter of Gamma(2, 10) lies above .26926, a quarter below .096128. */
  @Test
  void saysWhatOrdersAreWorth() {
    assertThat(
            SpendingReading.of(
                new GammaGamma(Currency.getInstance("CNY"), 4, 2, 10), Set.of(), false))
        .containsExactly(
            "What a member orders on a day is worth 40.00 CNY on average; a quarter of members average"
                + " 14.86 or less, a quarter 41.61 or more.",
            "One member's days differ from its own average by 50 %, as a standard deviation.",
            "From 1 repeat day on, a member's own average counts for more than that of all.");
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 1e-3, 1, 1e3, 1e6})
  void extremeParameters_stillRead(double extreme) {
    for (double other : new double[] {1e-6, 1, 1e6}) {
      assertThat(
              SurvivalReading.of(
                  new BgNbd(ModelUnit.WEEK, extreme, other, extreme, 1 / other), Set.of()))
          .hasSize(4)
          .noneMatch(line -> line.contains("NaN") || line.contains("Infinity"));
      assertThat(
              SpendingReading.of(
                  new GammaGamma(Currency.getInstance("JPY"), extreme, 1.001 + other, extreme),
                  Set.of(),
                  false))
          .hasSize(3)
          .noneMatch(line -> line.contains("NaN") || line.contains("Infinity"));
    }
  }
}
