package io.rfmstreams.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Holds members against one rule set: where one stands on a day, and on which later day it will
 * first stand somewhere else if it does nothing.
 *
 * <p>All axes' dimensions are gathered once, so a figure that several axes cut alike is looked up
 * once. Time alone moves a dimension only in known ways: a "days since" figure reaches its next cut
 * on a day that follows from the cut, and the window's figures change only on the day after
 * something in it grew too old. Those days are the only candidates for a deadline.
 */
final class Ruler {
  private final RuleSet rules;
  private final ZoneCalendar calendar;
  private final List<Bands> dimensions = new ArrayList<>();
  private final int[][] dimensionsOfAxis;
  private final int[] withoutOrder;

  Ruler(RuleSet rules, ZoneCalendar calendar) {
    this.rules = rules;
    this.calendar = calendar;
    addDimension(rules.scores().recency());
    addDimension(rules.scores().frequency());
    addDimension(rules.scores().monetary());
    this.dimensionsOfAxis =
        rules.axes().stream()
            .map(axis -> axis.dimensions().stream().mapToInt(this::addDimension).toArray())
            .toArray(int[][]::new);
    this.withoutOrder = rules.axes().stream().mapToInt(Axis::withoutOrder).toArray();
  }

  private int addDimension(Bands bands) {
    int known = dimensions.indexOf(bands);
    if (known >= 0) {
      return known;
    }
    dimensions.add(bands);
    return dimensions.size() - 1;
  }

  RuleSet rules() {
    return rules;
  }

  /** The dimensions of an axis, as indices into a standing's values. */
  int[] dimensionsOf(int axis) {
    return dimensionsOfAxis[axis];
  }

  Bands dimension(int index) {
    return dimensions.get(index);
  }

  /** Where a member with this history stands as of {@code day}. */
  Standing standing(History history, int day) {
    if (!history.hasOrder()) {
      return completed(history, day, new long[0]);
    }
    OrderDays orderDays = history.orderDays();
    long[] values = new long[dimensions.size()];
    for (int i = 0; i < values.length; i++) {
      Figure figure = dimensions.get(i).figure();
      values[i] =
          switch (figure.kind()) {
            case RECENCY_DAYS -> day - orderDays.last();
            case DAYS_SINCE_FIRST_ORDER -> day - orderDays.first();
            case DAYS_SINCE_RETURN -> daysSinceReturn(orderDays, figure.parameter(), day);
            case DAYS_OVERDUE -> daysOverdue(orderDays, figure, day);
            case LIFETIME_ORDERS -> history.lifetimeOrders();
            case LIFETIME_MINOR -> history.lifetimeMinor();
            case FREQUENCY, MONETARY_MINOR -> 0; // the window's, filled in with the standing
          };
    }
    return completed(history, day, values);
  }

  /**
   * Where the member stands on another day, if nothing happens between: by what time does to each
   * figure, so that detectors need not search the history again.
   */
  Standing onDay(Standing known, int day) {
    long[] values = known.values().clone();
    for (int i = 0; i < values.length; i++) {
      if (agesDaily(dimensions.get(i)) && isFinite(values[i])) {
        values[i] += day - known.day();
      }
    }
    return completed(known.history(), day, values);
  }

  /** Fills the window's figures in among the values, and finds scores and segments. */
  private Standing completed(History history, int day, long[] values) {
    int inWindow = history.indexOf(rules.window().oldestDay(day));
    long monetary = minorInWindow(history, inWindow);
    if (!history.hasOrder()) {
      return new Standing(
          this, day, RfmValues.withoutOrder(monetary), history, values, withoutOrder);
    }
    long frequency = ordersInWindow(history, inWindow);
    for (int i = 0; i < values.length; i++) {
      Figure.Kind kind = dimensions.get(i).figure().kind();
      if (kind.ageing() == Figure.Ageing.WITH_THE_WINDOW) {
        values[i] = ofWindow(kind, frequency, monetary);
      }
    }
    int recency = day - history.orderDays().last();
    Scores scores = rules.scores();
    RfmValues rfm =
        new RfmValues(
            recency,
            frequency,
            monetary,
            scores.r(recency),
            scores.f(frequency),
            scores.m(monetary),
            null);
    return new Standing(this, day, rfm, history, values, segments(values));
  }

  private long ordersInWindow(History history, int index) {
    return rules.window().isUnlimited() ? history.lifetimeOrders() : history.ordersFrom(index);
  }

  private long minorInWindow(History history, int index) {
    return rules.window().isUnlimited() ? history.lifetimeMinor() : history.minorFrom(index);
  }

  private static long daysOverdue(OrderDays days, Figure figure, int day) {
    int overdueOn = Objects.requireNonNull(figure.detector()).overdueOn(days);
    return overdueOn == Detector.NEVER ? Figure.NOT_OVERDUE : (long) day - overdueOn;
  }

  private static long daysSinceReturn(OrderDays days, int gap, int day) {
    int returned = days.lastReturn(gap);
    return returned == EvictedSums.NO_DAY ? Figure.INFINITE : day - returned;
  }

  private int[] segments(long[] values) {
    int[] segments = new int[dimensionsOfAxis.length];
    for (int axis = 0; axis < segments.length; axis++) {
      int cell = 0;
      for (int dimension : dimensionsOfAxis[axis]) {
        Bands bands = dimensions.get(dimension);
        cell = Cells.extended(cell, bands.count(), bands.of(values[dimension]));
      }
      segments[axis] = rules.axes().get(axis).cells()[cell];
    }
    return segments;
  }

  /**
   * The first day after {@code start}'s on which a score or a segment differs from {@code start}'s, if
   * nothing but time passes; {@link ZoneCalendar#NEVER} if there is none.
   */
  int nextChange(Standing start) {
    if (!start.rfm().hasOrder()) {
      return ZoneCalendar.NEVER;
    }
    Standing reached = start;
    while (true) {
      int candidate = nextBandChange(reached);
      if (candidate == ZoneCalendar.NEVER) {
        return ZoneCalendar.NEVER;
      }
      reached = onDay(reached, calendar.realDay(candidate));
      if (!reached.looksLike(start)) {
        return reached.day();
      }
    }
  }

  /** The first day after the standing's on which some dimension is in another band. */
  private int nextBandChange(Standing standing) {
    long next = nextWindowChange(standing);
    for (int i = 0; i < dimensions.size(); i++) {
      Bands bands = dimensions.get(i);
      if (agesDaily(bands)) {
        long value = standing.values()[i];
        long cut = bands.nextCutAbove(value);
        if (isFinite(value) && cut != Figure.INFINITE) {
          next = Math.min(next, standing.day() + (cut - value));
        }
      }
    }
    return next < ZoneCalendar.NEVER ? (int) next : ZoneCalendar.NEVER;
  }

  private static boolean isFinite(long days) {
    return days != Figure.INFINITE && days != Figure.NOT_OVERDUE;
  }

  private static boolean agesDaily(Bands bands) {
    return bands.figure().kind().ageing() == Figure.Ageing.DAILY;
  }

  /** A figure of the window, out of both of them. */
  private static long ofWindow(Figure.Kind kind, long orders, long minor) {
    return kind == Figure.Kind.FREQUENCY ? orders : minor;
  }

  /** The first day on which what has left the window moves frequency or monetary to another band. */
  private int nextWindowChange(Standing standing) {
    Window window = rules.window();
    if (window.isUnlimited()) {
      return ZoneCalendar.NEVER;
    }
    History history = standing.history();
    int oldest = history.indexOf(window.oldestDay(standing.day()));
    for (int i = oldest; i < history.size(); i++) {
      if (movesWindowBand(standing, history.ordersFrom(i + 1), history.minorFrom(i + 1))) {
        return window.leavesOn(history.day(i));
      }
    }
    return ZoneCalendar.NEVER;
  }

  private boolean movesWindowBand(Standing standing, long orders, long minor) {
    for (int i = 0; i < dimensions.size(); i++) {
      Bands bands = dimensions.get(i);
      Figure.Kind kind = bands.figure().kind();
      if (kind.ageing() == Figure.Ageing.WITH_THE_WINDOW
          && bands.of(ofWindow(kind, orders, minor)) != bands.of(standing.values()[i])) {
        return true;
      }
    }
    return false;
  }
}
