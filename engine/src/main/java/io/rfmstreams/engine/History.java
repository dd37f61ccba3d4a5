package io.rfmstreams.engine;

import java.util.Arrays;

/**
 * A member's facts in order of time, laid out so that a figure as of any day is a lookup: what each
 * day adds to frequency and monetary as running sums, and the days with surviving orders.
 */
final class History {
  private final int[] days;
  private final long[] ordersBefore;
  private final long[] minorBefore;
  private final int size;
  private final int[] orderDays;
  private final int orderDayCount;
  private final long lifetimeOrders;
  private final long lifetimeMinor;
  private final long firstAt;
  private final long lastAt;
  private final int firstDay;

  private History(Builder built, ZoneCalendar calendar) {
    this.days = built.days;
    this.ordersBefore = built.ordersBefore;
    this.minorBefore = built.minorBefore;
    this.size = built.size;
    this.orderDays = built.orderDays;
    this.orderDayCount = built.orderDayCount;
    this.lifetimeOrders = built.lifetimeOrders;
    this.lifetimeMinor = built.lifetimeMinor;
    this.firstAt = built.firstAt;
    this.lastAt = built.lastAt;
    this.firstDay = lifetimeOrders == 0 ? 0 : calendar.dayOf(firstAt);
  }

  static History of(Purchases purchases, ZoneCalendar calendar) {
    return new History(new Builder(purchases), calendar);
  }

  /** Whether any order survives; the figures below are defined only then. */
  boolean hasOrder() {
    return lifetimeOrders > 0;
  }

  long lifetimeOrders() {
    return lifetimeOrders;
  }

  long lifetimeMinor() {
    return lifetimeMinor;
  }

  /** When the first surviving order was placed, in milliseconds. */
  long firstAt() {
    return firstAt;
  }

  /** When the last surviving order was placed, in milliseconds. */
  long lastAt() {
    return lastAt;
  }

  int firstOrderDay() {
    return firstDay;
  }

  int lastOrderDay() {
    return orderDays[orderDayCount - 1];
  }

  /** The latest order day that came {@code gap} days or more after the one before it, or NO_DAY. */
  int lastReturnDay(int gap) {
    for (int i = orderDayCount - 1; i > 0; i--) {
      if (orderDays[i] - orderDays[i - 1] >= gap) {
        return orderDays[i];
      }
    }
    return Departed.NO_DAY;
  }

  /** Orders on days from the one at {@code index} on. */
  long ordersFrom(int index) {
    return ordersBefore[size] - ordersBefore[index];
  }

  /** Minor units of days from the one at {@code index} on. */
  long minorFrom(int index) {
    return minorBefore[size] - minorBefore[index];
  }

  /** Index of the first counted day that is not before {@code day}; {@link #size()} if none is. */
  int indexOf(int day) {
    int found = Arrays.binarySearch(days, 0, size, day);
    return found >= 0 ? found : -found - 1;
  }

  /** How many days count something. */
  int size() {
    return size;
  }

  int day(int index) {
    return days[index];
  }

  /** Merges entries and day sums, both ascending by day. */
  private static final class Builder {
    private final int[] days;
    private final long[] ordersBefore;
    private final long[] minorBefore;
    private final int[] orderDays;
    private int size;
    private int orderDayCount;
    private long lifetimeOrders;
    private long lifetimeMinor;
    private long firstAt;
    private long lastAt;

    private Builder(Purchases purchases) {
      Entry[] entries = purchases.entries();
      Departed departed = purchases.departed();
      int most = entries.length + departed.days().length;
      days = new int[most];
      ordersBefore = new long[most + 1];
      minorBefore = new long[most + 1];
      orderDays = new int[most + 1];
      lifetimeOrders = departed.lifetimeOrders();
      lifetimeMinor = departed.lifetimeMinor();
      firstAt = departed.firstAt();
      lastAt = departed.lastAt();
      if (departed.lastDayBeforeSums() != Departed.NO_DAY) {
        orderDays[orderDayCount++] = departed.lastDayBeforeSums();
      }
      int sum = 0;
      for (Entry entry : entries) {
        while (sum < departed.days().length && departed.days()[sum] <= entry.day()) {
          addSum(departed, sum++);
        }
        addEntry(entry);
      }
      while (sum < departed.days().length) {
        addSum(departed, sum++);
      }
      sortOrderDays();
    }

    private void addEntry(Entry entry) {
      boolean order = entry.isSurvivingOrder();
      long net = entry.net();
      add(entry.day(), order ? 1 : 0, net);
      lifetimeMinor = Math.addExact(lifetimeMinor, net);
      if (order) {
        lifetimeOrders++;
        firstAt = Math.min(firstAt, entry.at());
        lastAt = Math.max(lastAt, entry.at());
      }
    }

    private void addSum(Departed departed, int index) {
      add(departed.days()[index], departed.orders()[index], departed.net()[index]);
    }

    private void add(int day, int orders, long minor) {
      if (orders == 0 && minor == 0) {
        return;
      }
      if (size == 0 || days[size - 1] != day) {
        days[size] = day;
        ordersBefore[size + 1] = ordersBefore[size];
        minorBefore[size + 1] = minorBefore[size];
        size++;
      }
      ordersBefore[size] += orders;
      minorBefore[size] = Math.addExact(minorBefore[size], minor);
      if (orders > 0) {
        orderDays[orderDayCount++] = day;
      }
    }

    /** An order kept whole may be older than the last order day before the sums. */
    private void sortOrderDays() {
      Arrays.sort(orderDays, 0, orderDayCount);
      int distinct = 0;
      for (int i = 0; i < orderDayCount; i++) {
        if (i == 0 || orderDays[i] != orderDays[i - 1]) {
          orderDays[distinct++] = orderDays[i];
        }
      }
      orderDayCount = distinct;
    }
  }
}
