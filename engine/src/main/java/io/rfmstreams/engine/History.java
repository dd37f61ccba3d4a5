package io.rfmstreams.engine;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A member's facts in order of time, laid out so that a figure as of any day is a lookup: what each
 * day adds to frequency and monetary as running sums, and the days with surviving orders.
 */
final class History {
  private final int[] days;
  private final long[] ordersBefore;
  private final long[] minorBefore;
  private final int size;
  private final OrderDays orderDays;
  private final long lifetimeOrders;
  private final long lifetimeMinor;
  private final long firstAt;
  private final long lastAt;

  private History(Builder built) {
    this.days = built.days;
    this.ordersBefore = built.ordersBefore;
    this.minorBefore = built.minorBefore;
    this.size = built.size;
    this.orderDays = built.orderDays();
    this.lifetimeOrders = built.lifetimeOrders;
    this.lifetimeMinor = built.lifetimeMinor;
    this.firstAt = built.firstAt;
    this.lastAt = built.lastAt;
  }

  static History of(Purchases purchases) {
    return new History(new Builder(purchases));
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

  /** The days with surviving orders. */
  OrderDays orderDays() {
    return orderDays;
  }

  /** {@link MemberState#netMinorByOrderDay}. */
  SortedMap<LocalDate, Long> netMinorByOrderDay() {
    SortedMap<LocalDate, Long> net = new TreeMap<>();
    if (!hasOrder()) {
      return net;
    }
    for (int i = 0; i < orderDays.count(); i++) {
      net.put(LocalDate.ofEpochDay(orderDays.day(i)), 0L);
    }
    LocalDate first = net.firstKey();
    net.put(first, Math.subtractExact(lifetimeMinor, minorFrom(0)));
    for (int i = 0; i < size; i++) {
      SortedMap<LocalDate, Long> upToIt = net.headMap(LocalDate.ofEpochDay(days[i] + 1L));
      long minor = minorFrom(i) - minorFrom(i + 1);
      net.merge(upToIt.isEmpty() ? first : upToIt.lastKey(), minor, Math::addExact);
    }
    return net;
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
    private @Nullable String lastCategory;

    private Builder(Purchases purchases) {
      Entry[] entries = purchases.entries();
      EvictedSums evicted = purchases.evicted();
      int most = entries.length + evicted.days().length;
      days = new int[most];
      ordersBefore = new long[most + 1];
      minorBefore = new long[most + 1];
      orderDays = Arrays.copyOf(evicted.daysBeforeSums(), evicted.daysBeforeSums().length + most);
      orderDayCount = evicted.daysBeforeSums().length;
      lifetimeOrders = evicted.lifetimeOrders();
      lifetimeMinor = evicted.lifetimeMinor();
      firstAt = evicted.firstAt();
      lastAt = evicted.lastAt();
      lastCategory = evicted.lastCategory();
      int sum = 0;
      for (Entry entry : entries) {
        while (sum < evicted.days().length && evicted.days()[sum] <= entry.day()) {
          addSum(evicted, sum++);
        }
        addEntry(entry);
      }
      while (sum < evicted.days().length) {
        addSum(evicted, sum++);
      }
    }

    private void addEntry(Entry entry) {
      boolean order = entry.isSurvivingOrder();
      long net = entry.net();
      add(entry.day(), order ? 1 : 0, net);
      lifetimeMinor = Math.addExact(lifetimeMinor, net);
      if (order) {
        lifetimeOrders++;
        lastCategory = LastOrder.category(lastAt, lastCategory, entry.at(), entry.category());
        firstAt = Math.min(firstAt, entry.at());
        lastAt = Math.max(lastAt, entry.at());
      }
    }

    private void addSum(EvictedSums evicted, int index) {
      add(evicted.days()[index], evicted.orders()[index], evicted.net()[index]);
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

    /** An order kept whole may be older than days that have left the sums. */
    private OrderDays orderDays() {
      return OrderDays.ofFirst(orderDayCount, orderDays, lastCategory);
    }
  }
}
