package io.rfmstreams.offline.backtest;

import org.jspecify.annotations.Nullable;

/** The alerts of one detector or segment: right if the member then stays silent. */
final class Alerts {
  private long wrong;

  /** Right alerts by the silence, in days, at which the detector first spoke. */
  private final long[] rightByDays;

  /**
   * Quartiles of whole numbers: the least value that at least so large a part of them does not exceed.
   */
  record Quartiles(int lower, int median, int upper) {}

  /**
   * @param longestSilence of any member, in days
   */
  Alerts(int longestSilence) {
    rightByDays = new long[longestSilence + 1];
  }

  /**
   * Counts an alert.
   *
   * @param afterDays the days of silence after which it was first given
   */
  void add(int afterDays, boolean right) {
    if (right) {
      rightByDays[afterDays]++;
    } else {
      wrong++;
    }
  }

  void add(Alerts other) {
    wrong += other.wrong;
    for (int days = 0; days < rightByDays.length; days++) {
      rightByDays[days] += other.rightByDays[days];
    }
  }

  long right() {
    long right = 0;
    for (long count : rightByDays) {
      right += count;
    }
    return right;
  }

  long all() {
    return right() + wrong;
  }

  /**
   * By how many days right alerts came before the day a fixed limit would have given them; negative
   * where later. Null if there is none.
   */
  @Nullable Quartiles warningBefore(int limitDays) {
    long right = right();
    if (right == 0) {
      return null;
    }
    return new Quartiles(
        limitDays - afterDays((3 * right) / 4),
        limitDays - afterDays(right / 2),
        limitDays - afterDays(right / 4));
  }

  /**
   * The days of silence at {@code index}, from 0, of all right alerts by rising silence; a quartile of
   * the warning counts from the other end.
   */
  private int afterDays(long index) {
    long left = index;
    int days = 0;
    while (left >= rightByDays[days]) {
      left -= rightByDays[days];
      days++;
    }
    return days;
  }
}
