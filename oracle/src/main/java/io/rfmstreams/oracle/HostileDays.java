package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Chooses the days and instants of a hostile log: at limits, midnights and odd days, and others. */
final class HostileDays {

  /** Gaps at the limits and windows of both retail rule sets, and one less and more. */
  private static final int[] GAPS_AT_LIMITS = {
    29, 30, 31, 44, 45, 46, 59, 60, 61, 89, 90, 91, 119, 120, 121, 179, 180, 181, 239, 240, 241,
    364, 365, 366
  };

  private final SplittableRandom random;
  private final HostileLogs.Setting setting;
  private final LocalDays days;
  private final LocalDate first;
  private final LocalDate last;
  private final boolean busy;

  HostileDays(
      SplittableRandom random,
      HostileLogs.Setting setting,
      LocalDate first,
      LocalDate last,
      boolean busy) {
    this.random = random;
    this.setting = setting;
    this.days = new LocalDays(setting.zone());
    this.first = first;
    this.last = last;
    this.busy = busy;
  }

  LocalDate dayToBegin() {
    return first.plusDays(random.nextInt(busy ? 5 : 60));
  }

  int gap() {
    int kind = random.nextInt(100);
    if (busy) {
      return kind < 60 ? 0 : kind < 90 ? 1 : random.nextInt(60);
    }
    if (kind < 30) {
      return random.nextInt(2);
    }
    if (kind < 70) {
      return 2 + random.nextInt(40);
    }
    return kind < 90 ? gapAtLimit() : 100 + random.nextInt(300);
  }

  /** The odd day or a neighbour, or a day from which a limit is reached there. */
  LocalDate nearOddDay() {
    LocalDate near = setting.oddDay().plusDays(random.nextInt(3) - 1);
    return random.nextBoolean() ? near : near.minusDays(gapAtLimit());
  }

  private int gapAtLimit() {
    return GAPS_AT_LIMITS[random.nextInt(GAPS_AT_LIMITS.length)];
  }

  /** A day at most two days away, of those the log has. */
  LocalDate dayNear(Instant at) {
    LocalDate near = days.dayOf(at).plusDays(random.nextInt(5) - 2);
    return near.isBefore(first) ? first : near.isAfter(last) ? last : near;
  }

  /** A day up to this instant's, of those the log has. */
  LocalDate dayUpTo(Instant at) {
    return days.dayOf(at)
        .minusDays(random.nextLong(days.dayOf(at).toEpochDay() - first.toEpochDay() + 1));
  }

  boolean contains(LocalDate day) {
    return !day.isBefore(first) && !day.isAfter(last);
  }

  boolean contains(Instant at) {
    return contains(days.dayOf(at));
  }

  /** An instant of one of the next few days, or this one; never before this one. */
  Instant soonAfter(Instant at) {
    Instant later = instantOn(days.dayOf(at).plusDays(random.nextInt(4)), null);
    return later.isBefore(at) ? at : later;
  }

  /** Its first instant, its last, that of the line before, or any. */
  Instant instantOn(LocalDate day, @Nullable Instant lineBefore) {
    Instant start = days.startOf(day);
    Instant next = days.startOf(day.plusDays(1));
    int kind = random.nextInt(100);
    if (kind < 15 || !start.isBefore(next)) {
      return start;
    }
    if (kind < 23) {
      return next.minusMillis(1);
    }
    if (kind < 35 && lineBefore != null) {
      return lineBefore;
    }
    return Instant.ofEpochMilli(random.nextLong(start.toEpochMilli(), next.toEpochMilli()));
  }
}
