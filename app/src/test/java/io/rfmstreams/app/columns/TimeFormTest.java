package io.rfmstreams.app.columns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times as exports write them. */
class TimeFormTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");

  private static @Nullable Instant read(String pattern, String text) throws RefusedRowException {
    return TimeForm.of(pattern).read(text, LONDON).orElse(null);
  }

  @ParameterizedTest
  @CsvSource({
    "yyyy-MM-dd HH:mm:ss Z, 2018-01-04 15:51:23 -0800, 2018-01-04T23:51:23Z",
    "yyyy-MM-dd HH:mm:ss, 2026-07-01 00:30:00, 2026-06-30T23:30:00Z",
    "dd/MM/yyyy HH:mm, 01/07/2026 10:00, 2026-07-01T09:00:00Z",
    "d.M.uuuu, 1.7.2026, 2026-06-30T23:00:00Z",
    "'MMM d, yyyy h:mm a', 'Jan 4, 2026 3:05 PM', 2026-01-04T15:05:00Z",
    "'MMM d, yyyy h:mm a', 'jan 4, 2026 12:05 am', 2026-01-04T00:05:00Z",
    "\"yyyy-MM-dd'T'HH:mm:ss.SSSX\", 2026-01-04T10:00:00.250Z, 2026-01-04T10:00:00.250Z",
  })
  void readsAPattern(String pattern, String text, Instant expected) throws RefusedRowException {
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
  void doesNotReadWhatIsNotOfIt(String pattern, String text) throws RefusedRowException {
    assertThat(read(pattern, text)).isNull();
  }

  /** Oracle: every offset the tz database knows near that time, tried one by one. */
  @Property(tries = 1000)
  void aLocalTimeIsTaken_ifJustOneInstantShowsIt(
      @ForAll @LongRange(min = 0, max = 4_000_000_000L) long second,
      @ForAll @IntRange(min = -180, max = 180) int minutesOff,
      @ForAll boolean nearAChange) {
    Instant base = Instant.ofEpochSecond(second);
    var change = LONDON.getRules().nextTransition(base);
    LocalDateTime local =
        nearAChange && change != null
            ? change.getDateTimeBefore().plusMinutes(minutesOff)
            : LocalDateTime.ofInstant(base, ZoneOffset.UTC);
    long showing =
        IntStream.rangeClosed(-12, 12)
            .mapToObj(hours -> local.toInstant(ZoneOffset.ofHours(hours)))
            .filter(instant -> LocalDateTime.ofInstant(instant, LONDON).equals(local))
            .count();
    String text = local.toString().replace('T', ' ');
    String pattern = local.getSecond() == 0 ? "yyyy-MM-dd HH:mm" : "yyyy-MM-dd HH:mm:ss";

    Instant read;
    try {
      read = read(pattern, text);
    } catch (RefusedRowException refused) {
      assertThat(showing).isNotEqualTo(1);
      return;
    }

    assertThat(showing).isEqualTo(1);
    assertThat(LocalDateTime.ofInstant(Objects.requireNonNull(read), LONDON))
        .isEqualTo(local);
  }

  @Test
  void saysWhyALocalTimeCannotBeTaken() {
    assertThatThrownBy(() -> read("yyyy-MM-dd HH:mm", "2026-03-29 01:30"))
        .hasMessageContaining("does not exist in Europe/London, where clocks change");
    assertThatThrownBy(() -> read("yyyy-MM-dd HH:mm", "2026-10-25 01:30"))
        .hasMessageContaining("is two instants in Europe/London, where clocks change");
  }

  @Test
  void aDayWithoutMidnight_beginsAtItsFirstInstant() throws RefusedRowException {
    assertThat(TimeForm.of("yyyy-MM-dd").read("2018-11-04", ZoneId.of("America/Sao_Paulo")))
        .contains(Instant.parse("2018-11-04T03:00:00Z"));
  }
}
