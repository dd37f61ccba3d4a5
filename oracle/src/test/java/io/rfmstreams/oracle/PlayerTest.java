package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayerTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @Test
  void ticksEachMidnight_beforeTheLineThatReachesIt() {
    Story story = member("m").did("visit", "2026-01-01").did("visit", "2026-01-03");

    assertThat(played(story, "2026-01-03"))
        .containsExactly("e1", "2026-01-01T16:00:00Z", "2026-01-02T16:00:00Z", "e2");
  }

  @Test
  void ticksBeforeTheLine_thatLiesOnMidnightItself() {
    Story story = member("m").did("visit", "2026-01-01").did("visit", "2026-01-02T00:00:00");

    assertThat(played(story, "2026-01-02")).containsExactly("e1", "2026-01-01T16:00:00Z", "e2");
  }

  @Test
  void doesNotTickTheMidnight_theFirstLineLiesOn() {
    Story story = member("m").did("visit", "2026-01-01T00:00:00");

    assertThat(played(story, "2026-01-01")).containsExactly("e1");
  }

  @Test
  void doesNotTickBack_forALateLine() {
    Story story =
        member("m")
            .did("visit", "2026-01-05")
            .did("visit", "2026-01-01")
            .did("visit", "2026-01-05T13:00:00")
            .did("visit", "2026-01-06");

    assertThat(played(story, "2026-01-06"))
        .containsExactly("e1", "e2", "e3", "2026-01-05T16:00:00Z", "e4");
  }

  @Test
  void ticksOnToTheStartOfTheAsOfDay_atTheEnd() {
    Story story = member("m").did("visit", "2026-01-01");

    assertThat(played(story, "2026-01-03"))
        .containsExactly("e1", "2026-01-01T16:00:00Z", "2026-01-02T16:00:00Z");
  }

  @Test
  void leavesOutLines_ofDaysAfterTheAsOfDay() {
    Story story =
        member("m")
            .did("visit", "2026-01-09")
            .did("visit", "2026-01-01")
            .did("visit", "2026-01-02T23:59:59.999")
            .did("visit", "2026-01-03T00:00:00");

    assertThat(played(story, "2026-01-02")).containsExactly("e2", "2026-01-01T16:00:00Z", "e3");
    assertThat(played(story, "2025-12-31")).isEmpty();
  }

  @Test
  void ticksOnce_whereADayWasSkipped() {
    Story story =
        member("m")
            .under(RuleParameters.defaultRetail().withZone(ZoneId.of("Pacific/Apia")))
            .did("visit", "2011-12-29");

    assertThat(Player.play(story.lines(), LocalDate.parse("2012-01-01"), ZoneId.of("Pacific/Apia")))
        .hasSize(3);
  }

  @Test
  void sortsStably_linesOfOneInstant() {
    Story story =
        member("m")
            .did("visit", "2026-01-02")
            .did("points", "2026-01-01")
            .did("visit", "2026-01-01");

    assertThat(Player.sortedByTime(story.lines()))
        .extracting(LogLine::eventId)
        .containsExactly("e2", "e3", "e1");
  }

  @Test
  void looksAtTheDayOfTheLatestLine_whenNoDayIsGiven() {
    Story story = member("m").did("visit", "2026-01-03T00:30:00").did("visit", "2026-01-02");

    assertThat(Player.dayOfLatest(story.lines(), SHANGHAI)).isEqualTo("2026-01-03");
    assertThat(Player.dayOfLatest(story.lines(), ZoneId.of("UTC"))).isEqualTo("2026-01-02");
  }

  private static List<String> played(Story story, String asOf) {
    return Player.play(story.lines(), LocalDate.parse(asOf), SHANGHAI).stream()
        .map(
            entry ->
                entry instanceof JournalEntry.Event event
                    ? event.line().eventId()
                    : ((JournalEntry.Tick) entry).at().toString())
        .toList();
  }
}
