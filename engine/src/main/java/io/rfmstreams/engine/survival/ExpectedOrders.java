package io.rfmstreams.engine.survival;

/**
 * Expected orders of a customer that has not stopped.
 *
 * <p>With the rate Gamma(r, α) and the chance p to stop at each order Beta(a, b), the orders expected in
 * a time t are the mean of {@code (1 − (1 + p·w)^−r) / p} over p, w = t/α; Fader, Hardie and Lee (2005)
 * derive their equation (9) from it, {@code (a+b−1)/(a−1) · (1 − (1+w)^−r · 2F1(r, b; a+b−1; w/(1+w)))}.
 * That closed form divides by zero at a = 1 and at a + b = 1, loses its digits near them and for small w,
 * and its series crawls for large w. The mean itself has positive terms only. Over y = ln(p/(1−p)) its
 * integrand is analytic for |Im y| < π/2, so that the plain trapezoidal rule is exact to rounding: its
 * error falls as exp(−π²/step) (L. Trefethen, J. Weideman, The Exponentially Convergent Trapezoidal
 * Rule, SIAM Review 56 (2014), theorem 5.1). Where the integrand has become a geometric series, far out
 * on either side, it is summed as one.
 */
final class ExpectedOrders {
  private static final double WIDEST_STEP = 0.25;
  private static final double NEGLIGIBLE = 1e-18;

  private final double r;
  private final double a;
  private final double b;
  private final double w;
  private final double step;
  private double weights;
  private double orders;

  private ExpectedOrders(double r, double a, double b, double w) {
    this.r = r;
    this.a = a;
    this.b = b;
    this.w = w;
    this.step = Math.min(WIDEST_STEP, 0.5 * Math.sqrt(1 / a + 1 / b));
  }

  /**
   * @param r shape of the customer's rate
   * @param a first parameter of its chance to stop
   * @param b second parameter of its chance to stop
   * @param w the time looked at, as a multiple of the rate's inverse scale
   */
  static double whileNotStopped(double r, double a, double b, double w) {
    if (w == 0) {
      return 0;
    }
    ExpectedOrders sum = new ExpectedOrders(r, a, b, w);
    double p = a / (a + b);
    double q = b / (a + b);
    sum.add(1, p);
    sum.towardsNeverStopping(p, q);
    sum.towardsStoppingAtOnce(p, q);
    return sum.orders / sum.weights;
  }

  /** Points left of the middle, p falling to 0. */
  private void towardsNeverStopping(double p, double q) {
    double weight = 1;
    for (int i = 1; weight > NEGLIGIBLE * Math.min(weights, orders / most()); i++) {
      double distance = i * step;
      double growth = StrictMath.log1p(q * StrictMath.expm1(distance));
      double point = p * StrictMath.exp(-growth);
      weight = StrictMath.exp(b * distance - (a + b) * growth);
      if (point * (1 + (r + 1) * w) < NEGLIGIBLE) {
        addWeight(weight / -StrictMath.expm1(-a * step), most());
        return;
      }
      add(weight, point);
    }
  }

  /** Points right of the middle, p rising to 1. */
  private void towardsStoppingAtOnce(double p, double q) {
    double weight = 1;
    for (int i = 1; weight > NEGLIGIBLE * weights; i++) {
      double distance = i * step;
      double growth = StrictMath.log1p(p * StrictMath.expm1(distance));
      weight = StrictMath.exp(a * distance - (a + b) * growth);
      if (q * StrictMath.exp(-growth) < NEGLIGIBLE) {
        addWeight(weight / -StrictMath.expm1(-b * step), ordersAt(1));
        return;
      }
      add(weight, p * StrictMath.exp(distance - growth));
    }
  }

  private void add(double weight, double p) {
    addWeight(weight, ordersAt(p));
  }

  private void addWeight(double weight, double expected) {
    weights += weight;
    orders += weight * expected;
  }

  /** Orders expected of a customer whose chance to stop is p. */
  private double ordersAt(double p) {
    return -StrictMath.expm1(-r * StrictMath.log1p(p * w)) / p;
  }

  /** Orders expected of a customer that never stops. */
  private double most() {
    return r * w;
  }
}
