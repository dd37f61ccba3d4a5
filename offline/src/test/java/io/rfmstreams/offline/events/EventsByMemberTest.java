package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.events.EventsByMember.Line;
import io.rfmstreams.offline.events.EventsByMember.Order;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventsByMemberTest {
  private static final RuleBook RULES = ProjectFiles.rules("default-retail");
  private static final String HEADER =
      "event_id,member_id,type,occurred_at,amount,currency,order_id,channel,category,attr.plan\n";

  private final Path directory;
  private final List<EventLine.Reject> rejects = new ArrayList<>();

  EventsByMemberTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void events_comeBackAsTheyWere() throws IOException {
    EventsByMember events =
        read(
            Order.BY_TIME,
            "e1,m1,purchase,2026-01-03T10:00:00.123+08:00,12.50,CNY,o1,shop,tea,",
            "e2,m2,visit,2026-01-03T11:00:00Z,,,,,,gold",
            "e3,\u6210\u5458,refund,2026-01-04T11:00:00Z,0.01,CNY,,,,");

    assertThat(byMember(events))
        .containsOnlyKeys("m1", "m2", "\u6210\u5458")
        .containsEntry(
            "m1",
            List.of(
                new Line(
                    2,
                    (int) LocalDate.parse("2026-01-03").toEpochDay(),
                    new MemberEvent(
                        "e1",
                        "m1",
                        "purchase",
                        Instant.parse("2026-01-03T02:00:00.123Z"),
                        1250L,
                        "CNY",
                        "o1",
                        "shop",
                        "tea",
                        Map.of()))))
        .containsEntry(
            "m2",
            List.of(
                new Line(
                    3,
                    (int) LocalDate.parse("2026-01-03").toEpochDay(),
                    new MemberEvent(
                        "e2",
                        "m2",
                        "visit",
                        Instant.parse("2026-01-03T11:00:00Z"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        Map.of("plan", "gold")))));
    assertThat(rejects).isEmpty();
  }

  @Test
  void byTime_eachEventHasTheTickOfItsOwnDayBeforeIt() throws IOException {
    EventsByMember events = read(Order.BY_TIME, visit("c", 5), visit("a", 3), visit("b", 4));

    assertThat(told(events)).containsExactly("a 1970-01-01", "b 2026-01-04", "c 2026-01-05");
    assertThat(events.firstTick()).isEqualTo(startOf(4));
    assertThat(events.lastTick()).isEqualTo(startOf(5));
    assertThat(events.asOf()).isEqualTo("2026-01-05");
  }

  @Test
  void asLogged_aLateEventHasTheTickOfTheLatestDayBeforeIt() throws IOException {
    EventsByMember events =
        read(new Order(null, true), visit("c", 5), visit("a", 3), visit("d", 7), visit("b", 4));

    assertThat(told(events))
        .containsExactly("c 1970-01-01", "a 1970-01-01", "d 2026-01-07", "b 2026-01-07");
    assertThat(events.firstTick()).isEqualTo(startOf(6));
    assertThat(events.lastTick()).isEqualTo(startOf(7));
  }

  @Test
  void linesAfterTheAsOfDay_areCountedAndNotPlayed() throws IOException {
    LocalDate asOf = LocalDate.parse("2026-01-04");

    EventsByMember events =
        read(new Order(asOf, true), visit("z", 9), visit("a", 3), visit("b", 4));

    assertThat(told(events)).containsExactly("a 1970-01-01", "b 2026-01-04");
    assertThat(events.afterAsOf()).isEqualTo(1);
    assertThat(events.lastTick()).isEqualTo(startOf(4));
  }

  @Test
  void fileWithoutAWellFormedLine_hasNoDay() throws IOException {
    EventsByMember events = read(Order.BY_TIME, "e1,m1,visit,yesterday,,,,,,");

    assertThat(rejects).hasSize(1);
    assertThat(events.asOf()).isNull();
    assertThat(events.lastTick()).isEqualTo(Instant.EPOCH);
    assertThat(byMember(events)).isEmpty();
  }

  private static String visit(String eventId, int day) {
    return "%s,m,visit,2026-01-0%dT12:00:00+08:00,,,,,,".formatted(eventId, day);
  }

  /** The only member's events in playing order, each with the day of the tick before it. */
  private static List<String> told(EventsByMember events) {
    return byMember(events).getOrDefault("m", List.of()).stream()
        .map(line -> line.event().eventId() + " " + day(events.tickBefore(line)))
        .toList();
  }

  private static LocalDate day(Instant tick) {
    return LocalDate.ofInstant(tick, RULES.calendar().zone());
  }

  private static Instant startOf(int day) {
    return LocalDate.of(2026, 1, day).atStartOfDay(RULES.calendar().zone()).toInstant();
  }

  private EventsByMember read(Order order, String... lines) throws IOException {
    Path file = directory.resolve("events.csv");
    Files.writeString(file, HEADER + String.join("\n", lines) + "\n");
    Path buckets = Files.createDirectory(directory.resolve("buckets"));
    return EventsByMember.read(
        new EventsFile(file.toString()),
        RULES,
        order,
        buckets,
        line -> {
          if (line instanceof EventLine.Reject reject) {
            rejects.add(reject);
          }
        },
        EventsFile.Progress.UNTOLD);
  }

  private static Map<String, List<Line>> byMember(EventsByMember events) {
    Map<String, List<Line>> members = new TreeMap<>();
    for (int bucket = 0; bucket < events.buckets(); bucket++) {
      members.putAll(events.members(bucket));
    }
    return members;
  }
}
