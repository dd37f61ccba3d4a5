package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;

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

  private static final double[][] ORDERING_STARTS = {{1, 1}, {0.5, 0.2}, {2, 2}};

  /** a and b of a chance to stop that is nothing, one half or all but certain, for everybody. */
  private static final double[] NOBODY = {0, 1};

  private static final double[] HALF = {1e6, 1e6};
  private static final double[] EVERYBODY = {1e6, 1e-6};

  /** The search's end, for a model that takes no 0. */
  private static final double[] HARDLY_ANYBODY = {1e-6, 1e6};

  private static final double[] SAME_CHANCE = {0, 0, 1, 1};
  private static final double[] FIRST_OR_NEVER = {0, 0, -1, -1};

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
              + " cannot be fitted: "
              + (customers.customers() == 1
                  ? "the only customer has no"
                  : "none of the " + customers.customers() + " customers has a")
              + " second order day up to the calibration end, and only repeat orders tell how"
              + " often customers order and when they stop");
    }
    SurvivalModel anyOfIts = maker.make(ModelUnit.DAY, 1, 1, 1, 1);
    SurvivalLikelihood likelihood = new SurvivalLikelihood(customers, anyOfIts::chancesToStop);
    double meanDays = meanObservedDays(customers);
    Search search =
        new Search(likelihood, meanDays, Maximum.of(freely(likelihood, meanDays), STARTS));
    boolean mayAllStop =
        customers.lifetimes().keySet().stream()
            .allMatch(one -> anyOfIts.chancesToStop(one.history().repeats()) <= 1);
    Found found = search.ended(mayAllStop);
    double[] best = found.parameters();
    best[1] *= meanDays / unit.days();
    List<Fit.Parameter> parameters =
        Fit.parameters(NAMES, best, best, found.maximum(), found.boundaries());
    List<Fit.Warning> warnings = new ArrayList<>();
    found.boundaries().forEach(boundary -> warnings.add(boundary.warning()));
    warnIfFew(customers, warnings);
    if (found.boundaries().isEmpty()) {
      warnIfUncertain(parameters.get(STOPS), found.perhapsNobody(), warnings);
    }
    return new Fit<>(
        maker.make(unit, best[0], best[1], best[2], best[3]),
        parameters,
        found.maximum().value() + customers.repeats() * StrictMath.log(unit.days()),
        customers.customers(),
        customers.repeats(),
        found.boundaries(),
        warnings);
  }

  private static ToDoubleFunction<double[]> freely(SurvivalLikelihood likelihood, double meanDays) {
    return p -> likelihood.at(ModelUnit.DAY.days(), p[0], p[1] * meanDays, p[2], p[3]);
  }

  /**
   * Where a search ended.
   *
   * @param parameters r, α over the mean T, a, b
   * @param perhapsNobody whether the data do not refute that nobody stops
   */
  private record Found(
      Maximum maximum,
      double[] parameters,
      SortedSet<Boundary> boundaries,
      boolean perhapsNobody) {}

  /**
   * Holds the best parameters against the ends that mean something of their own. Each end is searched
   * over r and α anew: with those of another end it would be judged by what it never said.
   */
  private record Search(SurvivalLikelihood likelihood, double meanDays, Maximum free) {

    Found ended(boolean mayAllStop) {
      Maximum nobody = with(NOBODY);
      boolean perhapsNobody = free.isNearly(nobody);
      Optional<Maximum> everybody = mayAllStop ? Optional.of(with(EVERYBODY)) : Optional.empty();
      if (perhapsNobody
          && (free.isNearly(with(HALF)) || everybody.filter(free::isNearly).isPresent())) {
        return at(nobody, HARDLY_ANYBODY, Boundary.STOPPING_UNTOLD, true);
      }
      if (free.isReachedBy(nobody)) {
        return at(nobody, HARDLY_ANYBODY, Boundary.NOBODY_STOPS, true);
      }
      if (everybody.filter(free::isReachedBy).isPresent()) {
        return at(everybody.get(), EVERYBODY, Boundary.EVERYBODY_STOPS, false);
      }
      SortedSet<Boundary> boundaries = new TreeSet<>();
      boolean same = free.isOpenTowards(SAME_CHANCE);
      boolean firstOrNever = free.isOpenTowards(FIRST_OR_NEVER);
      if (same && firstOrNever) {
        boundaries.add(Boundary.LATER_STOPPING_UNTOLD);
      } else if (same) {
        boundaries.add(Boundary.SAME_CHANCE_TO_STOP);
      } else if (firstOrNever) {
        boundaries.add(Boundary.FIRST_CHANCE_OR_NEVER);
      }
      if (free.isOpenTowards(new double[] {1, 1, 0, 0})) {
        boundaries.add(Boundary.SAME_RATE);
      }
      return new Found(free, free.parameters(), boundaries, perhapsNobody);
    }

    private Maximum with(double[] stopping) {
      double[] best = free.parameters();
      double[][] starts = Arrays.copyOf(ORDERING_STARTS, ORDERING_STARTS.length + 1);
      starts[ORDERING_STARTS.length] = new double[] {best[0], best[1]};
      return Maximum.of(
          p -> likelihood.at(ModelUnit.DAY.days(), p[0], p[1] * meanDays, stopping[0], stopping[1]),
          starts);
    }

    private static Found at(
        Maximum end, double[] stopping, Boundary boundary, boolean perhapsNobody) {
      double[] ordering = end.parameters();
      SortedSet<Boundary> boundaries = new TreeSet<>(List.of(boundary));
      if (end.isOpenTowards(new double[] {1, 1})) {
        boundaries.add(Boundary.SAME_RATE);
      }
      return new Found(
          end,
          new double[] {ordering[0], ordering[1], stopping[0], stopping[1]},
          boundaries,
          perhapsNobody);
    }
  }

  /** Never less than a day, also for customers that all came on the last one. */
  private static double meanObservedDays(CustomerSummaries customers) {
    double days = 0;
    for (Map.Entry<CustomerSummary, Long> entry : customers.lifetimes().entrySet()) {
      days += (double) entry.getKey().observedDays() * entry.getValue();
    }
    return Math.max(1, days / customers.customers());
  }

  private static void warnIfFew(CustomerSummaries customers, List<Fit.Warning> warnings) {
    if (customers.returned() < FEWEST_RETURNED) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.TOO_LITTLE_DATA,
              "only "
                  + customers.returned()
                  + " of "
                  + customers.customers()
                  + (customers.returned() == 1 ? " customers has" : " customers have")
                  + " a repeat day; four parameters want "
                  + FEWEST_RETURNED
                  + ", else they follow chance"));
    }
  }

  private static void warnIfUncertain(
      Fit.Parameter a, boolean perhapsNobody, List<Fit.Warning> warnings) {
    boolean vague = a.standardError().orElse(0) > a.value();
    if (vague || perhapsNobody) {
      warnings.add(
          new Fit.Warning(
              Fit.Kind.UNCERTAIN,
              (vague ? "the standard error of a exceeds a: " : "")
                  + (perhapsNobody
                      ? "these data do not tell a from 0, so that perhaps nobody stops, and P(alive) hangs on"
                          + " chance"
                      : "by themselves a and b mean little, but some customers do stop")));
    }
  }
}
