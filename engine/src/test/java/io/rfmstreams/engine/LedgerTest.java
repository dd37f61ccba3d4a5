package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.JournalEntry;
import java.util.Objects;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/** Law 6: every record read is counted under exactly one heading, over restarts too. */
class LedgerTest {

  @Property(tries = 100, seed = "51")
  @Tag("long")
  void everyRecord_isCountedOnceUnderWhatBecameOfIt(@ForAll @LongRange(min = 0) long seed) {
    assertAccounts(seed, new MemoryStores());
  }

  static void assertAccounts(long seed, MemoryStores stores) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    SplittableRandom random = new SplittableRandom(seed);
    Played played = new Played(scenario.rules(), stores);
    long ticks = 0;
    for (JournalEntry entry : scenario.journal()) {
      played.read(entry, random.nextInt(4));
      ticks += entry instanceof JournalEntry.Tick ? 1 : 0;
      if (random.nextInt(40) == 0) {
        played = played.restarted();
      }
    }
    Ledger ledger = stores.ledger();
    assertThat(ledger.received()).isEqualTo(scenario.journal().size());
    assertThat(ledger.control()).isEqualTo(ticks);
    assertThat(ledger.accepted()).isEqualTo(count(played, Fate.Kind.ACCEPTED));
    assertThat(ledger.duplicate()).isEqualTo(count(played, Fate.Kind.DUPLICATE));
    assertThat(ledger.deadLettered()).isEqualTo(count(played, Fate.Kind.DEAD_LETTER));
    assertThat(played.fates)
        .filteredOn(fate -> fate.kind() == Fate.Kind.DEAD_LETTER)
        .allSatisfy(
            fate -> assertThat(Objects.requireNonNull(fate.rejection()).detail()).isNotBlank());
  }

  private static long count(Played played, Fate.Kind kind) {
    return played.fates.stream().filter(fate -> fate.kind() == kind).count();
  }
}
