package io.rfmstreams.engine;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What is left of a member's money events that are no longer kept one by one: sums by day for as long
 * as a window can reach them, and for all time the few numbers that figures need. Immutable.
 *
 * @param any whether an event has ever left
 * @param closedDay the latest day of which an event has left; undefined while none has
 * @param days days with sums, ascending
 * @param orders surviving orders of each of these days
 * @param net minor units each of these days adds to monetary
 * @param lifetimeOrders surviving orders of all time
 * @param lifetimeMinor minor units of all time
 * @param firstAt when the first of those orders was placed; undefined while there is none
 * @param lastAt when the last of them was placed; undefined while there is none
 * @param lastCategory category of the last of them; null if it has none
 * @param daysBeforeSums the order days older than the sums, ascending
 * @param excessMinor what was given back beyond those orders' amounts
 * @param lapsedMinor refunds that left while still waiting for their order
 */
record EvictedSums(
    boolean any,
    int closedDay,
    int[] days,
    int[] orders,
    long[] net,
    long lifetimeOrders,
    long lifetimeMinor,
    long firstAt,
    long lastAt,
    @Nullable String lastCategory,
    int[] daysBeforeSums,
    long excessMinor,
    long lapsedMinor) {

  static final int NO_DAY = Integer.MIN_VALUE;

  static final EvictedSums NONE =
      new EvictedSums(
          false,
          0,
          new int[0],
          new int[0],
          new long[0],
          0,
          0,
          Long.MAX_VALUE,
          Long.MIN_VALUE,
          null,
          new int[0],
          0,
          0);

  /** After an event of {@code day} left; {@code lapsed} is what it gave back if it still waited. */
  EvictedSums closing(int day, long lapsed) {
    return new EvictedSums(
        true,
        any ? Math.max(closedDay, day) : day,
        days,
        orders,
        net,
        lifetimeOrders,
        lifetimeMinor,
        firstAt,
        lastAt,
        lastCategory,
        daysBeforeSums,
        excessMinor,
        lapsedMinor + lapsed);
  }

  /** With an entry whose last kept event has left. */
  EvictedSums with(Entry entry) {
    boolean order = entry.isSurvivingOrder();
    long added = entry.net();
    EvictedSums summed = order || added != 0 ? withDay(entry.day(), order ? 1 : 0, added) : this;
    return new EvictedSums(
        any,
        closedDay,
        summed.days,
        summed.orders,
        summed.net,
        lifetimeOrders + (order ? 1 : 0),
        Math.addExact(lifetimeMinor, added),
        order ? Math.min(firstAt, entry.at()) : firstAt,
        order ? Math.max(lastAt, entry.at()) : lastAt,
        order
            ? LastOrder.category(lastAt, lastCategory, entry.at(), entry.category())
            : lastCategory,
        daysBeforeSums,
        excessMinor + entry.excess(),
        lapsedMinor);
  }

  private EvictedSums withDay(int day, int addedOrders, long addedNet) {
    int found = Arrays.binarySearch(days, day);
    int index = found >= 0 ? found : -found - 1;
    int size = found >= 0 ? days.length : days.length + 1;
    int[] nextDays = new int[size];
    int[] nextOrders = new int[size];
    long[] nextNet = new long[size];
    int tail = size - days.length;
    for (int i = 0; i < days.length; i++) {
      int to = i < index ? i : i + tail;
      nextDays[to] = days[i];
      nextOrders[to] = orders[i];
      nextNet[to] = net[i];
    }
    nextDays[index] = day;
    nextOrders[index] += addedOrders;
    nextNet[index] = Math.addExact(nextNet[index], addedNet);
    return withSums(nextDays, nextOrders, nextNet, daysBeforeSums);
  }

  /** Without the sums of days before {@code oldestDay}. */
  EvictedSums prunedBefore(int oldestDay) {
    int gone = 0;
    while (gone < days.length && days[gone] < oldestDay) {
      gone++;
    }
    if (gone == 0) {
      return this;
    }
    IntStream withOrders = IntStream.range(0, gone).filter(i -> orders[i] > 0).map(i -> days[i]);
    int[] before =
        IntStream.concat(Arrays.stream(daysBeforeSums), withOrders).sorted().distinct().toArray();
    return withSums(
        Arrays.copyOfRange(days, gone, days.length),
        Arrays.copyOfRange(orders, gone, orders.length),
        Arrays.copyOfRange(net, gone, net.length),
        before);
  }

  private EvictedSums withSums(int[] sumDays, int[] sumOrders, long[] sumNet, int[] before) {
    return new EvictedSums(
        any,
        closedDay,
        sumDays,
        sumOrders,
        sumNet,
        lifetimeOrders,
        lifetimeMinor,
        firstAt,
        lastAt,
        lastCategory,
        before,
        excessMinor,
        lapsedMinor);
  }
}
