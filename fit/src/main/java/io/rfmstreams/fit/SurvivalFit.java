package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Fits BG/NBD and MBG/NBD by maximum likelihood.
 *
 * <p>The search is over logarithms and in days whatever the unit, so that the units agree exactly: in
 * weeks α is a seventh and the log-likelihood higher by Σx·ln 7.
 */
public final class SurvivalFit {
  private static final List<String> NAMES = List.of("r", "alpha", "a", "b");

  /** Place of a, the parameter that is 0 if nobody ever stops. */
  private static final int STOPS = 2;

  /** Ten customers that show something, for each parameter: a rule of thumb of regression. */
  private static final int FEWEST_RETURNED = 10 * NAMES.size();

  /** Where the search starts: r, α over the mean T, a, b. */
  private static final double[][] STARTS = {
    {1, 1, 1, 1}, {0.5, 0.2, 1, 3}, {2, 2, 0.1, 1}, {1, 0.5, 0.5, 10}
  };

  private static final List<Boundary> STOPPING =
      List.of(
          new Boundary(
              new double[] {0, 0, -1, 0},
              "a → 0: nobody in these data is seen to stop, so P(alive) hardly falls; a and b by themselves"
                  + " mean nothing"),
          new Boundary(
              new double[] {0, 0, 1, 1},
              "a → ∞ and b → ∞: all customers have the same chance a/(a+b) to stop; a and b by themselves"
                  + " mean nothing"),
          new Boundary(
              new double[] {0, 0, -1, -1},
              "a → 0 and b → 0: customers stop at their first chance or never; a and b by themselves mean"
                  + " nothing"));

  private static final List<Boundary> ORDERING =
      List.of(
          new Boundary(
              new double[] {1, 1, 0, 0},
              "r → ∞ and alpha → ∞: all customers order at the same rate r/alpha; r and alpha by themselves"
                  + " mean nothing"));

  private SurvivalFit() {}

  /** Makes a model of its parameters. */
  private interface Maker<M> {
    M make(ModelUnit unit, double r, double alpha, double a, double b);
  }

  /**
   * Fits BG/NBD.
   *
   * @throws IllegalArgumentException if no customer has a repeat day
   */
  public static Fit<BgNbd> bgNbd(CustomerSummaries customers, ModelUnit unit) {
    return fit("BG/NBD", customers, unit, BgNbd::new);
  }

  /**
   * Fits MBG/NBD.
   *
   * @throws IllegalArgumentException if no customer has a repeat day
   */
  public static Fit<MbgNbd> mbgNbd(CustomerSummaries customers, ModelUnit unit) {
    return fit("MBG/NBD", customers, unit, MbgNbd::new);
  }

  /** The log-likelihood of a base under a model, with times in the model's unit. */
  public static double logLikelihood(SurvivalModel model, CustomerSummaries customers) {
    return SurvivalLikelihood.of(model, customers);
  }

  private static <M extends SurvivalModel> Fit<M> fit(
      String name, CustomerSummaries customers, ModelUnit unit, Maker<M> maker) {
    if (customers.returned() == 0) {
      throw new IllegalArgumentException(
          name
              + " cannot be fitted: none of the "
              + customers.customers()
              + " customers has a second order day up to the calibration end, and only repeat orders tell how"
              + " often customers order and when they stop");
    }
    SurvivalModel anyOfIts = maker.make(ModelUnit.DAY, 1, 1, 1, 1);
    SurvivalLikelihood likelihood = new SurvivalLikelihood(customers, anyOfIts::chancesToStop);
    double meanDays = meanObservedDays(customers);
    Maximum maximum =
        Maximum.of(
            p -> likelihood.at(ModelUnit.DAY.days(), p[0], p[1] * meanDays, p[2], p[3]), STARTS);
    List<Fit.Warning> warnings = warnings(customers, maximum);
    double[] best = maximum.parameters();
    best[1] *= meanDays / unit.days();
    List<Fit.Parameter> parameters = Fit.parameters(NAMES, best, best, maximum, warnings);
    warnIfUncertain(parameters.get(STOPS), warnings);
    return new Fit<>(
        maker.make(unit, best[0], best[1], best[2], best[3]),
        parameters,
        maximum.value() + customers.repeats() * StrictMath.log(unit.days()),
        customers.customers(),
        customers.repeats(),
        warnings);
  }

  /** Never less than a day, also for customers that all came on the last one. */
  private static double meanObservedDays(CustomerSummaries customers) {
    double days = 0;
    for (Map.Entry<CustomerSummary, Long> entry : customers.lifetimes().entrySet()) {
      days += (double) entry.getKey().observedDays() * entry.getValue();
    }
    return Math.max(1, days / customers.customers());
  }

  private static List<Fit.Warning> warnings(CustomerSummaries customers, Maximum maximum) {
    List<Fit.Warning> warnings = new ArrayList<>();
    Boundary.firstOpen(STOPPING, maximum).ifPresent(warnings::add);
    Boundary.firstOpen(ORDERING, maximum).ifPresent(warnings::add);
    if (customers.returned() < FEWEST_RETURNED) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.TOO_LITTLE_DATA,
              "only "
                  + customers.returned()
                  + " of "
                  + customers.customers()
                  + " customers have a repeat day; four parameters want "
                  + FEWEST_RETURNED
                  + ", else they follow chance"));
    }
    return warnings;
  }

  private static void warnIfUncertain(Fit.Parameter a, List<Fit.Warning> warnings) {
    if (a.standardError().orElse(0) > a.value()) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.UNCERTAIN,
              "the standard error of a exceeds a: these data do not tell it from 0, so that perhaps nobody"
                  + " stops, and P(alive) hangs on chance"));
    }
  }
}
