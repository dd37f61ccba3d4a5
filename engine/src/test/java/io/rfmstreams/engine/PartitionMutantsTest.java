package io.rfmstreams.engine;

import static io.rfmstreams.engine.BrokenLogs.LOGS;
import static io.rfmstreams.engine.BrokenLogs.caught;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.CountedStores.Calls;
import io.rfmstreams.oracle.JournalEntry;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The checks of what a partition does, laws 2, 3, 5 and 6, can fail. Each test here breaks something on purpose, as a bug would, and
 * sees the check notice; the same check passes on the same logs where nothing is broken.
 */
class PartitionMutantsTest {

  /** The same checks over the same logs: what they catch below is what was broken. */
  @Nested
  class WhereNothingIsBroken {

    @Test
    void replayIsDeterministic() {
      assertThat(ReplayIsDeterministic.caughtOver(MemoryStores::new)).isZero();
    }

    @Test
    void everyTransitionIsSeenExactlyOnceInOrder() {
      assertThat(ExactlyOnceInOrder.caughtAfter((transitions, random) -> {})).isZero();
    }

    @Test
    void nothingIsLostSilently() {
      assertThat(NothingIsLostSilently.caughtOver(MemoryStores::new)).isZero();
    }
  }

  @Nested
  @Tag("broken")
  class ReplayIsDeterministic {

    private static int caughtOver(Supplier<MemoryStores> stores) {
      return caught(seed -> IndependenceTest.assertIndependent(seed, 3, stores));
    }

    @Test
    void ticksForgottenOverARestart_areCaught() {
      assertThat(caughtOver(BrokenStores.ForgottenTicks::new)).isPositive();
    }

    @Test
    void stateTakenFromAnotherMember_isCaught() {
      assertThat(caughtOver(BrokenStores.MixedUpMembers::new)).isPositive();
    }

    @Test
    void lostIndexEntries_areCaught() {
      assertThat(caughtOver(BrokenStores.ForgetfulIndex::new)).isPositive();
    }
  }

  @Nested
  @Tag("broken")
  class TimeCostsOnlyWhatIsDue {

    @Test
    void scanFromTheBeginning_isCaught() {
      assertThat(CostTest.dayByDay(new BrokenStores.NoCursor(), 28))
          .isNotEqualTo(CostTest.dayByDay(new BrokenStores.NoCursor(), 5));
      Calls sliced = CostTest.someDue(new BrokenStores.NoCursor(), 1_000, 0, 10);
      assertThat(sliced.walked()).isGreaterThan(10_000);
    }

    @Test
    void pollingEverybody_isCaught() {
      assertThat(CostTest.nothingDue(new BrokenStores.Polling(), 1_000))
          .isNotEqualTo(CostTest.nothingDue(new BrokenStores.Polling(), 100));
    }

    @Test
    void indexThatFollowsEveryDeadline_isCaught() {
      assertThat(CostTest.busyMember(new BrokenStores.EagerIndex()).added()).isEqualTo(1_000);
    }

    @Test
    void lostIndexEntries_areCaught() {
      int caught =
          caught(
              seed -> {
                OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
                CountedStores stores = new BrokenStores.ForgetfulIndex();
                Played played = new Played(scenario.rules(), stores);
                for (JournalEntry entry : scenario.journal()) {
                  played.read(entry, Integer.MAX_VALUE);
                  CostTest.assertIndex(stores, scenario.rules().calendar());
                }
              });
      assertThat(caught).isPositive();
    }
  }

  @Nested
  @Tag("broken")
  class ExactlyOnceInOrder {

    private static int caughtAfter(Damage damage) {
      return caught(
          seed -> {
            OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
            Played played = new Played(scenario.rules(), damage.stores());
            scenario.journal().forEach(entry -> played.read(entry, Integer.MAX_VALUE));
            damage.output(played.transitions, new SplittableRandom(seed));
            OracleTest.assertGaplessAndFolding(played);
          });
    }

    /** Stores, and what becomes of the output on its way to a reader. */
    private interface Damage {
      default MemoryStores stores() {
        return new MemoryStores();
      }

      void output(List<Transition> transitions, SplittableRandom random);
    }

    @Test
    void lostTransition_isCaughtWhereverItWas() {
      assertThat(
              caughtAfter(
                  (transitions, random) -> transitions.remove(random.nextInt(transitions.size()))))
          .isEqualTo(LOGS);
    }

    @Test
    void transitionSeenTwice_isCaughtWhereverItWas() {
      assertThat(
              caughtAfter(
                  (transitions, random) -> {
                    int place = random.nextInt(transitions.size());
                    transitions.add(place, transitions.get(place));
                  }))
          .isEqualTo(LOGS);
    }

    @Test
    void transitionsOutOfOrder_areCaught() {
      assertThat(caughtAfter((transitions, random) -> Collections.swap(transitions, 0, 1)))
          .isEqualTo(LOGS);
    }

    @Test
    void outputKeptWhileItsStateIsLost_isCaught() {
      assertThat(
              caughtAfter(
                  new Damage() {
                    @Override
                    public MemoryStores stores() {
                      return new BrokenStores.LostSaves();
                    }

                    @Override
                    public void output(List<Transition> transitions, SplittableRandom random) {}
                  }))
          .isPositive();
    }
  }

  @Nested
  @Tag("broken")
  class NothingIsLostSilently {

    private static int caughtOver(Supplier<MemoryStores> stores) {
      return caught(seed -> LedgerTest.assertAccounts(seed, stores.get()));
    }

    @Test
    void recordsCountedTwice_areCaught() {
      assertThat(caughtOver(BrokenStores.DoubleCount::new)).isPositive();
    }

    @Test
    void ledgerLostOverARestart_isCaught() {
      assertThat(caughtOver(BrokenStores.LedgerInMemory::new)).isEqualTo(LOGS);
    }
  }
}
