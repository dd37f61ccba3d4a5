package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.MemberEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedEventsTest {
  /** More than fit into memory at once, many of them at the same time. */
  private static final List<MemberEvent> EVENTS =
      new Random(7)
          .ints(40_000, 0, 5_000)
          .mapToObj(Instant.parse("2026-01-03T09:00:00.123Z")::plusMillis)
          .map(SortedEventsTest::event)
          .toList();

  private static MemberEvent event(Instant at) {
    boolean even = at.toEpochMilli() % 2 == 0;
    return new MemberEvent(
        "e" + at,
        "m\ud83d\ude00",
        MemberEvent.PURCHASE,
        at,
        even ? -1L : null,
        even ? "CNY" : null,
        even ? "" : null,
        "shop",
        even ? null : "tea",
        even ? Map.of() : Map.of("country", "\u4e2d"));
  }

  @Test
  void byTime_thoseOfOneTimeStayInTheFilesOrder(@TempDir Path directory) {
    List<MemberEvent> sorted = new ArrayList<>(EVENTS);
    sorted.sort(Comparator.comparing(MemberEvent::occurredAt));

    assertThat(played(new SortedEvents(false, directory))).isEqualTo(sorted);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void asLogged_isTheFilesOrder(@TempDir Path directory) {
    assertThat(played(new SortedEvents(true, directory))).isEqualTo(EVENTS);
  }

  private static List<MemberEvent> played(SortedEvents events) {
    long line = 2;
    for (MemberEvent event : EVENTS) {
      events.add(new EventLine.Event(line++, event));
    }
    List<MemberEvent> played = new ArrayList<>();
    events.forEach(played::add);
    return played;
  }
}
