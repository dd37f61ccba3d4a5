package io.rfmstreams.offline.columns;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as exports write them. */
class TimeFormTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static @Nullable String read(String pattern, String text) {
    return TimeForm.of(pattern).read(text, LONDON).orElse(null);
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd HH:mm:ss Z, 2018-01-04 15:51:23 -0800, 2018-01-04T23:51:23Z",
    "yyyy-MM-dd HH:mm:ss, 2026-07-01 00:30:00, 2026-07-01T00:30",
    "dd/MM/yyyy HH:mm, 01/07/2026 10:00, 2026-07-01T10:00",
    "d.M.uuuu, 1.7.2026, 2026-06-30T23:00:00Z",
    "'MMM d, yyyy h:mm a', 'Jan 4, 2026 3:05 PM', 2026-01-04T15:05",
    "'MMM d, yyyy h:mm a', 'jan 4, 2026 12:05 am', 2026-01-04T00:05",
    "\"yyyy-MM-dd'T'HH:mm:ss.SSSX\", 2026-01-04T10:00:00.250Z, 2026-01-04T10:00:00.250Z",
  })
  void readsAPattern(String pattern, String text, String expected) {
    assertThat(read(pattern.replace("\"", ""), text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd HH:mm:ss, 2026-02-30 10:00:00",
    "yyyy-MM-dd HH:mm:ss, 2026-02-03 24:00:00",
    "yyyy-MM-dd HH:mm:ss, 2026-02-03 10:00:60",
    "yyyy-MM-dd HH:mm:ss, 2026-02-03 10:00",
    "yyyy-MM-dd HH:mm:ss, 2026-02-03 10:00:00 +01:00",
    "yyyy-MM-dd HH:mm:ss, 0000-00-00 00:00:00",
    "yyyy-MM-dd HH:mm:ss, 1770112800",
    "dd/MM/yyyy, 13/13/2026",
    "MMM d yyyy, Oca 4 2026",
  })
  void doesNotReadWhatIsNotOfIt(String pattern, String text) {
    assertThat(read(pattern, text)).isNull();
  }

  /** Oracle: what was written by the same letters, put together by hand. */
  @Property(tries = 500)
  void readsWhatWasWritten(@ForAll @LongRange(min = 0, max = 7_000_000_000L) long second) {
    LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
    String hand =
        "%02d/%02d/%04d %d:%02d:%02d"
            .formatted(
                time.getDayOfMonth(),
                time.getMonthValue(),
                time.getYear(),
                time.getHour(),
                time.getMinute(),
                time.getSecond());

    assertThat(read("dd/MM/yyyy H:mm:ss", hand)).isEqualTo(time.toString());
    assertThat(read("dd/MM/yyyy H:mm:ssXX", hand + "+0530"))
        .isEqualTo(time.toInstant(ZoneOffset.ofHoursMinutes(5, 30)).toString());
  }

  @Test
  void aDayWithoutMidnight_beginsAtItsFirstInstant() {
    assertThat(TimeForm.of("yyyy-MM-dd").read("2018-11-04", ZoneId.of("America/Sao_Paulo")))
        .contains("2018-11-04T03:00:00Z");
  }
}
