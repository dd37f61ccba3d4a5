package io.rfmstreams.engine;

/**
 * The days that frequency and monetary look back over: a window of N days holds ages 0 to N − 1.
 *
 * @param days how many, at least 1; {@link #UNLIMITED} has none to count
 */
public record Window(int days) {

  /** All time. */
  public static final Window UNLIMITED = new Window(Integer.MAX_VALUE);

  /** Longest window that counts days: about a century. */
  public static final int LONGEST_DAYS = 36_525;

  public Window {
    if (days < 1 || (days > LONGEST_DAYS && days != Integer.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "a window has 1 to " + LONGEST_DAYS + " days or is unlimited, was " + days);
    }
  }

  public boolean isUnlimited() {
    return days == Integer.MAX_VALUE;
  }

  /** The oldest day inside the window as of {@code day}. */
  int oldestDay(int day) {
    return isUnlimited() ? Integer.MIN_VALUE : day - days + 1;
  }

  /** The first day on which something of {@code day} is outside the window. */
  int leavesOn(int day) {
    return isUnlimited() ? ZoneCalendar.NEVER : day + days;
  }

  @Override
  public String toString() {
    return isUnlimited() ? "unlimited" : days + " days";
  }
}
