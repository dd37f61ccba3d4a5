package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a partition does with its records one by one: ticks, slices, and what it counts. */
class PartitionTest {

  private static final RuleBook RULES = DefaultRules.book(defaultRetail());

  private final MemoryStores stores = new MemoryStores();
  private final List<String> out = new ArrayList<>();
  private final Partition partition = new Partition(Timeline.of(RULES), stores, this::note);

  private void note(String memberId, Decision decision, long causeTimestamp) {
    for (Transition t : decision.transitions()) {
      if (t.axis().equals("lifecycle")) {
        out.add("%s %s %d".formatted(memberId, t.to(), causeTimestamp));
      }
    }
  }

  private void buys(String memberId, String at) {
    Instant when = Instant.parse(at);
    MemberEvent event =
        new MemberEvent(at, memberId, "purchase", when, 1_000L, "CNY", null, null, null, Map.of());
    partition.event(event, 1);
  }

  private static Instant startOf(String day) {
    return Instant.parse(day + "T16:00:00Z").minusSeconds(86_400);
  }

  @Test
  void beforeTheFirstTick_theLastIsTheEpoch() {
    assertThat(partition.lastTick()).isEqualTo(Instant.EPOCH);
    assertThat(partition.hasPendingTicks()).isFalse();
    assertThat(partition.drain(10)).isZero();
  }

  @Test
  void tickIsPending_untilItIsDrainedThrough() {
    buys("m1", "2026-01-01T04:00:00Z");
    partition.tick(startOf("2026-01-31"), 7);
    assertThat(partition.hasPendingTicks()).isTrue();
    assertThat(partition.lastTick()).isEqualTo(startOf("2026-01-31"));
    assertThat(partition.drain(10)).isEqualTo(1);
    assertThat(partition.hasPendingTicks()).isFalse();
    assertThat(out).containsExactly("m1 new 1", "m1 active 7");
  }

  @Test
  void tickNotLaterThanTheLast_isCountedAndOtherwiseIgnored() {
    buys("m1", "2026-01-01T04:00:00Z");
    partition.tick(startOf("2026-01-31"), 7);
    partition.tick(startOf("2026-01-31"), 8);
    partition.tick(startOf("2026-01-30"), 9);
    partition.drain(10);
    assertThat(out).containsExactly("m1 new 1", "m1 active 7");
    assertThat(partition.lastTick()).isEqualTo(startOf("2026-01-31"));
    assertThat(stores.ledger()).isEqualTo(new Ledger(1, 0, 3, 0));
  }

  @Test
  void budgetBoundsASlice_andTheNextGoesOnWhereItStopped() {
    for (String id : List.of("a", "b", "c", "d", "e")) {
      buys(id, "2026-01-01T04:00:00Z");
    }
    out.clear();
    partition.tick(startOf("2026-01-31"), 7);
    assertThat(partition.drain(2)).isEqualTo(2);
    assertThat(out).containsExactly("a active 7", "b active 7");
    assertThat(partition.drain(2)).isEqualTo(2);
    assertThat(partition.hasPendingTicks()).isTrue();
    assertThat(partition.drain(2)).isEqualTo(1);
    assertThat(partition.hasPendingTicks()).isFalse();
    assertThat(out)
        .containsExactly("a active 7", "b active 7", "c active 7", "d active 7", "e active 7");
  }

  @Test
  void budgetThatJustSuffices_leavesNoTickPending() {
    buys("m1", "2026-01-01T04:00:00Z");
    partition.tick(startOf("2026-01-31"), 7);
    assertThat(partition.drain(1)).isEqualTo(1);
    assertThat(partition.hasPendingTicks()).isFalse();
  }

  /** Or a thousand ticks of history that touch nobody would all run in one slice. */
  @Test
  void ticksWithNothingDue_areChargedToTheBudgetToo() {
    buys("m1", "2026-01-01T04:00:00Z");
    for (String day : List.of("2026-01-28", "2026-01-29", "2026-01-30", "2026-01-31")) {
      partition.tick(startOf(day), 7);
    }
    assertThat(partition.drain(2)).isZero();
    assertThat(stores.progress().pending()).hasSize(2);
    assertThat(partition.drain(2)).isEqualTo(1);
    assertThat(partition.hasPendingTicks()).isFalse();
    assertThat(out).containsExactly("m1 new 1", "m1 active 7");
  }

  @Test
  void eventBetweenSlices_findsItsMemberAdvancedThroughEachPendingTick() {
    buys("m1", "2026-01-01T04:00:00Z");
    partition.tick(startOf("2026-01-31"), 7);
    partition.tick(startOf("2026-04-01"), 8);
    buys("m1", "2026-04-01T04:00:00Z");
    assertThat(out).containsExactly("m1 new 1", "m1 active 7", "m1 at-risk 8", "m1 active 1");
    partition.drain(10);
    assertThat(out).hasSize(4);
  }

  @Test
  void rejectedRecord_isCounted() {
    partition.rejected();
    assertThat(stores.ledger()).isEqualTo(new Ledger(0, 0, 0, 1));
    assertThat(stores.ledger().received()).isEqualTo(1);
  }

  @Test
  void ledgersAddUp_fieldByField() {
    assertThat(new Ledger(1, 2, 3, 4).plus(new Ledger(10, 20, 30, 40)))
        .isEqualTo(new Ledger(11, 22, 33, 44));
    assertThat(new Ledger(1, 2, 3, 4).received()).isEqualTo(10);
  }
}
