package io.rfmstreams.engine;

import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.util.OptionalInt;

/**
 * Silence is suspicious once a survival model gives the member too small a chance of still being a
 * customer.
 *
 * @param name what conditions call it
 * @param model what P(alive) is computed by
 * @param limit the member is overdue while P(alive) is under it; above 0 and below 1
 */
public record SurvivalLimit(String name, SurvivalModel model, double limit) implements Detector {

  public SurvivalLimit {
    if (!(limit > 0 && limit < 1)) {
      throw new IllegalArgumentException(
          "detector %s: a limit for P(alive) is above 0 and below 1, was %s"
              .formatted(name, limit));
    }
  }

  @Override
  public int overdueOn(OrderDays days) {
    OrderHistory history = days.asHistory();
    OptionalInt day = model.firstDayBelow(limit, history);
    return day.isPresent() ? days.first() + day.getAsInt() : NEVER;
  }
}
