package io.rfmstreams.offline.backtest;

import io.rfmstreams.engine.CadenceLimit;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.InactivityLimit;
import io.rfmstreams.engine.SurvivalLimit;
import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.math.BigDecimal;

/** What detectors and models are, in few words. */
final class DetectorWords {
  private static final int MILLI_DIGITS = 3;

  private DetectorWords() {}

  static String of(Detector detector) {
    if (detector instanceof InactivityLimit limit) {
      return "%d days without an order%s"
          .formatted(
              limit.days(),
              limit.daysByCategory().isEmpty()
                  ? ""
                  : ", another by category (%d)".formatted(limit.daysByCategory().size()));
    }
    if (detector instanceof CadenceLimit cadence) {
      return "%s times the member's own mean gap%s, from %d order days on"
          .formatted(
              fromMilli(cadence.factorMilli()),
              cadence.spreadsMilli() == 0
                  ? ""
                  : " and %s times its standard deviation"
                      .formatted(fromMilli(cadence.spreadsMilli())),
              cadence.minOrderDays());
    }
    SurvivalLimit survival = (SurvivalLimit) detector;
    return "P(alive) below " + BigDecimal.valueOf(survival.limit()).toPlainString();
  }

  static String of(SurvivalModel model) {
    return "%s with r %s, alpha %s, a %s, b %s by the %s"
        .formatted(
            model instanceof BgNbd ? "BG/NBD" : "MBG/NBD",
            BigDecimal.valueOf(model.r()).toPlainString(),
            BigDecimal.valueOf(model.alpha()).toPlainString(),
            BigDecimal.valueOf(model.a()).toPlainString(),
            BigDecimal.valueOf(model.b()).toPlainString(),
            model.unit() == ModelUnit.WEEK ? "week" : "day");
  }

  private static String fromMilli(int milli) {
    return BigDecimal.valueOf(milli, MILLI_DIGITS).stripTrailingZeros().toPlainString();
  }
}
