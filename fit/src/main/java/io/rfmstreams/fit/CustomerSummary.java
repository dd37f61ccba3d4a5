package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.OrderHistory;
import java.util.Comparator;

/**
 * What the survival models need to know of a customer: {@code x}, {@code t_x} and {@code T} of the
 * papers, in days.
 *
 * @param history the order days up to the calibration end
 * @param observedDays days from the first order day to the calibration end, {@code T}
 */
public record CustomerSummary(OrderHistory history, int observedDays)
    implements Comparable<CustomerSummary> {

  private static final Comparator<CustomerSummary> ORDER =
      Comparator.comparingInt((CustomerSummary summary) -> summary.history.repeats())
          .thenComparingInt(summary -> summary.history.lastDay())
          .thenComparingInt(summary -> summary.observedDays);

  public CustomerSummary {
    if (observedDays < history.lastDay() || observedDays > OrderHistory.LAST_DAY) {
      throw new IllegalArgumentException(
          "a customer whose last order was on day "
              + history.lastDay()
              + " was observed that long at least and "
              + OrderHistory.LAST_DAY
              + " days at most, not "
              + observedDays);
    }
  }

  @Override
  public int compareTo(CustomerSummary other) {
    return ORDER.compare(this, other);
  }
}
