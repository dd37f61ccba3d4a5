package io.rfmstreams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalDaysTest {

  @Test
  void dayBeginsAtMidnight_ofItsZone() {
    assertThat(days("Asia/Shanghai").startOf(day("2026-01-03"))).isEqualTo("2026-01-02T16:00:00Z");
  }

  @Test
  void dayBeginsAtOne_whereMidnightIsMissing() {
    assertThat(days("America/Sao_Paulo").startOf(day("2018-11-04")))
        .isEqualTo("2018-11-04T03:00:00Z");
    assertThat(days("Asia/Beirut").startOf(day("2022-03-27"))).isEqualTo("2022-03-26T22:00:00Z");
  }

  @Test
  void dayBeginsAtTheEarlierMidnight_whereThereAreTwo() {
    LocalDays havana = days("America/Havana");

    assertThat(havana.startOf(day("2023-11-05"))).isEqualTo("2023-11-05T04:00:00Z");
    assertThat(havana.dayOf(Instant.parse("2023-11-05T05:00:00Z"))).isEqualTo("2023-11-05");
  }

  @Test
  void dayBeginsOneHourLater_whereTheHourBeforeMidnightComesTwice() {
    LocalDays saoPaulo = days("America/Sao_Paulo");

    assertThat(saoPaulo.startOf(day("2018-02-18"))).isEqualTo("2018-02-18T03:00:00Z");
    assertThat(saoPaulo.dayOf(Instant.parse("2018-02-18T02:30:00Z"))).isEqualTo("2018-02-17");
  }

  @Test
  void skippedDayNeverBegins_whereTheZoneCrossedTheDateLine() {
    LocalDays apia = days("Pacific/Apia");
    Instant evening = Instant.parse("2011-12-30T05:00:00Z");
    Instant twoDaysOn = evening.plusSeconds(2 * 86_400);

    assertThat(apia.dayOf(evening)).isEqualTo("2011-12-29");
    assertThat(apia.beginningIn(evening, twoDaysOn))
        .isEqualTo(List.of(day("2011-12-31"), day("2012-01-01")));
    assertThat(apia.dayBefore(day("2011-12-31"))).isEqualTo("2011-12-29");
  }

  @Test
  void dayThatHasBegunStaysBegun_whenTheClockShowsTheDayBeforeAgain() {
    LocalDays stJohns = days("America/St_Johns");
    Instant secondEvening = Instant.parse("2010-11-07T02:45:00Z");

    assertThat(stJohns.startOf(day("2010-11-07"))).isEqualTo("2010-11-07T02:30:00Z");
    assertThat(stJohns.dayOf(secondEvening)).isEqualTo("2010-11-06");
    assertThat(stJohns.latestBegunBy(secondEvening)).isEqualTo("2010-11-07");
    assertThat(stJohns.beginningIn(secondEvening, secondEvening.plusSeconds(7200))).isEmpty();
  }

  @Test
  void dayBelongsToTheSpan_whichItsStartEnds() {
    LocalDays shanghai = days("Asia/Shanghai");
    Instant start = shanghai.startOf(day("2026-01-03"));

    assertThat(shanghai.beginningIn(start.minusMillis(1), start))
        .isEqualTo(List.of(day("2026-01-03")));
    assertThat(shanghai.beginningIn(start, start.plusMillis(1))).isEmpty();
  }

  private static LocalDays days(String zone) {
    return new LocalDays(ZoneId.of(zone));
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
