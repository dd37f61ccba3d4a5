package io.rfmstreams.engine.survival;

import java.util.Currency;

/**
 * The Gamma-Gamma model of what a customer's orders are worth: P. Fader, B. Hardie, The Gamma-Gamma
 * Model of Monetary Value (2013).
 *
 * <p>A customer's order values are Gamma(p, ν), where ν is Gamma(q, v) over the customers. The parameters
 * are the published ones, for values in major units; amounts are in minor units of the currency
 * everywhere, and the model alone converts.
 *
 * @param currency the currency of every amount
 * @param p shape of one customer's order values
 * @param q shape of ν over the customers; above 1, else the mean order value is infinite
 * @param v inverse scale of ν, in major units
 */
public record GammaGamma(Currency currency, double p, double q, double v) {

  /** The highest mean order value of all customers, in minor units: far from what a long holds. */
  static final double HIGHEST_MEAN_MINOR = 1e15;

  /** It scales with the amounts, unlike any other parameter. */
  private static final double HIGHEST_V = 1e18;

  public GammaGamma {
    Parameters.require("Gamma-Gamma", "p", p);
    Parameters.require("Gamma-Gamma", "q", q);
    Parameters.require("Gamma-Gamma", "v", v, HIGHEST_V);
    if (q <= 1) {
      throw new IllegalArgumentException(
          "Gamma-Gamma: q must be above 1, else the mean order value is infinite; was " + q);
    }
    if (currency.getDefaultFractionDigits() < 0) {
      throw new IllegalArgumentException(
          "Gamma-Gamma: " + currency + " has no minor unit to count amounts in");
    }
    double mean = p * (v * minorPerMajor(currency)) / (q - 1);
    if (mean > HIGHEST_MEAN_MINOR) {
      throw new IllegalArgumentException(
          "Gamma-Gamma: the mean order value p·v/(q−1) is at most "
              + HIGHEST_MEAN_MINOR
              + " minor units, was "
              + mean);
    }
  }

  /**
   * The expected value of a customer's next order day, in minor units, rounded to the nearest one and
   * half a unit up.
   *
   * <p>{@code E(M | p, q, v, m̄, x) = p·(v + x·m̄) / (p·x + q − 1)}, Fader, Hardie (2013), equation (5):
   * the mean of all customers where none was observed, nearer to the customer's own mean with every
   * one.
   *
   * @param observedDays how many of the customer's order days tell what its orders are worth, {@code
   *     x}: the published fits take those after the first, others may take all
   * @param spentMinor what was spent on those days together, {@code x·m̄}, 0 or more
   * @throws IllegalArgumentException if something was spent on no days, or less than nothing
   */
  public long expectedOrderMinor(int observedDays, long spentMinor) {
    return Math.round(unrounded(observedDays, spentMinor));
  }

  /** {@link #expectedOrderMinor} before it is rounded. */
  double unrounded(int observedDays, long spentMinor) {
    if (observedDays < 0 || spentMinor < 0 || (observedDays == 0 && spentMinor > 0)) {
      throw new IllegalArgumentException(
          "nothing is spent on no order days, and never less than nothing: "
              + observedDays
              + " order days, "
              + spentMinor
              + " minor units");
    }
    return p * (v * minorPerMajor(currency) + spentMinor) / (p * observedDays + (q - 1));
  }

  private static double minorPerMajor(Currency currency) {
    return StrictMath.pow(10, currency.getDefaultFractionDigits());
  }
}
