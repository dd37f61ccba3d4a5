package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.GammaGamma;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.hipparchus.special.Gamma;

/**
 * Fits the Gamma-Gamma model by maximum likelihood, to the customers with a repeat day and to what they
 * spent on repeat days.
 */
public final class SpendingFit {
  private static final List<String> NAMES = List.of("p", "q", "v");

  /** Ten customers for each parameter: a rule of thumb of regression. */
  private static final int FEWEST_CUSTOMERS = 10 * NAMES.size();

  /** The lowest q looked for: at 1 the mean order value is infinite. */
  private static final double LOWEST_Q = 1.001;

  /** Where the search starts: p, q − {@link #LOWEST_Q}, v over the mean value. */
  private static final double[][] STARTS = {{1, 1, 1}, {5, 2, 0.5}, {0.5, 5, 5}};

  private static final List<Boundary> BOUNDARIES =
      List.of(
          new Boundary(
              new double[] {0, -1, 0},
              "q → 1: a few customers spend so much that the mean order value has no finite estimate"),
          new Boundary(
              new double[] {0, 1, 1},
              "q → ∞ and v → ∞: all customers spend alike, and a customer's own orders tell nothing; q and v"
                  + " by themselves mean nothing"),
          new Boundary(
              new double[] {1, 0, -1},
              "p → ∞ and v → 0: each customer's orders are all worth the same; p and v by themselves mean"
                  + " nothing"));

  private SpendingFit() {}

  /**
   * Fits Gamma-Gamma. Customers whose repeat days brought nothing net of refunds are left out: the
   * model knows no value of nothing.
   *
   * @param customers collected with their spendings
   * @param currency the currency of the amounts; p, q and v come out for its major unit
   * @throws IllegalArgumentException if no customer spent anything on a repeat day
   */
  public static Fit<GammaGamma> gammaGamma(CustomerSummaries customers, Currency currency) {
    List<Spent> spent = spent(customers, currency);
    long counted = spent.stream().mapToLong(Spent::customers).sum();
    long repeats = spent.stream().mapToLong(one -> one.days() * one.customers()).sum();
    if (spent.isEmpty()) {
      throw new IllegalArgumentException(
          "Gamma-Gamma cannot be fitted: none of the "
              + customers.customers()
              + " customers spent anything on a second order day or later");
    }
    double mean = spent.stream().mapToDouble(one -> one.major() * one.customers()).sum() / repeats;
    Maximum maximum =
        Maximum.of(m -> logLikelihood(spent, m[0], LOWEST_Q + m[1], m[2] * mean), STARTS);
    double[] best = maximum.parameters();
    double[] slopes = {best[0], best[1], best[2] * mean};
    double[] values = {best[0], LOWEST_Q + best[1], best[2] * mean};
    List<Fit.Warning> warnings = warnings(maximum, counted, customers.returned() - counted);
    return new Fit<>(
        new GammaGamma(currency, values[0], values[1], values[2]),
        Fit.parameters(NAMES, values, slopes, maximum, warnings),
        maximum.value(),
        counted,
        repeats,
        warnings);
  }

  /** The log-likelihood of what a base spent under a model, with values in major units. */
  public static double logLikelihood(GammaGamma model, CustomerSummaries customers) {
    return logLikelihood(spent(customers, model.currency()), model.p(), model.q(), model.v());
  }

  /** So many customers spent this much, in major units, on so many repeat days together. */
  private record Spent(int days, double major, long customers) {}

  private static List<Spent> spent(CustomerSummaries customers, Currency currency) {
    double minorPerMajor = StrictMath.pow(10, currency.getDefaultFractionDigits());
    return customers.spendings().entrySet().stream()
        .filter(entry -> entry.getKey().spentMinor() > 0)
        .map(
            entry ->
                new Spent(
                    entry.getKey().days(),
                    entry.getKey().spentMinor() / minorPerMajor,
                    entry.getValue()))
        .toList();
  }

  /**
   * The density of the mean m̄ of x values, {@code Γ(px+q)/(Γ(px)·Γ(q)) · v^q · m̄^(px−1) · x^(px) /
   * (v + x·m̄)^(px+q)}: Fader, Hardie (2013), equation (1a), here of {@code s = x·m̄}.
   */
  private static double logLikelihood(List<Spent> spent, double p, double q, double v) {
    double sum = 0;
    for (Spent one : spent) {
      double px = p * one.days();
      double s = one.major();
      double term =
          Gamma.logGamma(px + q)
              - Gamma.logGamma(px)
              - Gamma.logGamma(q)
              - q * StrictMath.log1p(s / v)
              - px * StrictMath.log1p(v / s)
              - StrictMath.log(s / one.days());
      sum += one.customers() * term;
    }
    return sum;
  }

  private static List<Fit.Warning> warnings(Maximum maximum, long counted, long leftOut) {
    List<Fit.Warning> warnings = new ArrayList<>();
    Boundary.firstOpen(BOUNDARIES, maximum).ifPresent(warnings::add);
    if (counted < FEWEST_CUSTOMERS) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.TOO_LITTLE_DATA,
              "only "
                  + counted
                  + " customers spent anything on a repeat day; three parameters want "
                  + FEWEST_CUSTOMERS
                  + ", else they follow chance"));
    }
    if (leftOut > 0) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.LEFT_OUT,
              leftOut + " customers whose repeat days brought nothing are left out"));
    }
    return warnings;
  }
}
