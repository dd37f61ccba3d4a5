package io.rfmstreams.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Currency;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class GammaGammaTest {
  private static final Currency USD = Currency.getInstance("USD");
  private static final Currency JPY = Currency.getInstance("JPY");
  private static final GammaGamma CDNOW = new GammaGamma(USD, 6.25, 3.74, 15.44);

  /** 35.22 = 6.25 · 15.44 / 2.74 dollars. */
  @Test
  void isTheMeanOfAll_withoutARepeat() {
    assertThat(CDNOW.expectedOrderMinor(0, 0)).isEqualTo(3522);
  }

  @Test
  void comesNearerToTheCustomersOwnMean_withEveryRepeat() {
    assertThat(CDNOW.unrounded(1, 10_000))
        .isCloseTo(6.25 * (15.44 + 100) / (6.25 + 2.74) * 100, within(1e-9));
    assertThat(CDNOW.unrounded(10, 100_000)).isBetween(9_700.0, 10_000.0);
  }

  @Test
  void takesTheSameParametersForACurrencyWithoutMinorUnits() {
    GammaGamma yen = new GammaGamma(JPY, 6.25, 3.74, 1_544);
    assertThat(yen.expectedOrderMinor(0, 0)).isEqualTo(3522);
  }

  @Test
  void roundsHalvesUp() {
    GammaGamma even = new GammaGamma(JPY, 1, 3, 1);
    assertThat(even.unrounded(0, 0)).isEqualTo(0.5);
    assertThat(even.expectedOrderMinor(0, 0)).isEqualTo(1);
  }

  @Property(tries = 500)
  void liesBetweenTheMeanOfAllAndTheCustomersOwn(
      @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1e9) double p,
      @ForAll @Scale(9) @DoubleRange(min = 1.5, max = 1e9) double q,
      @ForAll @Scale(9) @DoubleRange(min = 1e-9, max = 1e9) double v,
      @ForAll @IntRange(min = 1, max = 100_000) int repeats,
      @ForAll @LongRange(min = 0) long spent) {
    if (p * v * 100 / (q - 1) <= GammaGamma.HIGHEST_MEAN_MINOR) {
      GammaGamma model = new GammaGamma(USD, p, q, v);
      double ofAll = model.unrounded(0, 0);
      double own = spent / (double) repeats;
      assertThat(model.unrounded(repeats, spent))
          .isBetween(Math.min(ofAll, own) * (1 - 1e-12), Math.max(ofAll, own) * (1 + 1e-12));
      assertThat(model.expectedOrderMinor(repeats, spent)).isNotNegative();
    }
  }

  @Test
  void refusesWhatHasNoMean() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GammaGamma(USD, 6.25, 1, 15.44))
        .withMessage(
            "Gamma-Gamma: q must be above 1, else the mean order value is infinite; was 1.0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GammaGamma(USD, 1e9, 1.000001, 1e18))
        .withMessageContaining("at most 1.0E15 minor units");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GammaGamma(USD, Double.NaN, 2, 15.44));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new GammaGamma(Currency.getInstance("XAU"), 6.25, 3.74, 15.44))
        .withMessageContaining("XAU has no minor unit");
  }

  @Test
  void refusesSpendingThatCannotBe() {
    assertThatIllegalArgumentException().isThrownBy(() -> CDNOW.expectedOrderMinor(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> CDNOW.expectedOrderMinor(1, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> CDNOW.expectedOrderMinor(-1, 0));
  }
}
