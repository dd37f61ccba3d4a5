package io.rfmstreams.engine;

import java.time.ZoneId;
import java.util.Currency;

/**
 * What is fixed for a deployment because it decides what a member's state holds. A rule set
 * recombines the rest.
 *
 * @param zone decides what a day is
 * @param currency the only currency accepted
 * @param longestWindowDays the longest window a rule set may count in days, and how long day sums are
 *     kept
 * @param memory how many events are remembered one by one
 */
public record Deployment(ZoneId zone, Currency currency, int longestWindowDays, Memory memory) {

  /** The longest window unless the settings say otherwise. */
  public static final int DEFAULT_LONGEST_WINDOW_DAYS = 730;

  public Deployment {
    if (longestWindowDays < 1 || longestWindowDays > Window.LONGEST_DAYS) {
      throw new IllegalArgumentException(
          "the longest window is 1 to " + Window.LONGEST_DAYS + " days, was " + longestWindowDays);
    }
  }

  /**
   * How many of a member's events are kept one by one, so that duplicates, late events and refunds of
   * them are exact. What is older is kept as sums.
   *
   * @param moneyEvents newest purchases and refunds kept with their ids
   * @param otherEvents newest other events whose ids are kept
   */
  public record Memory(int moneyEvents, int otherEvents) {

    /** The memory the contract states. */
    public static final Memory DEFAULT = new Memory(512, 64);

    public Memory {
      if (moneyEvents < 1 || otherEvents < 1) {
        throw new IllegalArgumentException(
            "the memory keeps at least one event of each kind, was "
                + moneyEvents
                + " and "
                + otherEvents);
      }
    }
  }
}
