package io.rfmstreams.engine;

import io.rfmstreams.engine.survival.OrderHistory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The days on which a member placed orders that survive, each once: all that churn detectors look at.
 * An immutable value.
 */
public final class OrderDays {
  private final int[] days;
  private final @Nullable String lastCategory;

  private OrderDays(int[] days, @Nullable String lastCategory) {
    this.days = days;
    this.lastCategory = lastCategory;
  }

  /**
   * @param days epoch days in any order, repeated or not
   * @param lastCategory the category of the last order; null if it has none
   */
  static OrderDays of(IntStream days, @Nullable String lastCategory) {
    int[] all = days.toArray();
    return ofFirst(all.length, all, lastCategory);
  }

  /** The same of the first {@code count} of {@code days}, which is overwritten. */
  static OrderDays ofFirst(int count, int[] days, @Nullable String lastCategory) {
    Arrays.sort(days, 0, count);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || days[i] != days[i - 1]) {
        days[distinct++] = days[i];
      }
    }
    return new OrderDays(Arrays.copyOf(days, distinct), lastCategory);
  }

  /** How many there are. */
  public int count() {
    return days.length;
  }

  /** The one at {@code index}, as an epoch day. */
  int day(int index) {
    return days[index];
  }

  /** The first, as an epoch day; there must be one. */
  public int first() {
    return days[0];
  }

  /** The last, as an epoch day; there must be one. */
  public int last() {
    return days[days.length - 1];
  }

  /** All of them as epoch days, ascending. */
  public IntStream stream() {
    return Arrays.stream(days);
  }

  /** The category of the last order; null if it has none. */
  public @Nullable String lastCategory() {
    return lastCategory;
  }

  /** What survival models need of them. */
  OrderHistory asHistory() {
    return new OrderHistory(days.length - 1, last() - first());
  }

  /** Sum of the squares of the gaps between one order day and the next, in days². */
  long sumOfSquaredGaps() {
    long sum = 0;
    for (int i = 1; i < days.length; i++) {
      long gap = (long) days[i] - days[i - 1];
      sum += gap * gap;
    }
    return sum;
  }

  /** The latest that came {@code gap} days or more after the one before it, or {@link EvictedSums#NO_DAY}. */
  int lastReturn(int gap) {
    for (int i = days.length - 1; i > 0; i--) {
      if (days[i] - days[i - 1] >= gap) {
        return days[i];
      }
    }
    return EvictedSums.NO_DAY;
  }

  @Override
  public String toString() {
    return "order days %s, the last of %s".formatted(Arrays.toString(days), lastCategory);
  }
}
