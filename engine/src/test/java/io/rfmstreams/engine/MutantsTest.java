package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.CountedStores.Calls;
import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The checks of the laws can fail. Each test here breaks something on purpose, as a bug would, and
 * sees the check notice; the same check passes on the same logs where nothing is broken.
 */
class MutantsTest {

  private static final int LOGS = 15;

  /** On how many logs the check fails. */
  static int caught(LongConsumer check) {
    int caught = 0;
    for (long seed = 1_000; seed < 1_000 + LOGS; seed++) {
      try {
        check.accept(seed);
      } catch (AssertionError noticed) {
        caught++;
      }
    }
    return caught;
  }

  // Broken logs: what the engine would see if it dropped, confused or overlooked something.

  private static List<JournalEntry> eachLine(
      List<JournalEntry> journal, UnaryOperator<LogLine> damage) {
    return journal.stream().map(entry -> damaged(entry, damage)).toList();
  }

  private static JournalEntry damaged(JournalEntry entry, UnaryOperator<LogLine> damage) {
    return entry instanceof JournalEntry.Event event
        ? new JournalEntry.Event(damage.apply(event.line()))
        : entry;
  }

  private static LogLine line(LogLine from, String eventId, @Nullable String orderId) {
    return line(from, eventId, orderId, from.category());
  }

  private static LogLine line(
      LogLine from, String eventId, @Nullable String orderId, @Nullable String category) {
    return new LogLine(
        eventId,
        from.memberId(),
        from.type(),
        from.occurredAt(),
        from.amountMinor(),
        from.currency(),
        orderId,
        category,
        from.attributes());
  }

  private static LogLine withoutRefundedOrder(LogLine line) {
    return line.isRefund() ? line(line, line.eventId(), null) : line;
  }

  /** The same checks over the same logs: what they catch below is what was broken. */
  @Nested
  class WhereNothingIsBroken {

    @Test
    void batchEqualsStream() {
      assertThat(BatchEqualsStream.caughtOver(MemoryStores::new)).isZero();
    }

    @Test
    void detectorsAsDefined() {
      assertThat(DetectorsAsDefined.caughtWith(0, UnaryOperator.identity())).isZero();
    }

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

    @Test
    void aReversalReverses() {
      assertThat(AReversalReverses.caughtWith(UnaryOperator.identity())).isZero();
    }
  }

  @Nested
  @Tag("broken")
  class BatchEqualsStream {

    private static void assertAgrees(
        long seed, MemoryStores stores, UnaryOperator<List<JournalEntry>> damage) {
      OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
      Played played = new Played(scenario.rules(), stores);
      damage.apply(scenario.journal()).forEach(entry -> played.read(entry, Integer.MAX_VALUE));
      OracleTest.assertSame(Reference.of(scenario.journal(), scenario.parameters()), played);
    }

    private static int caughtOver(Supplier<MemoryStores> stores) {
      return caught(seed -> assertAgrees(seed, stores.get(), UnaryOperator.identity()));
    }

    private static int caughtWith(UnaryOperator<LogLine> damage) {
      return caught(
          seed -> assertAgrees(seed, new MemoryStores(), journal -> eachLine(journal, damage)));
    }

    @Test
    void lostIndexEntries_areCaught() {
      assertThat(caughtOver(BrokenStores.ForgetfulIndex::new)).isPositive();
    }

    @Test
    void lostStates_areCaught() {
      assertThat(caughtOver(BrokenStores.LostSaves::new)).isPositive();
    }

    @Test
    void overlookedDuplicates_areCaught() {
      int[] number = {0};
      assertThat(caughtWith(line -> line(line, "unique-" + number[0]++, line.orderId())))
          .isPositive();
    }

    @Test
    void refundsThatDoNotFindTheirOrder_areCaught() {
      assertThat(caughtWith(MutantsTest::withoutRefundedOrder)).isPositive();
    }

    @Test
    void ordersTakenApart_areCaught() {
      assertThat(caughtWith(line -> line.isPurchase() ? line(line, line.eventId(), null) : line))
          .isPositive();
    }

    @Test
    void skippedTicks_areCaught() {
      int[] number = {0};
      assertThat(
              caught(
                  seed ->
                      assertAgrees(
                          seed,
                          new MemoryStores(),
                          journal ->
                              journal.stream()
                                  .filter(
                                      e ->
                                          !(e instanceof JournalEntry.Tick) || number[0]++ % 2 == 0)
                                  .toList())))
          .isPositive();
    }

    @Test
    void limitReachedADayLate_isCaught() {
      int caught =
          caught(
              seed -> {
                OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
                RuleBook late = DefaultRules.book(dormantADayLater(scenario.parameters()));
                OracleTest.assertSame(
                    Reference.of(scenario.journal(), scenario.parameters()),
                    Played.of(scenario.journal(), late));
              });
      assertThat(caught).isPositive();
    }

    private RuleParameters dormantADayLater(RuleParameters p) {
      return new RuleParameters(
              p.name(),
              p.version(),
              p.zone(),
              p.currency(),
              p.windowDays(),
              p.longestWindowDays(),
              p.recencyBoundaries(),
              p.frequencyBoundaries(),
              p.monetaryBoundaries(),
              p.newDays(),
              p.wonBackDays(),
              p.atRiskDays(),
              p.dormantDays() + 1,
              p.churnedDays(),
              p.firstTimeOrders(),
              p.repeatOrders(),
              p.fanOrders(),
              p.moneyMemory(),
              p.otherMemory())
          .withPolicies(p.policies())
          .withTriggersFrom(p.triggersFrom());
    }
  }

  @Nested
  @Tag("broken")
  class DetectorsAsDefined {

    private static int caughtWith(int daysLate, UnaryOperator<LogLine> damage) {
      return caught(
          seed ->
              DetectorLawsTest.assertAsDefined(seed, daysLate, entry -> damaged(entry, damage)));
    }

    @Test
    void overdueADayLate_isCaught() {
      assertThat(caughtWith(1, UnaryOperator.identity())).isPositive();
    }

    @Test
    void overlookedCategories_areCaught() {
      assertThat(caughtWith(0, line -> line(line, line.eventId(), line.orderId(), null)))
          .isPositive();
    }

    @Test
    void refundsThatDoNotFindTheirOrder_areCaught() {
      assertThat(caughtWith(0, MutantsTest::withoutRefundedOrder)).isPositive();
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

  @Nested
  @Tag("broken")
  class AReversalReverses {

    private static int caughtWith(UnaryOperator<LogLine> damage) {
      return caught(seed -> ReversalTest.assertReverses(seed, damage));
    }

    @Test
    void refundsThatDoNotFindTheirOrder_areCaught() {
      assertThat(caughtWith(MutantsTest::withoutRefundedOrder)).isPositive();
    }

    @Test
    void oneRefundLost_isCaught() {
      assertThat(
              caughtWith(
                  line -> line.eventId().equals("back-2") ? line(line, "back-2", "another") : line))
          .isPositive();
    }

    @Test
    void refundTakenForADuplicate_isCaught() {
      assertThat(
              caughtWith(
                  line ->
                      line.eventId().equals("back-2")
                          ? line(line, "back-1", line.orderId())
                          : line))
          .isPositive();
    }
  }
}
