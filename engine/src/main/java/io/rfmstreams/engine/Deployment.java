package io.rfmstreams.engine;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * What is fixed for a deployment because it decides what a member's state holds. A rule set
 * recombines the rest.
 *
 * @param zone decides what a day is
 * @param currency the only currency accepted
 * @param longestWindowDays the longest window a rule set may count in days, and how long day sums are
 *     kept
 * @param memory how many events are remembered one by one
 * @param earliestDay no event is dated before this day of the zone: a date that is missing, or seconds
 *     taken for milliseconds, must not become the first order of a member
 * @param triggersFrom the first effective day of win-back triggers that go out; null for all. Earlier
 *     candidates count for cool-downs and holdout only
 */
public record Deployment(
    ZoneId zone,
    Currency currency,
    int longestWindowDays,
    Memory memory,
    LocalDate earliestDay,
    @Nullable LocalDate triggersFrom) {

  /** The longest window unless the settings say otherwise. */
  public static final int DEFAULT_LONGEST_WINDOW_DAYS = 730;

  /** The earliest day unless the settings say otherwise. */
  public static final LocalDate DEFAULT_EARLIEST_DAY = LocalDate.of(1990, 1, 1);

  public Deployment {
    if (longestWindowDays < 1 || longestWindowDays > Window.LONGEST_DAYS) {
      throw new IllegalArgumentException(
          "the longest window is 1 to " + Window.LONGEST_DAYS + " days, was " + longestWindowDays);
    }
    if (earliestDay.isBefore(LocalDate.EPOCH)) {
      throw new IllegalArgumentException(
          "the earliest day is " + LocalDate.EPOCH + " or later, was " + earliestDay);
    }
  }

  /** One whose earliest day is the default, and whose triggers all go out. */
  public Deployment(ZoneId zone, Currency currency, int longestWindowDays, Memory memory) {
    this(zone, currency, longestWindowDays, memory, DEFAULT_EARLIEST_DAY, null);
  }

  /** The same with another first effective day of triggers that go out; null for all. */
  public Deployment withTriggersFrom(@Nullable LocalDate day) {
    return new Deployment(zone, currency, longestWindowDays, memory, earliestDay, day);
  }

  /** What it bounds, whatever its zone and currency. */
  public Bounds bounds() {
    return new Bounds(longestWindowDays, memory, earliestDay);
  }

  /**
   * The settings that hold for every zone and currency.
   *
   * @param longestWindowDays the longest window a rule set may count in days
   * @param memory how many events are remembered one by one
   * @param earliestDay no event is dated before this day
   */
  public record Bounds(int longestWindowDays, Memory memory, LocalDate earliestDay) {

    /** What holds unless the settings say otherwise. */
    public static final Bounds DEFAULT =
        new Bounds(DEFAULT_LONGEST_WINDOW_DAYS, Memory.DEFAULT, DEFAULT_EARLIEST_DAY);

    /** The same with another longest window. */
    public Bounds withLongestWindow(int days) {
      return new Bounds(days, memory, earliestDay);
    }

    /** A deployment within them, all of whose triggers go out. */
    public Deployment in(ZoneId zone, Currency currency) {
      return new Deployment(zone, currency, longestWindowDays, memory, earliestDay, null);
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
