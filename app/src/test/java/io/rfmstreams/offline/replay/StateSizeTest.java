package io.rfmstreams.offline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.FileTicks;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.MemberStateCodec;
import io.rfmstreams.engine.MemoryStores;
import io.rfmstreams.engine.Partition;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.offline.events.EventLine;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.testkit.ProjectFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many bytes a member's stored state takes. */
class StateSizeTest {
  @Test
  void halfOfTheRetailMembers_takeAtMost70Bytes_triggersAndCoolDownsAmongThem() {
    RuleBook rules = ProjectFiles.rules("retail-demo");
    MemoryStores stores = new MemoryStores();
    Partition partition =
        new Partition(Timeline.of(rules), stores, (member, decision, timestamp) -> {});
    FileTicks ticks = new FileTicks(rules.calendar());
    new EventsFile(ProjectFiles.RETAIL.toString())
        .read(
            rules,
            line -> {
              if (line instanceof EventLine.Event event) {
                pass(ticks.before(event.event().occurredAt()), partition);
                partition.event(event.event(), 0);
              }
            });
    int[] sizes =
        stores.members().values().stream().mapToInt(StateSizeTest::bytes).sorted().toArray();
    System.out.printf(
        "bytes a member, retail data: p50 %d, p99 %d, max %d%n",
        sizes[sizes.length / 2], sizes[sizes.length * 99 / 100], sizes[sizes.length - 1]);
    assertThat(sizes[sizes.length / 2]).isLessThanOrEqualTo(70);
  }

  private static void pass(List<Instant> ticks, Partition partition) {
    for (Instant tick : ticks) {
      partition.tick(tick, 0);
      partition.drain(Integer.MAX_VALUE);
    }
  }

  @Test
  void tenThousandOrdersAYear_areBoundedByTheMemory() {
    RuleBook rules = ProjectFiles.rules("default-retail");
    MemoryStores stores = new MemoryStores();
    Partition partition =
        new Partition(Timeline.of(rules), stores, (member, decision, timestamp) -> {});
    Instant first = Instant.parse("2024-01-01T00:00:00Z");
    int largest = 0;
    for (int i = 0; i < 30_000; i++) {
      String id = Integer.toString(100_000 + i);
      Instant at = first.plus(Duration.ofMinutes(52L * i + i / 3));
      partition.event(
          new MemberEvent(id, "m", "purchase", at, 12_345L, "CNY", id, null, null, Map.of()), 0);
      largest = Math.max(largest, bytes(stores.member("m")));
    }
    System.out.printf("bytes of a member with 10,000 orders a year: at most %d%n", largest);
    // 512 events of a dozen bytes, and a sum for each day of the longest window.
    assertThat(largest).isLessThan(512 * 20 + Deployment.DEFAULT_LONGEST_WINDOW_DAYS * 8);
  }

  private static int bytes(MemberState state) {
    return MemberStateCodec.encode(state).length;
  }
}
