package io.rfmstreams.engine;

import java.util.Map;

/**
 * Silence is suspicious after a fixed number of days, which may depend on what was ordered last: a
 * jeweller's year is a grocer's week.
 *
 * @param name what conditions call it
 * @param days the days since the last order at which the limit is reached, 1 or more
 * @param daysByCategory the same for members whose last order is of a category named here
 */
public record InactivityLimit(String name, int days, Map<String, Integer> daysByCategory)
    implements Detector {

  public InactivityLimit {
    daysByCategory = Map.copyOf(daysByCategory);
    require(name, days);
    daysByCategory.values().forEach(limit -> require(name, limit));
  }

  private static void require(String name, int days) {
    if (days < 1 || days > Window.LONGEST_DAYS) {
      throw new IllegalArgumentException(
          "detector %s: a limit has 1 to %d days, was given %d"
              .formatted(name, Window.LONGEST_DAYS, days));
    }
  }

  @Override
  public int overdueOn(OrderDays orderDays) {
    String category = orderDays.lastCategory();
    int limit = category == null ? days : daysByCategory.getOrDefault(category, days);
    return orderDays.last() + limit;
  }
}
