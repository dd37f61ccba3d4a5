package io.rfmstreams.engine;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.zip.CRC32C;

/**
 * The calendar days of a zone, as numbers: days since 1970-01-01.
 *
 * <p>A day begins at its first instant: at 01:00 where midnight is missing, at the earlier midnight
 * where it comes twice. A date the zone skipped altogether (Apia, 2011-12-30) has no instant of its
 * own and is no day here. Instants are milliseconds since the epoch.
 */
public final class ZoneCalendar {

  /** A day that does not come: later than every real one. */
  public static final int NEVER = Integer.MAX_VALUE;

  private static final long DAY_MILLIS = 86_400_000L;
  private static final int LAST_TABLED = (int) LocalDate.of(2100, 1, 1).toEpochDay();

  private final ZoneId zone;
  private final ZoneRules rules;
  private final long[] starts;

  public ZoneCalendar(ZoneId zone) {
    this.zone = zone;
    this.rules = zone.getRules();
    this.starts = new long[LAST_TABLED + 1];
    for (int day = 0; day <= LAST_TABLED; day++) {
      starts[day] = computeStart(day);
    }
  }

  public ZoneId zone() {
    return zone;
  }

  /**
   * Tells two calendars apart, those of one zone too: by a newer time zone database days may begin at
   * other instants. A checksum of every day's start up to 2100.
   */
  public String fingerprint() {
    ByteBuffer bytes = ByteBuffer.allocate(starts.length * Long.BYTES);
    bytes.asLongBuffer().put(starts);
    CRC32C checksum = new CRC32C();
    checksum.update(bytes);
    return "%08x".formatted(checksum.getValue());
  }

  /** The day of an event: the calendar day that clocks in the zone showed at this instant. */
  public int dayOf(long millis) {
    int offsetSeconds = rules.getOffset(Instant.ofEpochMilli(millis)).getTotalSeconds();
    return (int) Math.floorDiv(millis + offsetSeconds * 1000L, DAY_MILLIS);
  }

  /**
   * The as-of day at an instant: the latest day that has begun. It never falls as time goes on, also
   * where clocks that were set back over midnight show the day before once more.
   */
  public int asOfDay(long millis) {
    int day = (int) Math.floorDiv(millis, DAY_MILLIS) + 1;
    while (startOf(day) > millis) {
      day--;
    }
    while (startOf(day + 1) <= millis) {
      day++;
    }
    return day;
  }

  /** The first instant of a day. */
  public long startOf(int day) {
    return day >= 0 && day <= LAST_TABLED ? starts[day] : computeStart(day);
  }

  /** The day itself, or the next real one if the zone skipped this date. */
  int realDay(int day) {
    int real = day;
    while (real != NEVER && startOf(real) == startOf(real + 1)) {
      real++;
    }
    return real;
  }

  private long computeStart(int day) {
    return LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
  }
}
