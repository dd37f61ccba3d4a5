package io.rfmstreams.offline.backtest;

import io.rfmstreams.engine.OrderDays;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * Repeat order days of all members, by day. With the first order days they are enough to hold what
 * happened against what a model expects of customers it knows nothing of but when they came, as in
 * Fader, Hardie and Lee (2005), figure 4.
 */
final class Repeats {
  private static final int WEEK = 7;

  private final Period period;
  private final long[] firsts;
  private final long[] repeats;

  /**
   * Repeat order days up to the end of a day, all members and all days together.
   *
   * @param expected the sum of E[X(t)] over the members, t from each one's first order day
   */
  record Point(LocalDate day, long actual, double expected) {}

  Repeats(Period period) {
    this.period = period;
    int days = period.endDay() - period.firstDay() + 1;
    this.firsts = new long[days];
    this.repeats = new long[days];
  }

  /**
   * Counts a member.
   *
   * @param days its order days up to the end of the period, as known then
   */
  void add(OrderDays days) {
    if (days.count() == 0 || days.first() > period.atDay()) {
      return; // What made it a member was taken back.
    }
    firsts[days.first() - period.firstDay()]++;
    days.stream().skip(1).forEach(day -> repeats[day - period.firstDay()]++);
  }

  void add(Repeats other) {
    for (int day = 0; day < firsts.length; day++) {
      firsts[day] += other.firsts[day];
      repeats[day] += other.repeats[day];
    }
  }

  /** The end of each week from the period's first day on, and the period's last day. */
  List<Point> weeks(SurvivalModel model) {
    double[] expected = expectedUpTo(model, firsts.length - 1);
    List<Point> points = new ArrayList<>();
    long actual = 0;
    for (int day = 0; day < repeats.length; day++) {
      actual += repeats[day];
      if ((day + 1) % WEEK == 0 || day == repeats.length - 1) {
        points.add(point(day, actual, expected));
      }
    }
    return points;
  }

  /** The last day that the detectors know. */
  Point at(SurvivalModel model) {
    int day = period.atDay() - period.firstDay();
    long actual = 0;
    for (int i = 0; i <= day; i++) {
      actual += repeats[i];
    }
    return point(day, actual, expectedUpTo(model, day));
  }

  private Point point(int day, long actual, double[] expected) {
    double sum = 0;
    for (int first = 0; first <= day; first++) {
      sum += firsts[first] * expected[day - first];
    }
    return new Point(period.first().plusDays(day), actual, sum);
  }

  private static double[] expectedUpTo(SurvivalModel model, int days) {
    double[] expected = new double[days + 1];
    for (int day = 0; day <= days; day++) {
      expected[day] = model.expectedOrders(day);
    }
    return expected;
  }
}
