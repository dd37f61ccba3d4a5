package io.rfmstreams.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

class ExpectedOrdersTest {

  /** Equation (9) as printed, where its series converges well and nothing divides by zero. */
  @Property(tries = 500)
  void equalsTheClosedForm_whereThatCanBeComputed(
      @ForAll @Scale(9) @DoubleRange(min = 0.05, max = 30) double r,
      @ForAll @Scale(9) @DoubleRange(min = 1.2, max = 20) double a,
      @ForAll @Scale(9) @DoubleRange(min = 0.05, max = 40) double b,
      @ForAll @Scale(9) @DoubleRange(min = 0.3, max = 3) double w) {
    double z = w / (1 + w);
    double closed =
        (a + b - 1) / (a - 1) * (1 - Math.pow(1 + w, -r) * gaussSeries(r, b, a + b - 1, z));
    assertThat(ExpectedOrders.whileNotStopped(r, a, b, w)).isCloseTo(closed, within(1e-9 * closed));
  }

  /** 2F1, term by term. */
  private static double gaussSeries(double a, double b, double c, double z) {
    double term = 1;
    double sum = 0;
    for (int n = 0; term > sum * 1e-17; n++) {
      sum += term;
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
    }
    return sum;
  }

  /** Where the closed form divides by zero: a = 1 and b = 1 give ∫(1−(1+pw)^−r)/p dp; r = 1: ln(1+w). */
  @Test
  void isExact_whereTheClosedFormDividesByZero() {
    for (double w : new double[] {1e-10, 0.01, 1, 50, 1e6, 1e14}) {
      assertThat(ExpectedOrders.whileNotStopped(1, 1, 1, w))
          .isCloseTo(Math.log1p(w), withPercentage(1e-11));
    }
  }

  /** With nobody stopping r·w orders are expected, with a fixed p what that p gives. */
  @Test
  void meetsItsLimits() {
    assertThat(ExpectedOrders.whileNotStopped(3, 1e-9, 1e9, 20))
        .isCloseTo(60, withPercentage(1e-10));
    assertThat(ExpectedOrders.whileNotStopped(3, 1e9, 1e-9, 20))
        .isCloseTo(1 - Math.pow(21, -3), withPercentage(1e-10));
    assertThat(ExpectedOrders.whileNotStopped(3, 5e8, 5e8, 20))
        .isCloseTo((1 - Math.pow(11, -3)) / 0.5, withPercentage(1e-6));
  }
}
