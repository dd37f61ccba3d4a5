package io.rfmstreams.offline.fit;

import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import io.rfmstreams.fit.Boundary;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.hipparchus.distribution.continuous.GammaDistribution;

/** What the parameters of BG/NBD or MBG/NBD say of members, in sentences. */
final class SurvivalReading {
  private static final MathContext THREE_DIGITS = new MathContext(3);
  private static final int YEAR_DAYS = 365;

  /** A member to show P(alive) by: four order days, thirty days apart. */
  private static final OrderHistory EXAMPLE = new OrderHistory(3, 90);

  /** Above it members are practically alike, and quantiles of their rates only show rounding. */
  private static final double LARGEST_SHAPE = 1e4;

  private static final double LONGEST_GAP_DAYS = 100 * 365.25;

  private static final Set<Boundary> NOTHING_OF_FAITHFUL_MEMBERS =
      Set.of(
          Boundary.STOPPING_UNTOLD,
          Boundary.EVERYBODY_STOPS,
          Boundary.FIRST_CHANCE_OR_NEVER,
          Boundary.LATER_STOPPING_UNTOLD);

  private final SurvivalModel model;
  private final Set<Boundary> boundaries;

  private SurvivalReading(SurvivalModel model, Set<Boundary> boundaries) {
    this.model = model;
    this.boundaries = boundaries;
  }

  /**
   * @param boundaries what the data do not tell; no sentence says more
   */
  static List<String> of(SurvivalModel model, Set<Boundary> boundaries) {
    SurvivalReading reading = new SurvivalReading(model, boundaries);
    return Stream.of(
            reading.stoppingUntold(),
            reading.ordering(),
            reading.stopping(),
            reading.firstYear(),
            reading.silence())
        .flatMap(Optional::stream)
        .toList();
  }

  /** The sentences after it are about the model in which nobody stops. */
  private Optional<String> stoppingUntold() {
    return boundaries.contains(Boundary.STOPPING_UNTOLD)
        ? Optional.of(
            "How many members stop for good these data do not tell. Two sentences for the case that none does:")
        : Optional.empty();
  }

  /** The mean of the rates, Gamma(r, α), and their quartiles. */
  private Optional<String> ordering() {
    String mean =
        (mayStop() ? "While they stay, members" : "Members")
            + " order every %s on average".formatted(gap(model.r() / model.alpha()));
    if (boundaries.contains(Boundary.SAME_RATE) || model.r() > LARGEST_SHAPE) {
      return Optional.of(mean + ", all at the same rate.");
    }
    GammaDistribution rates = new GammaDistribution(model.r(), 1 / model.alpha());
    return Optional.of(
        mean
            + "; the busiest quarter every %s or more often, the quietest quarter every %s or more rarely."
                .formatted(
                    gap(rates.inverseCumulativeProbability(0.75)),
                    gap(rates.inverseCumulativeProbability(0.25))));
  }

  private boolean mayStop() {
    return !boundaries.contains(Boundary.NOBODY_STOPS)
        && !boundaries.contains(Boundary.STOPPING_UNTOLD);
  }

  private String gap(double rate) {
    double gap = 1 / rate;
    boolean weeks = model.unit() == ModelUnit.WEEK;
    return gap * model.unit().days() > LONGEST_GAP_DAYS
        ? "hundred years"
        : String.format(Locale.ROOT, "%,.1f %s", gap, weeks ? "weeks" : "days");
  }

  /** The mean of the chances to stop, Beta(a, b). */
  private Optional<String> stopping() {
    if (boundaries.contains(Boundary.STOPPING_UNTOLD)) {
      return Optional.empty();
    }
    if (boundaries.contains(Boundary.NOBODY_STOPS)) {
      return Optional.of("Nobody is seen to stop for good.");
    }
    boolean alsoFirst = model instanceof MbgNbd;
    String firstChance = alsoFirst ? "its first order day" : "its first repeat order day";
    if (boundaries.contains(Boundary.EVERYBODY_STOPS)) {
      return Optional.of("After %s every member stops for good.".formatted(firstChance));
    }
    String percent =
        new BigDecimal(100 * model.a() / (model.a() + model.b()))
            .round(THREE_DIGITS)
            .stripTrailingZeros()
            .toPlainString();
    if (boundaries.contains(Boundary.FIRST_CHANCE_OR_NEVER)) {
      return Optional.of(
          "%s %% of members stop for good, each after %s; the others never do."
              .formatted(percent, firstChance));
    }
    if (boundaries.contains(Boundary.LATER_STOPPING_UNTOLD)) {
      return Optional.of(
          "%s %% of members stop for good after %s; how many do later these data do not tell."
              .formatted(
                  percent, alsoFirst ? "their first order day" : "their first repeat order day"));
    }
    return Optional.of(
        "After %s, %s %% of members stop for good, on average."
            .formatted(alsoFirst ? "an order day, the first too" : "a repeat order day", percent));
  }

  private Optional<String> firstYear() {
    return boundaries.contains(Boundary.LATER_STOPPING_UNTOLD)
        ? Optional.empty()
        : Optional.of(
            String.format(
                Locale.ROOT,
                "A new member comes back on %.2f days in its first year.",
                model.expectedOrders(YEAR_DAYS)));
  }

  /** Said only where the data tell of those that have come back three times. */
  private Optional<String> silence() {
    if (boundaries.contains(Boundary.NOBODY_STOPS)) {
      return Optional.of("However long a member is silent, these data do not say that it is gone.");
    }
    if (!Collections.disjoint(boundaries, NOTHING_OF_FAITHFUL_MEMBERS)) {
      return Optional.empty();
    }
    OptionalInt gone = model.firstDayBelow(0.5, EXAMPLE);
    String example = "One that ordered on four days, thirty days apart, is ";
    if (gone.isEmpty()) {
      return Optional.of(example + "never more likely gone than not, however long it is silent.");
    }
    int days = gone.getAsInt() - EXAMPLE.lastDay();
    return Optional.of(
        example
            + (days == 0
                ? "more likely gone than not from its last order on."
                : String.format(
                    Locale.ROOT, "more likely gone than not after %,d days of silence.", days)));
  }
}
