package io.rfmstreams.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * The ticks that belong between the lines of a file: one for each start of day after the first line,
 * before the first line that reaches it, whatever order the lines are in.
 */
public final class FileTicks {
  private final ZoneCalendar calendar;
  private boolean started;
  private int lastTicked;

  public FileTicks(ZoneCalendar calendar) {
    this.calendar = calendar;
  }

  /** The ticks to be written before a line that is dated {@code occurredAt}, in order. */
  public List<Instant> before(Instant occurredAt) {
    int day = calendar.asOfDay(occurredAt.toEpochMilli());
    if (!started) {
      started = true;
      lastTicked = day;
      return List.of();
    }
    return upTo(day);
  }

  /** The ticks to be written after the last line, up to and including the start of the as-of day. */
  public List<Instant> atEnd(LocalDate asOf) {
    return started ? upTo((int) asOf.toEpochDay()) : List.of();
  }

  private List<Instant> upTo(int day) {
    if (day <= lastTicked) {
      return List.of();
    }
    List<Instant> ticks = new ArrayList<>(day - lastTicked);
    for (int next = lastTicked + 1; next <= day; next++) {
      long start = calendar.startOf(next);
      if (start > calendar.startOf(next - 1)) {
        ticks.add(Instant.ofEpochMilli(start));
      }
    }
    lastTicked = day;
    return ticks;
  }
}
