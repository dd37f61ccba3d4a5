package io.rfmstreams.app.fit;

import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
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

  private final SurvivalModel model;

  private SurvivalReading(SurvivalModel model) {
    this.model = model;
  }

  static List<String> of(SurvivalModel model) {
    SurvivalReading reading = new SurvivalReading(model);
    return List.of(reading.ordering(), reading.stopping(), reading.firstYear(), reading.silence());
  }

  /** The mean of the rates, Gamma(r, α), and their quartiles. */
  private String ordering() {
    String mean =
        "While they stay, members order every %s on average"
            .formatted(gap(model.r() / model.alpha()));
    if (model.r() > LARGEST_SHAPE) {
      return mean + ", all at the same rate.";
    }
    GammaDistribution rates = new GammaDistribution(model.r(), 1 / model.alpha());
    return mean
        + "; the busiest quarter every %s or more often, the quietest quarter every %s or more rarely."
            .formatted(
                gap(rates.inverseCumulativeProbability(0.75)),
                gap(rates.inverseCumulativeProbability(0.25)));
  }

  private String gap(double rate) {
    double gap = 1 / rate;
    boolean weeks = model.unit() == ModelUnit.WEEK;
    return gap * model.unit().days() > LONGEST_GAP_DAYS
        ? "hundred years"
        : String.format(Locale.ROOT, "%,.1f %s", gap, weeks ? "weeks" : "days");
  }

  /** The mean of the chances to stop, Beta(a, b). */
  private String stopping() {
    BigDecimal percent = new BigDecimal(100 * model.a() / (model.a() + model.b()));
    return "After %s, %s %% of members stop for good, on average."
        .formatted(
            model instanceof MbgNbd ? "an order day, the first too" : "a repeat order day",
            percent.round(THREE_DIGITS).stripTrailingZeros().toPlainString());
  }

  private String firstYear() {
    return String.format(
        Locale.ROOT,
        "A new member comes back on %.2f days in its first year.",
        model.expectedOrders(YEAR_DAYS));
  }

  private String silence() {
    OptionalInt gone = model.firstDayBelow(0.5, EXAMPLE);
    String example = "One that ordered on four days, thirty days apart, is ";
    return gone.isEmpty()
        ? example + "never more likely gone than not, however long it is silent."
        : example
            + String.format(
                Locale.ROOT,
                "more likely gone than not after %,d days of silence.",
                gone.getAsInt() - EXAMPLE.lastDay());
  }
}
