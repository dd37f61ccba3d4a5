package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.CountedStores.Calls;
import io.rfmstreams.engine.DrainProgress.Cursor;
import io.rfmstreams.oracle.JournalEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Law 3, counted: time costs what is due, never what is known. */
class CostTest {

  private static final RuleBook RULES = DefaultRules.book(defaultRetail());

  /** A partition over counted stores; members buy once and are due on the 30th day after. */
  static final class Counted {
    final CountedStores stores;
    final Partition partition;
    private int events;

    Counted(CountedStores stores) {
      this.stores = stores;
      this.partition = new Partition(Timeline.of(RULES), stores, (memberId, decision, at) -> {});
    }

    void buys(String memberId, String day) {
      Instant at = startOf(day).plusSeconds(3600);
      MemberEvent event =
          new MemberEvent(
              "e" + events++, memberId, "purchase", at, 1L, "CNY", null, null, null, Map.of());
      partition.event(event, 0);
    }

    Counted withMembers(int number, String day) {
      for (int i = 0; i < number; i++) {
        buys(day + "-" + i, day);
      }
      return this;
    }

    /** What a tick and its drain ask of the stores. */
    Calls tick(String day, int budget) {
      stores.sinceLast();
      partition.tick(startOf(day), 0);
      while (partition.hasPendingTicks()) {
        partition.drain(budget);
      }
      return stores.sinceLast();
    }
  }

  static Instant startOf(String day) {
    return LocalDate.parse(day).atStartOfDay(RULES.deployment().zone()).toInstant();
  }

  @Test
  void tickWithNothingDue_costsTheSameWhateverTheMembers() {
    Calls few = nothingDue(new CountedStores(), 1_000);
    Calls many = nothingDue(new CountedStores(), 100_000);
    assertThat(many).isEqualTo(few).isEqualTo(new Calls(0, 0, 0, 0, 0, 3));
  }

  static Calls nothingDue(CountedStores stores, int members) {
    return new Counted(stores).withMembers(members, "2026-01-01").tick("2026-01-30", 1_000_000);
  }

  @Test
  void tickCosts_inProportionToTheMembersDue() {
    for (int known : new int[] {0, 20_000}) {
      for (int due : new int[] {1, 10, 1_000}) {
        Calls calls = someDue(new CountedStores(), due, known, Integer.MAX_VALUE);
        // Each came by an event of its own; all are armed anew for one day.
        int added = (due + DeadlineEntry.MOST_MEMBERS - 1) / DeadlineEntry.MOST_MEMBERS;
        assertThat(calls).isEqualTo(new Calls(due, due, added, due, due, 3));
      }
    }
  }

  static Calls someDue(CountedStores stores, int due, int known, int budget) {
    return new Counted(stores)
        .withMembers(due, "2026-01-01")
        .withMembers(known, "2026-01-10")
        .tick("2026-01-31", budget);
  }

  @Test
  void smallSlices_costOneSaveOfProgressEachAndNothingElse() {
    int due = 1_000;
    Calls calls = someDue(new CountedStores(), due, 5_000, 10);
    assertThat(calls.reads()).isEqualTo(due);
    assertThat(calls.writes()).isEqualTo(due);
    assertThat(calls.added()).isEqualTo(due / 10);
    assertThat(calls.removed()).isEqualTo(due);
    // A slice looks whether there is one more; it never starts from the beginning again.
    assertThat(calls.walked()).isLessThanOrEqualTo(due + due / 10);
    assertThat(calls.bookkeeping()).isLessThanOrEqualTo(due / 10 + 3);
  }

  @Test
  void drainedEntries_areNeverWalkedOverAgain() {
    Calls first = dayByDay(new CountedStores(), 5);
    Calls later = dayByDay(new CountedStores(), 28);
    assertThat(later).isEqualTo(first);
  }

  /**
   * What the last of so many days costs, fewer than 30, on each of which ten members become due.
   */
  static Calls dayByDay(CountedStores stores, int days) {
    Counted counted = new Counted(stores);
    LocalDate first = LocalDate.parse("2026-01-01");
    for (int day = 0; day < days; day++) {
      counted.withMembers(10, first.plusDays(day).toString());
    }
    Calls last = stores.sinceLast();
    for (int day = 0; day < days; day++) {
      last = counted.tick(first.plusDays(30L + day).toString(), Integer.MAX_VALUE);
    }
    return last;
  }

  @Test
  void busyMember_costsOneReadAndOneWriteAnEvent() {
    assertThat(busyMember(new CountedStores())).isEqualTo(new Calls(1_000, 1_000, 0, 0, 0, 1_000));
  }

  /** A thousand purchases on thirty days: the deadline only moves later. */
  static Calls busyMember(CountedStores stores) {
    Counted counted = new Counted(stores);
    counted.buys("m1", "2025-01-01");
    counted.buys("m1", "2025-12-31");
    counted.tick("2026-01-01", Integer.MAX_VALUE);
    stores.sinceLast();
    for (int i = 0; i < 1_000; i++) {
      counted.buys("m1", LocalDate.parse("2026-01-01").plusDays(i * 30 / 1_000).toString());
    }
    return stores.sinceLast();
  }

  @Test
  void eventThatMovesNoDeadline_writesNoIndexEntry() {
    CountedStores stores = new CountedStores();
    Counted counted = new Counted(stores);
    counted.buys("m1", "2026-01-01");
    stores.sinceLast();
    // Being new ends on the 31st whatever else it buys.
    counted.buys("m1", "2026-01-01");
    assertThat(stores.sinceLast()).isEqualTo(new Calls(1, 1, 0, 0, 0, 1));
  }

  @Property(tries = 100, seed = "21")
  @Tag("long")
  void index_keepsItsInvariantAfterEveryStep(@ForAll @LongRange(min = 0) long seed) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    SplittableRandom random = new SplittableRandom(seed);
    CountedStores stores = new CountedStores();
    Played played = new Played(scenario.rules(), stores);
    for (JournalEntry entry : scenario.journal()) {
      played.read(entry, random.nextInt(4));
      assertIndex(stores, scenario.rules().calendar());
    }
  }

  static void assertIndex(CountedStores stores, ZoneCalendar calendar) {
    Cursor drained = stores.progress().cursor();
    stores
        .members()
        .forEach(
            (memberId, state) -> {
              if (state.deadline() != ZoneCalendar.NEVER) {
                Instant at = Instant.ofEpochMilli(calendar.startOf(state.armedFor()));
                assertThat(state.armedFor()).isLessThanOrEqualTo(state.deadline());
                assertThat(stores.entriesOf(at, memberId))
                    .anyMatch(entry -> isLater(entry, drained));
              }
            });
  }

  private static boolean isLater(DeadlineEntry entry, Cursor drained) {
    return entry.at().isAfter(drained.at())
        || (entry.at().equals(drained.at())
            && !drained.all()
            && entry.first().compareTo(drained.memberId()) > 0);
  }

  @Test
  void membersArmedTogether_costOneEntryFromThenOn() {
    Counted counted = new Counted(new CountedStores()).withMembers(1_000, "2026-01-01");
    counted.tick("2026-01-31", Integer.MAX_VALUE);
    Calls calls = counted.tick("2026-04-01", Integer.MAX_VALUE);

    assertThat(calls.reads()).isEqualTo(1_000);
    assertThat(calls.removed()).isEqualTo(8);
    assertThat(calls.walked()).isEqualTo(8);
  }
}
