package io.rfmstreams.engine.survival;

/**
 * What the models need of a customer's orders. All orders of one day are one; the first order day is
 * day 0.
 *
 * @param repeats order days after the first, {@code x}
 * @param lastDay days from the first order day to the last, {@code t_x}; 0 without a repeat
 */
public record OrderHistory(int repeats, int lastDay) {

  /** The last day, counted from a customer's first order day, that anything is computed for: more than 270 years. */
  public static final int LAST_DAY = 100_000;

  public OrderHistory {
    if (repeats < 0 || lastDay < repeats || lastDay > LAST_DAY || (repeats == 0 && lastDay > 0)) {
      throw new IllegalArgumentException(
          "repeat order days are distinct days from 1 to "
              + LAST_DAY
              + " after the first: "
              + repeats
              + " of them cannot end on day "
              + lastDay);
    }
  }
}
