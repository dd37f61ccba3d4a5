package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.GammaGamma;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
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

  private static final double[][] STARTS_AT_LOWEST_Q = {{1, 1}, {5, 0.5}, {0.5, 5}};

  private static final double[] ALIKE = {0, 1, 1};
  private static final double[] OWN_ALIKE = {1, 0, -1};

  private SpendingFit() {}

  /**
   * Fits Gamma-Gamma. Customers whose repeat days brought nothing net of refunds are left out: the
   * model knows no value of nothing. Where the mean order value is infinite there is no model.
   *
   * @param customers collected with their spendings
   * @param currency the currency of the amounts; p, q and v come out for its major unit
   * @throws IllegalArgumentException if no customer spent anything on a repeat day, or orders are worth more
   *     than the model takes
   */
  public static Fit<Optional<GammaGamma>> gammaGamma(
      CustomerSummaries customers, Currency currency) {
    List<Spent> spent = spent(customers, currency);
    long counted = spent.stream().mapToLong(Spent::customers).sum();
    long repeats = spent.stream().mapToLong(one -> one.days() * one.customers()).sum();
    if (spent.isEmpty()) {
      throw new IllegalArgumentException(
          "Gamma-Gamma cannot be fitted: "
              + (customers.customers() == 1
                  ? "the only customer spent nothing"
                  : "none of the " + customers.customers() + " customers spent anything")
              + " on a second order day or later");
    }
    double mean = spent.stream().mapToDouble(one -> one.major() * one.customers()).sum() / repeats;
    Maximum maximum =
        Maximum.of(m -> logLikelihood(spent, m[0], LOWEST_Q + m[1], m[2] * mean), STARTS);
    double[] best = maximum.parameters();
    double[] slopes = {best[0], best[1], best[2] * mean};
    double[] values = {best[0], LOWEST_Q + best[1], best[2] * mean};
    Maximum atLowestQ =
        Maximum.of(m -> logLikelihood(spent, m[0], LOWEST_Q, m[1] * mean), STARTS_AT_LOWEST_Q);
    Set<Boundary> boundaries = boundaries(maximum, atLowestQ);
    List<Fit.Warning> warnings = new ArrayList<>();
    boundaries.forEach(boundary -> warnings.add(boundary.warning()));
    if (boundaries.isEmpty() && maximum.isNearly(atLowestQ)) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.UNCERTAIN,
              "these data do not tell q from 1, where the mean order value is infinite: it hangs on a few"
                  + " customers"));
    }
    warnOfOthers(counted, customers.returned() - counted, warnings);
    boolean infinite =
        boundaries.contains(Boundary.INFINITE_MEAN)
            || boundaries.contains(Boundary.SPENDING_UNTOLD);
    return new Fit<>(
        infinite
            ? Optional.empty()
            : Optional.of(new GammaGamma(currency, values[0], values[1], values[2])),
        Fit.parameters(NAMES, values, slopes, maximum, boundaries),
        maximum.value(),
        counted,
        repeats,
        boundaries,
        warnings);
  }

  private static SortedSet<Boundary> boundaries(Maximum maximum, Maximum atLowestQ) {
    SortedSet<Boundary> boundaries = new TreeSet<>();
    boolean infinite = maximum.isReachedBy(atLowestQ);
    boolean alike = maximum.isOpenTowards(ALIKE);
    if (infinite) {
      boundaries.add(alike ? Boundary.SPENDING_UNTOLD : Boundary.INFINITE_MEAN);
    } else if (alike) {
      boundaries.add(Boundary.ALL_SPEND_ALIKE);
    }
    if (maximum.isOpenTowards(OWN_ALIKE)) {
      boundaries.add(Boundary.OWN_ORDERS_ALIKE);
    }
    return boundaries;
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

  private static void warnOfOthers(long counted, long leftOut, List<Fit.Warning> warnings) {
    if (counted < FEWEST_CUSTOMERS) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.TOO_LITTLE_DATA,
              "only "
                  + counted
                  + (counted == 1 ? " customer" : " customers")
                  + " spent anything on a repeat day; three parameters want "
                  + FEWEST_CUSTOMERS
                  + ", else they follow chance"));
    }
    if (leftOut > 0) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.LEFT_OUT,
              leftOut
                  + (leftOut == 1 ? " customer" : " customers")
                  + " whose repeat days brought nothing "
                  + (leftOut == 1 ? "is" : "are")
                  + " left out"));
    }
  }
}
