package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventTimesTest {
  /** A locale whose weeks are those of ISO 8601, for the oracle alone. */
  private static final Locale ISO_WEEKS = Locale.forLanguageTag("de-DE");

  private final EventTimes times = new EventTimes(null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T01:30:05Z",
        "2024-02-29t01:30:05z",
        "2024-02-29 01:30:05 +0000",
        "2024-02-28 21:30:05 -0400",
        "2024-02-29 09:30:05+08",
        "2024-02-29T09:30:05+0800",
        "2024-02-29T01:30:05-00:00",
        "2024-02-28T22:00:05\u221203:30",
        "2024-02-29 01:30:05 UTC",
        "2024-02-29 01:30:05 GMT",
        "20240229T013005Z",
        "20240229T093005+08",
        "2024-060T01:30:05Z",
        "2024060T013005Z",
        "2024-W09-4T01:30:05Z",
        "2024W094T013005Z",
        "2024-02-29T06:45:20+05:15:15",
        "2024-02-29T01:30:05.000Z",
        "2024-02-29T01:30:05,0009999999999999999999Z"
      })
  void formsOfOneInstant_areTheSame(String text) throws WrongTimeException {
    assertThat(times.read(text)).isEqualTo(Instant.parse("2024-02-29T01:30:05Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-12T24:00:00Z|2026-03-13T00:00:00Z",
        "2026-12-31T24:00+01:00|2026-12-31T23:00:00Z",
        "2026-03-12T09Z|2026-03-12T09:00:00Z",
        "2026-03-12T09,5Z|2026-03-12T09:30:00Z",
        "2026-03-12T0914.25+00|2026-03-12T09:14:15Z",
        "2026-03-12T09:14:02.123456789123Z|2026-03-12T09:14:02.123Z",
        "2026-03-12T09:14:02,5Z|2026-03-12T09:14:02.500Z",
        "2026-W01-1T00:00Z|2025-12-29T00:00:00Z",
        "2020-W53-7T00:00Z|2021-01-03T00:00:00Z",
        "2024-366T00:00Z|2024-12-31T00:00:00Z"
      })
  void shortAndFineForms_areTakenToTheMillisecond(String text, Instant instant)
      throws WrongTimeException {
    assertThat(times.read(text)).isEqualTo(instant);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-12T09:14:02|no offset: add it, such as Z or +08:00, or say --assume-zone ZONE",
        "2026-03-12 09:14|no offset",
        "2026-03-12|a day without a time",
        "20260312|a day without a time",
        "1773306842|if it counts seconds since 1970, write it as 2026-03-12T09:14:02Z",
        "1773306842000|if it counts milliseconds since 1970, write it as 2026-03-12T09:14:02Z",
        "2026-03-12T23:59:60Z|a leap second",
        "2026-03-12T24:00:01Z|expected ISO 8601",
        "2026-03-12T24:00:00.001Z|expected ISO 8601",
        "2026-03-12T25:00Z|expected ISO 8601",
        "2026-03-12T09:60Z|expected ISO 8601",
        "2026-02-29T09:14:02Z|expected ISO 8601",
        "2026-366T09:14:02Z|expected ISO 8601",
        "2025-W53-5T09:14:02Z|expected ISO 8601",
        "2026-W11-8T09:14:02Z|expected ISO 8601",
        "2026-W00-1T09:14:02Z|expected ISO 8601",
        "2026-3-12T9:14:02Z|expected ISO 8601",
        "12/03/2026 09:14:02 +0000|expected ISO 8601",
        "2026-03-12T09:14:02+19:00|expected ISO 8601",
        "2026-03-12T09:14:02+8|expected ISO 8601",
        "2026-03-12T09:14:02.Z|expected ISO 8601",
        "2026-03-12T09:14:02 CST|expected ISO 8601",
        "2026-03-12T09:14:02+01:00[Europe/Berlin]|expected ISO 8601",
        "2026-03-12T09:14:02ZZ|expected ISO 8601",
        "2026-03-12  09:14:02Z|expected ISO 8601",
        "2026-03-12T|expected ISO 8601",
        "\u0662\u0660\u0662\u0666-03-12T09:14:02Z|expected ISO 8601",
        "yesterday|expected ISO 8601"
      })
  void whatIsNoInstant_isRefusedSayingWhatToDo(String text, String why) {
    assertThatThrownBy(() -> times.read(text))
        .isInstanceOf(WrongTimeException.class)
        .hasMessageStartingWith("occurred_at is '")
        .hasMessageContaining(why);
  }

  @Test
  void localTime_isOfTheZoneThatIsSaid_unlessTheClockNeverOrTwiceShowedIt()
      throws WrongTimeException {
    EventTimes berlin = new EventTimes(new AssumedZone(ZoneId.of("Europe/Berlin")));

    assertThat(berlin.read("2026-07-01 12:00:00")).isEqualTo(Instant.parse("2026-07-01T10:00:00Z"));
    assertThat(berlin.read("2026-07-01T12:00Z")).isEqualTo(Instant.parse("2026-07-01T12:00:00Z"));
    assertThat(berlin.read("2026-06-30T24:00")).isEqualTo(Instant.parse("2026-06-30T22:00:00Z"));
    assertThatThrownBy(() -> berlin.read("2026-03-29T02:30:00"))
        .hasMessageContaining("'2026-03-29T02:30:00', which no clock in Europe/Berlin showed");
    assertThatThrownBy(() -> berlin.read("2026-10-25T02:30:00"))
        .hasMessageContaining("which clocks in Europe/Berlin showed twice")
        .hasMessageContaining("+02:00 or +01:00");
    assertThatThrownBy(() -> berlin.read("2026-07-01")).hasMessageContaining("without a time");
  }

  /** The JDK's own formatters and calendars are the oracle. */
  @Property(tries = 2000)
  void everyForm_isReadAsTheJdkWritesIt(
      @ForAll("instants") OffsetDateTime time, @ForAll("forms") String form)
      throws WrongTimeException {
    String text = DateTimeFormatter.ofPattern(form, ISO_WEEKS).format(time);

    assertThat(times.read(text)).isEqualTo(time.toInstant());
  }

  @Provide
  Arbitrary<OffsetDateTime> instants() {
    Arbitrary<Long> seconds =
        Arbitraries.longs()
            .between(
                LocalDateTime.of(1, 1, 2, 0, 0).toEpochSecond(ZoneOffset.UTC),
                LocalDateTime.of(9999, 12, 30, 0, 0).toEpochSecond(ZoneOffset.UTC));
    Arbitrary<ZoneOffset> offsets =
        Arbitraries.integers().between(-72, 72).map(n -> ZoneOffset.ofTotalSeconds(n * 900));
    return Combinators.combine(seconds, offsets)
        .as((second, offset) -> Instant.ofEpochSecond(second).atOffset(offset))
        .map(time -> time.truncatedTo(ChronoUnit.MINUTES));
  }

  @Provide
  Arbitrary<String> forms() {
    Arbitrary<String> dates =
        Arbitraries.of(
            "yyyy-MM-dd", "yyyyMMdd", "yyyy-DDD", "yyyyDDD", "YYYY-'W'ww-e", "YYYY'W'wwe");
    Arbitrary<String> times =
        Arbitraries.of("HH:mm:ss", "HHmmss", "HH:mm", "HHmm", "HH:mm:ss.SSSSSS", "HH:mm:ss,SSS");
    Arbitrary<String> offsets = Arbitraries.of("XXX", "XX", "xxx", "' 'xx");
    return Combinators.combine(dates, Arbitraries.of("'T'", "' '"), times, offsets)
        .as((date, between, time, offset) -> String.join("", List.of(date, between, time, offset)));
  }
}
