package io.rfmstreams.fit;

import io.rfmstreams.engine.survival.OrderHistory;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A customer base as the models see it: which summaries there are, and how many customers have each.
 * Customers with the same summary share one term of the likelihood.
 *
 * @param lifetimes how many customers have each summary, sorted
 * @param spendings how many of those with a repeat day have spent so, sorted; empty if they were not
 *     collected
 */
public record CustomerSummaries(
    SortedMap<CustomerSummary, Long> lifetimes, SortedMap<RepeatSpending, Long> spendings) {

  public CustomerSummaries {
    lifetimes = Collections.unmodifiableSortedMap(new TreeMap<>(lifetimes));
    spendings = Collections.unmodifiableSortedMap(new TreeMap<>(spendings));
  }

  /** How many customers there are. */
  public long customers() {
    return lifetimes.values().stream().mapToLong(count -> count).sum();
  }

  /** How many customers have a repeat day. */
  public long returned() {
    return lifetimes.entrySet().stream()
        .filter(entry -> entry.getKey().history().repeats() > 0)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** How many repeat days all customers have, Σx. */
  public long repeats() {
    return lifetimes.entrySet().stream()
        .mapToLong(entry -> entry.getKey().history().repeats() * entry.getValue())
        .sum();
  }

  /**
   * Sums customers up, one after the other. It keeps one entry for each distinct summary, of which
   * there are far fewer than customers. Sums of money hardly ever agree: where spendings are collected
   * there is an entry, of some hundred bytes, for nearly every customer with a repeat day.
   */
  public static final class Collector {
    private final LocalDate calibrationEnd;
    private final boolean withSpendings;
    private final SortedMap<CustomerSummary, Long> lifetimes = new TreeMap<>();
    private final SortedMap<RepeatSpending, Long> spendings = new TreeMap<>();

    /**
     * @param calibrationEnd the last day whose orders count, and the as-of day of every {@code T}
     * @param withSpendings whether spendings are collected, which Gamma-Gamma alone needs
     */
    public Collector(LocalDate calibrationEnd, boolean withSpendings) {
      this.calibrationEnd = calibrationEnd;
      this.withSpendings = withSpendings;
    }

    /**
     * Counts one customer. Orders of one day are one order day; orders after the calibration end do not
     * count, and a customer without any up to then is left out. One that got back more than its repeat
     * days brought has spent nothing on them.
     *
     * @param orders all orders of the customer, in any order
     */
    public void add(Iterable<OrderDay> orders) {
      SortedMap<LocalDate, Long> days = new TreeMap<>();
      for (OrderDay order : orders) {
        if (!order.day().isAfter(calibrationEnd)) {
          days.merge(order.day(), order.amountMinor(), Math::addExact);
        }
      }
      if (days.isEmpty()) {
        return;
      }
      LocalDate first = days.firstKey();
      int repeats = days.size() - 1;
      OrderHistory history = new OrderHistory(repeats, days(first, days.lastKey()));
      lifetimes.merge(new CustomerSummary(history, days(first, calibrationEnd)), 1L, Long::sum);
      if (withSpendings && repeats > 0) {
        days.remove(first);
        long spent = days.values().stream().reduce(0L, Math::addExact);
        spendings.merge(new RepeatSpending(repeats, Math.max(0, spent)), 1L, Long::sum);
      }
    }

    /** Counts the customers that another collector for the same day has counted. */
    public void add(Collector other) {
      other.lifetimes.forEach((summary, count) -> lifetimes.merge(summary, count, Long::sum));
      other.spendings.forEach((spending, count) -> spendings.merge(spending, count, Long::sum));
    }

    private static int days(LocalDate from, LocalDate to) {
      return Math.toIntExact(ChronoUnit.DAYS.between(from, to));
    }

    /** What was counted so far. */
    public CustomerSummaries summaries() {
      return new CustomerSummaries(lifetimes, spendings);
    }
  }
}
