package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Rejection;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The times of events as files write them: ISO 8601 with an offset, in all its forms, and what most
 * exports write instead, a blank for the {@code T} and one before the offset. What is finer than a
 * millisecond is cut off.
 */
final class EventTimes {
  private static final Pattern UNIX = Pattern.compile("[0-9]{9,10}(\\.[0-9]+)?|[0-9]{13}");
  private static final int SECONDS_DIGITS = 10;

  private final @Nullable AssumedZone zone;

  /**
   * @param zone that of times without an offset; null if they are refused
   */
  EventTimes(@Nullable AssumedZone zone) {
    this.zone = zone;
  }

  /**
   * The instant a text names.
   *
   * @throws WrongTimeException saying what the text is and what is expected
   */
  Instant read(String text) throws WrongTimeException {
    try {
      IsoTime time = IsoTime.read(text);
      if (time.hasOffset()) {
        return time.instant();
      }
      if (zone != null) {
        return zone.at(time.local());
      }
    } catch (DateTimeException | WrongTimeException e) {
      String why = e instanceof WrongTimeException ? ", " + e.getMessage() : hint(text);
      throw new WrongTimeException(said(text) + why);
    }
    throw new WrongTimeException(
        said(text)
            + ", which has no offset: add it, such as Z or +08:00, or say --assume-zone ZONE");
  }

  private static String said(String text) {
    return "occurred_at is " + Rejection.quoted(text);
  }

  private static String hint(String text) {
    if (UNIX.matcher(text).matches()) {
      String whole = text.indexOf('.') < 0 ? text : text.substring(0, text.indexOf('.'));
      boolean seconds = whole.length() <= SECONDS_DIGITS;
      Instant meant =
          seconds
              ? Instant.ofEpochSecond(Long.parseLong(whole))
              : Instant.ofEpochMilli(Long.parseLong(whole));
      return ", a number: if it counts %s since 1970, write it as %s"
          .formatted(seconds ? "seconds" : "milliseconds", meant);
    }
    return ", expected ISO 8601 with an offset such as 2026-01-31T09:30:00+08:00";
  }
}
