package io.rfmstreams.engine;

import static io.rfmstreams.engine.BrokenLogs.caught;
import static io.rfmstreams.engine.BrokenLogs.damaged;
import static io.rfmstreams.engine.BrokenLogs.eachLine;
import static io.rfmstreams.engine.BrokenLogs.line;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The checks of what members come to, laws 1 and 7, can fail. Each test here breaks something on purpose, as a bug would, and
 * sees the check notice; the same check passes on the same logs where nothing is broken.
 */
class MutantsTest {

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
      assertThat(caughtWith(BrokenLogs::withoutRefundedOrder)).isPositive();
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
      assertThat(caughtWith(0, BrokenLogs::withoutRefundedOrder)).isPositive();
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
      assertThat(caughtWith(BrokenLogs::withoutRefundedOrder)).isPositive();
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
