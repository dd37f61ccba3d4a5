package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** The calendar days of a zone: when each begins, and which one an instant belongs to. */
public record LocalDays(ZoneId zone) {

  /**
   * First instant of a day: 01:00 where midnight is missing, the earlier midnight where there are
   * two. A day the zone skipped altogether begins, and ends, where the next one begins.
   */
  public Instant startOf(LocalDate day) {
    return day.atStartOfDay(zone).toInstant();
  }

  /** The day on the calendar at that instant: the day an event happened on. */
  public LocalDate dayOf(Instant instant) {
    return instant.atZone(zone).toLocalDate();
  }

  /**
   * The latest day that has begun by an instant: the day a member stands on. It is {@link #dayOf}
   * but where the clock goes back over midnight and shows the day before a second time; a day that
   * has begun once stays begun.
   */
  public LocalDate latestBegunBy(Instant instant) {
    LocalDate day = dayOf(instant);
    while (!startOf(day.plusDays(1)).isAfter(instant)) {
      day = day.plusDays(1);
    }
    return day;
  }

  /** Every day whose start lies after one instant and not after another, in order. */
  public List<LocalDate> beginningIn(Instant after, Instant upTo) {
    List<LocalDate> days = new ArrayList<>();
    LocalDate day = latestBegunBy(after).plusDays(1);
    for (; !startOf(day).isAfter(upTo); day = day.plusDays(1)) {
      if (exists(day)) {
        days.add(day);
      }
    }
    return days;
  }

  /** The last day before this one that the zone did not skip. */
  public LocalDate dayBefore(LocalDate day) {
    LocalDate before = day.minusDays(1);
    return exists(before) ? before : dayBefore(before);
  }

  private boolean exists(LocalDate day) {
    return dayOf(startOf(day)).equals(day);
  }
}
