package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Whoever plays a file puts the ticks where the contract says. */
class FileTicksTest {

  private final FileTicks ticks = new FileTicks(new ZoneCalendar(ZoneId.of("Asia/Shanghai")));

  private static Instant at(String local) {
    return Instant.parse(local + "+08:00");
  }

  @Test
  void firstLine_hasNoTickBeforeIt() {
    assertThat(ticks.before(at("2026-01-03T10:00:00"))).isEmpty();
  }

  @Test
  void lineOfALaterDay_hasATickForEachMidnightBeforeIt() {
    ticks.before(at("2026-01-03T10:00:00"));
    assertThat(ticks.before(at("2026-01-05T00:00:00")))
        .containsExactly(at("2026-01-04T00:00:00"), at("2026-01-05T00:00:00"));
  }

  @Test
  void lineOfTheSameOrAnEarlierDay_hasNone() {
    ticks.before(at("2026-01-03T10:00:00"));
    ticks.before(at("2026-01-05T10:00:00"));
    assertThat(ticks.before(at("2026-01-04T10:00:00"))).isEmpty();
    assertThat(ticks.before(at("2026-01-05T23:59:59"))).isEmpty();
  }

  @Test
  void end_hasTheTicksUpToTheStartOfTheAsOfDay() {
    ticks.before(at("2026-01-03T10:00:00"));
    assertThat(ticks.atEnd(LocalDate.parse("2026-01-04")))
        .containsExactly(at("2026-01-04T00:00:00"));
    assertThat(ticks.atEnd(LocalDate.parse("2026-01-04"))).isEmpty();
  }

  @Test
  void dayTheZoneSkipped_hasNoTick() {
    // Apia had no 2011-12-30: the 29th ends where the 31st begins.
    FileTicks apia = new FileTicks(new ZoneCalendar(ZoneId.of("Pacific/Apia")));
    apia.before(Instant.parse("2011-12-29T20:00:00Z"));
    assertThat(apia.before(Instant.parse("2012-01-01T00:00:00Z")))
        .containsExactly(
            Instant.parse("2011-12-30T10:00:00Z"), Instant.parse("2011-12-31T10:00:00Z"));
  }

  @Test
  void fileWithoutLines_hasNoTicks() {
    assertThat(ticks.atEnd(LocalDate.parse("2026-01-04"))).isEmpty();
  }

  @Property(tries = 60, seed = "81")
  @Tag("long")
  void ticks_lieWhereTheReferencesPlayerPutsThem(@ForAll @LongRange(min = 0) long seed) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    List<JournalEntry> rebuilt = new ArrayList<>();
    FileTicks fileTicks = new FileTicks(scenario.rules().calendar());
    Instant last = Instant.EPOCH;
    for (JournalEntry entry : scenario.journal()) {
      if (entry instanceof JournalEntry.Event event) {
        LogLine line = event.line();
        fileTicks.before(line.occurredAt()).forEach(t -> rebuilt.add(new JournalEntry.Tick(t)));
        rebuilt.add(entry);
      } else if (entry instanceof JournalEntry.Tick tick) {
        last = tick.at();
      }
    }
    int asOf = scenario.rules().calendar().asOfDay(last.toEpochMilli());
    fileTicks.atEnd(LocalDate.ofEpochDay(asOf)).forEach(t -> rebuilt.add(new JournalEntry.Tick(t)));
    assertThat(rebuilt).isEqualTo(scenario.journal());
  }
}
