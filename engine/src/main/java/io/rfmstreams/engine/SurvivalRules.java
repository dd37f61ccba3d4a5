package io.rfmstreams.engine;

import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import org.jspecify.annotations.Nullable;

/**
 * What a rule set believes of how long members stay and what their orders are worth.
 *
 * @param model gives P(alive)
 * @param orderValue gives the expected value of an order; null if value at risk is not asked for
 * @param horizonDays how many days ahead value at risk looks
 */
public record SurvivalRules(SurvivalModel model, @Nullable GammaGamma orderValue, int horizonDays) {

  public SurvivalRules {
    if (horizonDays < 1 || horizonDays > Window.LONGEST_DAYS) {
      throw new IllegalArgumentException(
          "value at risk looks 1 to %d days ahead, not %d"
              .formatted(Window.LONGEST_DAYS, horizonDays));
    }
  }

  /** The chance that a member with these order days is still a customer at the end of a day. */
  public double pAlive(OrderDays days, int asOfDay) {
    return model.pAlive(days.asHistory(), asOfDay - days.first());
  }

  /** The chance that a member with these order days orders at all in the days after the end of a day. */
  public double chanceOfOrder(OrderDays days, int asOfDay, int daysAhead) {
    return model.chanceOfOrder(days.asHistory(), asOfDay - days.first(), daysAhead);
  }

  /**
   * What silence may cost within the horizon, in minor units: the orders expected of the member were it
   * alive for sure, times the chance that it is not, times the expected value of one. Each order day is
   * one observation of that value, the first among them; a member that gave back more than it paid
   * counts as having paid nothing.
   *
   * @return null where no order value is set
   */
  @Nullable Long valueAtRiskMinor(History history, int asOfDay) {
    if (orderValue == null) {
      return null;
    }
    OrderDays days = history.orderDays();
    OrderHistory orders = days.asHistory();
    int asOf = asOfDay - days.first();
    double ordersLost =
        (1 - model.pAlive(orders, asOf)) * model.expectedOrdersIfAlive(orders, asOf, horizonDays);
    long spentMinor = Math.max(0, history.lifetimeMinor());
    return Math.round(ordersLost * orderValue.expectedOrderMinor(days.count(), spentMinor));
  }
}
