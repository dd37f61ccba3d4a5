package io.rfmstreams.service.settings;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One key, and what its text means.
 *
 * @param name the key, as in the file
 * @param defaultText what holds where nobody says otherwise
 * @param expected what a text has to be, as the end of a sentence that begins with "expected"
 * @param reader makes the value; throws {@link IllegalArgumentException} or {@link DateTimeException}
 *     if the text is something else
 */
record Setting<T>(String name, String defaultText, String expected, Function<String, T> reader) {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) ?(ms|s|m|h|d)");

  static Setting<String> text(String name, String defaultText, String expected, String pattern) {
    return new Setting<>(name, defaultText, expected, text -> require(text, text.matches(pattern)));
  }

  static Setting<Integer> number(String name, int byDefault, int least, int most) {
    return new Setting<>(
        name,
        Integer.toString(byDefault),
        "a whole number from " + least + " to " + most,
        text -> {
          int number = Integer.parseInt(text);
          return require(number, least <= number && number <= most);
        });
  }

  /** A number that is found out, in the words given, where nobody says one. */
  static Setting<Integer> numberOr(
      String name, String unset, Supplier<Integer> otherwise, int least, int most) {
    Setting<Integer> said = number(name, least, least, most);
    return new Setting<>(
        name,
        "",
        said.expected() + "; unset, " + unset,
        text -> text.isEmpty() ? otherwise.get() : said.reader().apply(text));
  }

  static Setting<Boolean> flag(String name, boolean byDefault) {
    return new Setting<>(
        name,
        Boolean.toString(byDefault),
        "true or false",
        text -> require(text, text.equals("true") || text.equals("false")).equals("true"));
  }

  static Setting<Duration> duration(
      String name, String defaultText, Duration least, Duration most) {
    return new Setting<>(
        name,
        defaultText,
        "a duration such as 30s, 500ms, 10m or 1h, from %dms to %ds"
            .formatted(least.toMillis(), most.toSeconds()),
        text -> {
          Duration duration = duration(text);
          return require(duration, duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0);
        });
  }

  static Setting<ZoneId> zone(String name, String defaultText) {
    return new Setting<>(
        name, defaultText, "a time zone such as Europe/London, or UTC", ZoneId::of);
  }

  static Setting<Currency> currency(String name, String defaultText) {
    return new Setting<>(
        name,
        defaultText,
        "an ISO 4217 currency code such as EUR",
        text -> Currency.getInstance(text));
  }

  /** A day from 1970 to 2199: no event is dated outside. */
  static Setting<LocalDate> day(String name, String defaultText) {
    return new Setting<>(
        name,
        defaultText,
        "a day from 1970-01-01 to 2199-12-31",
        text -> day(LocalDate.parse(text)));
  }

  /** The day itself, refused if no event is dated there. */
  static LocalDate day(LocalDate day) {
    return require(day, day.getYear() >= 1970 && day.getYear() < 2200);
  }

  private static Duration duration(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      return Duration.parse(text.toUpperCase(Locale.ROOT));
    }
    long count = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "ms" -> Duration.ofMillis(count);
      case "s" -> Duration.ofSeconds(count);
      case "m" -> Duration.ofMinutes(count);
      case "h" -> Duration.ofHours(count);
      default -> Duration.ofDays(count);
    };
  }

  private static <V> V require(V value, boolean fits) {
    if (!fits) {
      throw new IllegalArgumentException();
    }
    return value;
  }
}
