package io.rfmstreams.topology.stores;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The first effective day of win-back triggers that go out, as it is set and stored.
 *
 * @param day the day; null for all triggers
 */
public record TriggersFrom(@Nullable LocalDate day) {
  /** All triggers go out. */
  public static final TriggersFrom BEGINNING = new TriggersFrom(null);

  private static final String ALL = "beginning";

  /**
   * Reads what {@link #text} gives.
   *
   * @throws DateTimeException if it is no day, and not the word for all
   */
  public static TriggersFrom parse(String text) {
    return text.equals(ALL) ? BEGINNING : new TriggersFrom(LocalDate.parse(text));
  }

  /** A day such as 2026-01-01, or {@code beginning}. */
  public String text() {
    return day == null ? ALL : day.toString();
  }

  @Override
  public String toString() {
    return text();
  }
}
