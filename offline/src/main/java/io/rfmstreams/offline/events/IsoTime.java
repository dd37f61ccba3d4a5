package io.rfmstreams.offline.events;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/**
 * A date and a time of day by ISO 8601, with or without an offset, in the basic or the extended
 * form: calendar, ordinal and week dates; hours, minutes and seconds, the last of them with a fraction,
 * later ones left out; 24:00 as a day's end. Taken as well: a blank for the {@code T}, one before the
 * offset, {@code UTC} and {@code GMT} for {@code Z}, and small letters.
 *
 * <p>Read by hand: the JDK's formatters take a choice of these forms, one exception for each that does
 * not fit, and ten times as long for the usual one.
 */
final class IsoTime {
  private static final char MINUS = '\u2212';
  private static final int SECOND_MILLIS = 1_000;
  private static final int MINUTE_MILLIS = 60 * SECOND_MILLIS;
  private static final int HOUR_MILLIS = 60 * MINUTE_MILLIS;
  private static final int DAY_MILLIS = 24 * HOUR_MILLIS;

  /** More digits of an hour cannot move a millisecond that anybody meant. */
  private static final int LONGEST_FRACTION = 30;

  private final String text;
  private int at;
  private LocalDate date = LocalDate.EPOCH;
  private int millis;
  private boolean hasOffset;
  private int offsetMillis;

  private IsoTime(String text) {
    this.text = text;
  }

  /**
   * Reads a text.
   *
   * @throws DateTimeException if it is something else
   * @throws WrongTimeException if it is that, but no instant; the message says why
   */
  static IsoTime read(String text) throws WrongTimeException {
    IsoTime time = new IsoTime(text);
    time.readDate();
    if (time.at == text.length()) {
      throw new WrongTimeException("a day without a time: add the time of day and the offset");
    }
    if (!time.skip('T') && !time.skip('t') && !time.skip(' ')) {
      throw time.unexpected();
    }
    time.readTime();
    time.readOffset();
    return time;
  }

  /** Whether the text says how far its clock is from UTC. */
  boolean hasOffset() {
    return hasOffset;
  }

  /** The instant, by the text's offset. */
  Instant instant() {
    return Instant.ofEpochMilli(date.toEpochDay() * DAY_MILLIS + millis - offsetMillis);
  }

  /** What a clock on the wall shows. */
  LocalDateTime local() {
    return LocalDateTime.of(date, LocalTime.MIDNIGHT).plusNanos(millis * 1_000_000L);
  }

  private void readDate() {
    switch (digits()) {
      case 8 -> date = LocalDate.of(number(4), number(2), number(2));
      case 7 -> date = LocalDate.ofYearDay(number(4), number(3));
      case 4 -> {
        int year = number(4);
        boolean extended = skip('-');
        if (skip('W')) {
          int week = number(2);
          require(!extended || skip('-'));
          date = dayOfWeek(year, week, number(1));
        } else {
          require(extended);
          if (digits() == 3) {
            date = LocalDate.ofYearDay(year, number(3));
          } else {
            int month = number(2);
            require(skip('-'));
            date = LocalDate.of(year, month, number(2));
          }
        }
      }
      default -> throw unexpected();
    }
  }

  /** Week 1 is that of 4 January, and begins on a Monday. */
  private LocalDate dayOfWeek(int year, int week, int day) {
    LocalDate date = firstMonday(year).plusDays((week - 1) * 7L + DayOfWeek.of(day).getValue() - 1);
    require(week >= 1 && date.isBefore(firstMonday(year + 1)));
    return date;
  }

  private static LocalDate firstMonday(int year) {
    LocalDate inWeekOne = LocalDate.of(year, 1, 4);
    return inWeekOne.minusDays(inWeekOne.getDayOfWeek().getValue() - 1L);
  }

  private void readTime() throws WrongTimeException {
    int run = digits();
    boolean extended = run == 2;
    require(extended || run == 4 || run == 6);
    int unit = HOUR_MILLIS;
    int hour = number(2);
    int minute = 0;
    int second = 0;
    if (extended ? skip(':') : run >= 4) {
      minute = number(2);
      unit = MINUTE_MILLIS;
      if (extended ? skip(':') : run == 6) {
        second = number(2);
        unit = SECOND_MILLIS;
      }
    }
    if (second == 60) {
      throw new WrongTimeException("a leap second, which no clock here has: write second 59");
    }
    millis = hour * HOUR_MILLIS + minute * MINUTE_MILLIS + second * SECOND_MILLIS + fraction(unit);
    require(minute < 60 && second < 60 && millis <= DAY_MILLIS);
  }

  private int fraction(int unit) {
    if (!skip('.') && !skip(',')) {
      return 0;
    }
    int length = digits();
    require(length > 0);
    String digits = text.substring(at, at + Math.min(length, LONGEST_FRACTION));
    at += length;
    if (unit == SECOND_MILLIS) {
      return Integer.parseInt((digits + "00").substring(0, 3));
    }
    return new BigDecimal("0." + digits).multiply(BigDecimal.valueOf(unit)).intValue();
  }

  private void readOffset() {
    if (at == text.length()) {
      return;
    }
    skip(' ');
    hasOffset = true;
    if (!skip('Z') && !skip('z') && !skip("UTC") && !skip("GMT")) {
      boolean west = skip('-') || skip(MINUS);
      require(west || skip('+'));
      int run = digits();
      boolean extended = run == 2;
      require(extended || run == 4 || run == 6);
      int hours = number(2);
      int minutes = 0;
      int seconds = 0;
      if (extended ? skip(':') : run >= 4) {
        minutes = number(2);
        seconds = (extended ? skip(':') : run == 6) ? number(2) : 0;
      }
      ZoneOffset offset = ZoneOffset.ofHoursMinutesSeconds(hours, minutes, seconds);
      offsetMillis = (west ? -1 : 1) * offset.getTotalSeconds() * SECOND_MILLIS;
    }
    require(at == text.length());
  }

  /** How many digits stand here. */
  private int digits() {
    int end = at;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end - at;
  }

  private int number(int digits) {
    int number = 0;
    for (int end = at + digits; at < end; at++) {
      require(at < text.length() && isDigit(text.charAt(at)));
      number = number * 10 + text.charAt(at) - '0';
    }
    return number;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private boolean skip(char c) {
    boolean there = at < text.length() && text.charAt(at) == c;
    at += there ? 1 : 0;
    return there;
  }

  private boolean skip(String word) {
    boolean there = text.startsWith(word, at);
    at += there ? word.length() : 0;
    return there;
  }

  private void require(boolean fits) {
    if (!fits) {
      throw unexpected();
    }
  }

  private DateTimeException unexpected() {
    return new DateTimeException("not ISO 8601 from character %d on".formatted(at + 1));
  }
}
