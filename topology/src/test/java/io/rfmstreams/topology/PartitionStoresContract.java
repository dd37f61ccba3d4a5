package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.DeadlineEntry;
import io.rfmstreams.engine.DrainProgress;
import io.rfmstreams.engine.DrainProgress.Cursor;
import io.rfmstreams.engine.DrainProgress.PendingTick;
import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.Lifecycle;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.MemberStateCodec;
import io.rfmstreams.engine.PartitionStores;
import io.rfmstreams.engine.PartitionStores.DeadlineScan;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Tally.Count;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every kind of {@link PartitionStores} does: each passes these tests. */
abstract class PartitionStoresContract {
  private static final Instant START = Instant.parse("2026-01-01T16:00:00Z");
  private static final Cursor BEFORE_ALL = new Cursor(Instant.EPOCH, "", true);

  /** Empty stores. */
  abstract PartitionStores empty();

  /** The same stores as a later run of the program finds them. */
  abstract PartitionStores reopened(PartitionStores stores);

  @Test
  void areEmptyAtFirst() {
    PartitionStores stores = empty();

    assertThat(stores.member("m1").isKnown()).isFalse();
    assertThat(stores.progress()).isEqualTo(DrainProgress.NONE);
    assertThat(stores.ledger()).isEqualTo(Ledger.EMPTY);
    assertThat(due(stores, BEFORE_ALL, day(1000))).isEmpty();
  }

  @Test
  void aScanBeginsAfterItsCursor_andEndsWithItsLastInstant() {
    PartitionStores stores = empty();
    List<DeadlineEntry> entries =
        List.of(entry(1, "b"), entry(2, "a"), entry(2, "b"), entry(2, "bb"), entry(3, "a"));
    entries.forEach(stores::addDeadline);

    assertThat(due(stores, BEFORE_ALL, day(3))).isEqualTo(entries);
    assertThat(due(stores, BEFORE_ALL, day(2))).isEqualTo(entries.subList(0, 4));
    assertThat(due(stores, BEFORE_ALL, day(3).minusMillis(1))).isEqualTo(entries.subList(0, 4));
    assertThat(due(stores, new Cursor(day(2), "b", false), day(3)))
        .isEqualTo(entries.subList(3, 5));
    assertThat(due(stores, new Cursor(day(2), "", true), day(3))).isEqualTo(entries.subList(4, 5));
    assertThat(due(stores, new Cursor(day(2), "", false), day(3))).isEqualTo(entries.subList(1, 5));
  }

  @Test
  void anEntryAddedTwice_isThereOnce_andRemovedAtOnce() {
    PartitionStores stores = empty();
    stores.addDeadline(entry(1, "a"));
    stores.addDeadline(entry(1, "a"));
    assertThat(due(stores, BEFORE_ALL, day(1))).hasSize(1);

    stores.removeDeadline(entry(1, "a"));
    stores.removeDeadline(entry(1, "a"));
    assertThat(due(stores, BEFORE_ALL, day(1))).isEmpty();
  }

  @Test
  void membersThatShareAnEntry_areFoundAndRemovedTogether_alsoLater() {
    PartitionStores stores = empty();
    DeadlineEntry shared = new DeadlineEntry(day(1), List.of("b", "a", "中文", "x".repeat(255)));
    stores.addDeadline(shared);
    stores.addDeadline(entry(1, "a"));
    stores = reopened(stores);

    assertThat(due(stores, BEFORE_ALL, day(1))).containsExactly(entry(1, "a"), shared);
    assertThat(due(stores, new Cursor(day(1), "a", false), day(1))).containsExactly(shared);
    stores.removeDeadline(shared);
    assertThat(due(stores, BEFORE_ALL, day(1))).containsExactly(entry(1, "a"));
  }

  /** A member known to an entry from before may be the first of those armed later for that day. */
  @Test
  void anEntryKnownByTheSame_gainsMembersAndLosesNone() {
    PartitionStores stores = empty();
    stores.addDeadline(new DeadlineEntry(day(1), List.of("a", "b")));
    stores.addDeadline(new DeadlineEntry(day(1), List.of("a", "c", "b")));
    stores.addDeadline(entry(1, "a"));

    assertThat(due(stores, BEFORE_ALL, day(1)))
        .containsExactly(new DeadlineEntry(day(1), List.of("a", "b", "c")));
  }

  @Test
  void entriesMayBeRemovedWhileTheyAreScanned() {
    PartitionStores stores = empty();
    for (int i = 0; i < 20; i++) {
      stores.addDeadline(entry(1, "m" + i));
    }
    int seen = 0;
    try (DeadlineScan due = stores.scanDeadlines(BEFORE_ALL, day(1))) {
      while (due.hasNext()) {
        stores.removeDeadline(due.next());
        seen++;
      }
    }
    assertThat(seen).isEqualTo(20);
    assertThat(due(stores, BEFORE_ALL, day(1))).isEmpty();
  }

  @Test
  void pagingByCursor_meetsEveryMemberOnce_whateverItsIdIsWrittenWith() {
    PartitionStores stores = empty();
    List<String> ids =
        List.of(
            "a", "a\u0000", "a\u0000b", "aa", "é", "中文", "\uFFFD", "\uD83D\uDE00", "Z", "\u007f");
    ids.forEach(id -> stores.addDeadline(entry(1, id)));
    List<String> met = new ArrayList<>();
    Cursor cursor = BEFORE_ALL;
    for (int page = 0; page < 20; page++) {
      List<DeadlineEntry> due = due(stores, cursor, day(1));
      if (due.isEmpty()) {
        break;
      }
      met.add(due.get(0).first());
      cursor = new Cursor(due.get(0).at(), due.get(0).first(), false);
    }
    assertThat(met).containsExactlyInAnyOrderElementsOf(ids);
  }

  @Test
  void progressIsKept_howeverManyTicksArePending() {
    PartitionStores stores = empty();
    List<PendingTick> pending = new ArrayList<>();
    for (int i = 1; i <= 300; i++) {
      pending.add(new PendingTick(day(i), i * 7L));
      stores.saveProgress(new DrainProgress(day(i), pending, BEFORE_ALL));
    }
    Cursor cursor = new Cursor(day(300), "中文", false);
    DrainProgress drained = new DrainProgress(day(300), pending.subList(120, 300), cursor);
    stores.saveProgress(drained);

    assertThat(reopened(stores).progress()).isEqualTo(drained);
  }

  @Test
  void theLedgerIsKept() {
    PartitionStores stores = empty();
    Ledger ledger =
        new Ledger(
            1,
            2,
            3,
            4,
            Tally.NONE
                .with(Count.REPEATED_PURCHASES, 5)
                .with(Count.MANGLED_IDS, 6)
                .with(Count.SENT, 7)
                .with(Count.HELD_OUT, 8)
                .with(Count.EARLY, 9)
                .with(Count.BLOCKED, 10)
                .with(Count.EXPIRED, 11)
                .with(Count.WITHDRAWN, 12)
                .with(Count.CANCELLED, 13));
    stores.saveLedger(ledger);

    assertThat(reopened(stores).ledger()).isEqualTo(ledger);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void behavesLikeTheModel_underAnyOperations(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    PartitionStores stores = empty();
    Model model = new Model();
    for (int step = 0; step < 600; step++) {
      String memberId = "m" + random.nextInt(12);
      DeadlineEntry entry = entry(random.nextInt(8), memberId);
      switch (random.nextInt(6)) {
        case 0, 1 -> {
          stores.addDeadline(entry);
          model.deadlines.add(entry);
        }
        case 2 -> {
          stores.removeDeadline(entry);
          model.deadlines.remove(entry);
        }
        case 3 -> {
          MemberState state = bought(stores.member(memberId), memberId, step);
          stores.saveMember(memberId, state);
          model.members.put(memberId, MemberStateCodec.encode(state));
        }
        case 4 -> {
          model.progress = model.progressAfter(random, step);
          stores.saveProgress(model.progress);
        }
        default -> {
          Cursor cursor = new Cursor(entry.at(), memberId, random.nextBoolean());
          Instant until = day(random.nextInt(8, 10));
          assertThat(due(stores, cursor, until)).isEqualTo(model.due(cursor, until));
        }
      }
      if (random.nextInt(50) == 0) {
        stores = reopened(stores);
      }
    }
    assertThat(stores.progress()).isEqualTo(model.progress);
    for (int i = 0; i < 12; i++) {
      MemberState state = stores.member("m" + i);
      assertThat(state.isKnown()).isEqualTo(model.members.containsKey("m" + i));
      if (state.isKnown()) {
        assertThat(MemberStateCodec.encode(state)).isEqualTo(model.members.get("m" + i));
      }
    }
  }

  private static final class Model {
    private final Map<String, byte[]> members = new HashMap<>();
    private final TreeSet<DeadlineEntry> deadlines =
        new TreeSet<>(Comparator.comparing(DeadlineEntry::at).thenComparing(DeadlineEntry::first));
    private DrainProgress progress = DrainProgress.NONE;

    List<DeadlineEntry> due(Cursor cursor, Instant until) {
      return deadlines.stream()
          .filter(
              entry ->
                  entry.at().isAfter(cursor.at())
                      || (entry.at().equals(cursor.at())
                          && !cursor.all()
                          && entry.first().compareTo(cursor.memberId()) > 0))
          .filter(entry -> !entry.at().isAfter(until))
          .toList();
    }

    /** A tick comes, some go, or the cursor moves. */
    DrainProgress progressAfter(SplittableRandom random, int step) {
      List<PendingTick> pending = new ArrayList<>(progress.pending());
      Instant lastTick = progress.lastTick();
      if (random.nextInt(3) > 0) {
        lastTick = START.plus(Duration.ofDays(step));
        pending.add(new PendingTick(lastTick, random.nextLong()));
      } else {
        pending = pending.subList(random.nextInt(pending.size() + 1), pending.size());
      }
      Cursor cursor = new Cursor(lastTick, "m" + random.nextInt(12), random.nextBoolean());
      return new DrainProgress(lastTick, pending, cursor);
    }
  }

  private static MemberState bought(MemberState before, String memberId, int number) {
    RuleBook rules = TestRules.book();
    MemberEvent purchase =
        MemberWords.purchase("e" + number, memberId, "2026-01-03", Integer.toString(number));
    Instant seenAt = before.seenAt(purchase.occurredAt(), Instant.EPOCH);
    return new Lifecycle().decide(before, purchase, seenAt, rules).next();
  }

  private static List<DeadlineEntry> due(PartitionStores stores, Cursor after, Instant until) {
    List<DeadlineEntry> due = new ArrayList<>();
    try (DeadlineScan scan = stores.scanDeadlines(after, until)) {
      scan.forEachRemaining(due::add);
    }
    return due;
  }

  private static DeadlineEntry entry(int day, String memberId) {
    return new DeadlineEntry(day(day), memberId);
  }

  private static Instant day(int number) {
    return START.plus(Duration.ofDays(number));
  }
}
