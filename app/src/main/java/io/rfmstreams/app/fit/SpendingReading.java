package io.rfmstreams.app.fit;

import io.rfmstreams.app.events.Money;
import io.rfmstreams.engine.survival.GammaGamma;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.hipparchus.distribution.continuous.GammaDistribution;

/** What the parameters of Gamma-Gamma say of orders' values, in sentences. */
final class SpendingReading {

  /** Above it members are practically alike, and quantiles of their means only show rounding. */
  private static final double LARGEST_SHAPE = 1e4;

  private final GammaGamma model;
  private final Money money;

  private SpendingReading(GammaGamma model) {
    this.model = model;
    this.money = Money.in(model.currency());
  }

  static List<String> of(GammaGamma model) {
    SpendingReading reading = new SpendingReading(model);
    return List.of(reading.mean(), reading.spread(), reading.weight());
  }

  /** The mean of the members' means p/ν, and their quartiles; ν is Gamma(q, v) over the members. */
  private String mean() {
    String mean =
        "What a member orders on a day is worth %s %s on average"
            .formatted(money.format(model.expectedOrderMinor(0, 0)), model.currency());
    if (model.q() > LARGEST_SHAPE) {
      return mean + ", the same for all.";
    }
    GammaDistribution nu = new GammaDistribution(model.q(), 1 / model.v());
    return mean
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
    return String.format(
        Locale.ROOT,
        "One member's days differ from its own average by %.0f %%, as a standard deviation.",
        100 / StrictMath.sqrt(model.p()));
  }

  /** In the expected value the member's own mean has the weight px/(px + q − 1). */
  private String weight() {
    double days = StrictMath.floor((model.q() - 1) / model.p()) + 1;
    return String.format(
        Locale.ROOT,
        "From %,.0f repeat day%s on, a member's own average counts for more than that of all.",
        days,
        days == 1 ? "" : "s");
  }
}
