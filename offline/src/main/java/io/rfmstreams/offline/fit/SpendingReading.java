package io.rfmstreams.offline.fit;

import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.fit.Boundary;
import io.rfmstreams.fit.Fit;
import io.rfmstreams.offline.events.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.hipparchus.distribution.continuous.GammaDistribution;

/** What the parameters of Gamma-Gamma say of orders' values, in sentences. */
final class SpendingReading {

  /** Above it members are practically alike, and quantiles of their means only show rounding. */
  private static final double LARGEST_SHAPE = 1e4;

  private final GammaGamma model;
  private final Money money;
  private final Set<Boundary> boundaries;
  private final boolean meanUncertain;

  private SpendingReading(GammaGamma model, Set<Boundary> boundaries, boolean meanUncertain) {
    this.model = model;
    this.money = Money.in(model.currency());
    this.boundaries = boundaries;
    this.meanUncertain = meanUncertain;
  }

  /** Of a fit without a model, whose mean order value is infinite, there is but one thing to say. */
  static List<String> of(Fit<Optional<GammaGamma>> fit) {
    boolean meanUncertain =
        fit.warnings().stream().anyMatch(warning -> warning.kind() == Fit.Kind.UNCERTAIN);
    return fit.model()
        .map(model -> of(model, fit.boundaries(), meanUncertain))
        .orElse(
            List.of(
                fit.boundaries().contains(Boundary.SPENDING_UNTOLD)
                    ? "What a member orders on a day is worth, on average, these data do not tell."
                    : "What a member orders on a day has no finite average value: a few members spend too much."));
  }

  /**
   * @param boundaries what the data do not tell; no sentence says more
   * @param meanUncertain whether the mean of all may as well be infinite
   */
  static List<String> of(GammaGamma model, Set<Boundary> boundaries, boolean meanUncertain) {
    SpendingReading reading = new SpendingReading(model, boundaries, meanUncertain);
    return List.of(reading.mean(), reading.spread(), reading.weight());
  }

  /** The mean of the members' means p/ν, and their quartiles; ν is Gamma(q, v) over the members. */
  private String mean() {
    String mean =
        "What a member orders on a day is worth %s %s on average"
            .formatted(money.format(model.expectedOrderMinor(0, 0)), model.currency());
    if (boundaries.contains(Boundary.ALL_SPEND_ALIKE) || model.q() > LARGEST_SHAPE) {
      return mean + ", the same for all.";
    }
    GammaDistribution nu = new GammaDistribution(model.q(), 1 / model.v());
    return mean
        + (meanUncertain ? ", if there is a finite average at all" : "")
        + "; a quarter of members average %s or less, a quarter %s or more."
            .formatted(
                major(model.p() / nu.inverseCumulativeProbability(0.75)),
                major(model.p() / nu.inverseCumulativeProbability(0.25)));
  }

  private String major(double value) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value)
            .setScale(model.currency().getDefaultFractionDigits(), RoundingMode.HALF_UP)
            .toPlainString()
        : "more than can be said";
  }

  /** The coefficient of variation of Gamma(p, ν). */
  private String spread() {
    return boundaries.contains(Boundary.OWN_ORDERS_ALIKE)
        ? "One member's days are all worth the same."
        : String.format(
            Locale.ROOT,
            "One member's days differ from its own average by %.0f %%, as a standard deviation.",
            100 / StrictMath.sqrt(model.p()));
  }

  /** In the expected value the member's own mean has the weight px/(px + q − 1). */
  private String weight() {
    if (boundaries.contains(Boundary.ALL_SPEND_ALIKE)) {
      return "A member's own average tells nothing that the average of all does not.";
    }
    if (boundaries.contains(Boundary.OWN_ORDERS_ALIKE)) {
      return "From its first repeat day on, a member's own average is all that counts.";
    }
    double days = StrictMath.floor((model.q() - 1) / model.p()) + 1;
    return String.format(
        Locale.ROOT,
        "From %,.0f repeat day%s on, a member's own average counts for more than that of all.",
        days,
        days == 1 ? "" : "s");
  }
}
