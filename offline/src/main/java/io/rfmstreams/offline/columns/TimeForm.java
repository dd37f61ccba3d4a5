package io.rfmstreams.offline.columns;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One way in which an export writes times: a pattern of {@link DateTimeFormatter}, in English. */
final class TimeForm {
  private static final OffsetDateTime SAMPLE =
      LocalDateTime.of(2026, 11, 23, 14, 35, 56).atOffset(ZoneOffset.ofHours(5));
  private static final String TIME_OF_DAY = "HhKkaBmsSAnN";
  private static final String OFFSETS = "XxZO";

  private final String pattern;
  private final DateTimeFormatter formatter;
  private final boolean hasOffset;

  private TimeForm(String pattern) {
    this.pattern = pattern;
    this.formatter =
        new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern(pattern)
            // A year without an era, as everybody writes it, is of ours.
            .parseDefaulting(ChronoField.ERA, 1)
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);
    this.hasOffset = holdsAnyOf(OFFSETS);
  }

  /**
   * A pattern's form.
   *
   * @throws IllegalArgumentException saying why times cannot be read with it
   */
  static TimeForm of(String pattern) {
    TimeForm form = new TimeForm(pattern);
    if (form.holdsAnyOf("zvV")) {
      throw new IllegalArgumentException("names of zones, such as CST, may mean several");
    }
    try {
      TemporalAccessor read = form.formatter.parse(form.formatter.format(SAMPLE));
      if (!SAMPLE.toLocalDate().equals(read.query(TemporalQueries.localDate()))) {
        throw new IllegalArgumentException("it does not say the day");
      }
      LocalTime time = read.query(TemporalQueries.localTime());
      if (form.holdsAnyOf(TIME_OF_DAY)
          && (time == null || !time.truncatedTo(ChronoUnit.HOURS).equals(LocalTime.of(14, 0)))) {
        throw new IllegalArgumentException(
            "it does not say the hour: `h` goes with `a`, hours of 24 are `H`");
      }
      if (form.hasOffset && !form.holdsAnyOf(TIME_OF_DAY)) {
        throw new IllegalArgumentException("it has an offset and no time of day");
      }
    } catch (DateTimeException unusable) {
      throw new IllegalArgumentException("it does not say day and time", unusable);
    }
    return form;
  }

  String pattern() {
    return pattern;
  }

  /** Whether its times carry their offset, so that no zone is needed. */
  boolean hasOffset() {
    return hasOffset;
  }

  /**
   * The time of a text in ISO 8601, with an offset if the text has one; empty if it is not of this form. A
   * day without a time of day stands for its first instant.
   *
   * @param zone whose days are meant; may be null if this form has an offset
   */
  Optional<String> read(String text, @Nullable ZoneId zone) {
    ParsePosition position = new ParsePosition(0);
    if (formatter.parseUnresolved(text, position) == null || position.getIndex() < text.length()) {
      return Optional.empty();
    }
    TemporalAccessor read;
    try {
      read = formatter.parse(text);
    } catch (DateTimeException noSuchTime) {
      return Optional.empty();
    }
    LocalDate day = read.query(TemporalQueries.localDate());
    LocalTime time = read.query(TemporalQueries.localTime());
    ZoneOffset offset = read.query(TemporalQueries.offset());
    if (day == null) {
      return Optional.empty();
    }
    if (time == null) {
      return Optional.ofNullable(zone).map(of -> day.atStartOfDay(of).toInstant().toString());
    }
    LocalDateTime local = day.atTime(time);
    return Optional.of(offset == null ? local.toString() : local.toInstant(offset).toString());
  }

  /** Whether the pattern has one of the letters, outside quotes. */
  private boolean holdsAnyOf(String letters) {
    boolean quoted = false;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      quoted ^= c == '\'';
      if (!quoted && letters.indexOf(c) >= 0) {
        return true;
      }
    }
    return false;
  }
}
