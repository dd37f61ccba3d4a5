package io.rfmstreams.fit;

import java.util.Comparator;

/**
 * What the Gamma-Gamma model needs to know of a customer. The first order day is not among it: the
 * published parameters are those of repeat days alone (with it CDNOW gives another fit).
 *
 * @param days order days after the first, {@code x}; one at least
 * @param spentMinor what was spent on them together net of refunds, in minor units: {@code x} times the mean
 */
public record RepeatSpending(int days, long spentMinor) implements Comparable<RepeatSpending> {

  private static final Comparator<RepeatSpending> ORDER =
      Comparator.comparingInt(RepeatSpending::days).thenComparingLong(RepeatSpending::spentMinor);

  public RepeatSpending {
    if (days < 1 || spentMinor < 0) {
      throw new IllegalArgumentException(
          "repeat spending is nothing or more on one day or more, was "
              + spentMinor
              + " minor units on "
              + days
              + " days");
    }
  }

  @Override
  public int compareTo(RepeatSpending other) {
    return ORDER.compare(this, other);
  }
}
