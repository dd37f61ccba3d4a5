package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.Reference;
import java.util.HashMap;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Every amount that came in is in a member's figures or accounted for beside them. */
class MoneyAccountTest {

  @Test
  void refundBeyondItsOrder_isAccountedForAsExcess() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03", "20.00")
            .wasRefundedFor("o1", "2026-01-05", "50.00");
    assertThat(m1.state().unsettled()).isEqualTo(new Unsettled(0, 3_000, 0));
  }

  @Test
  void refundOfAnUnknownOrder_isAccountedForAsWaitingUntilTheOrderComes() {
    Told m1 = member("m1").wasRefundedFor("o1", "2026-01-03", "20.00");
    assertThat(m1.state().unsettled()).isEqualTo(new Unsettled(2_000, 0, 0));
    m1.boughtOn("o1", "2026-01-04", "30.00");
    assertThat(m1.state().unsettled()).isEqualTo(Unsettled.NONE);
  }

  @Test
  void waitingRefundThatLeft_isAccountedForAsLapsed() {
    Told m1 =
        member("m1", defaultRetail().withMemory(1, 1))
            .wasRefundedFor("o1", "2026-01-03", "20.00")
            .bought("2026-01-04", "30.00");
    assertThat(m1.state().unsettled()).isEqualTo(new Unsettled(0, 0, 2_000));
  }

  @Test
  void accountsAddUp_fieldByField() {
    Unsettled sum = new Unsettled(1, 2, 3).plus(new Unsettled(10, 20, 30));
    assertThat(sum).isEqualTo(new Unsettled(11, 22, 33));
    assertThat(sum.totalMinor()).isEqualTo(66);
  }

  @Property(tries = 100, seed = "71")
  @Tag("long")
  void account_isTheReferencesAndBalances(@ForAll @LongRange(min = 0) long seed) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    Reference reference = Reference.of(scenario.journal(), scenario.parameters());
    Played played = new Played(scenario.rules(), new MemoryStores());
    Map<String, Long> paidSinceErasure = new HashMap<>();
    for (JournalEntry entry : scenario.journal()) {
      played.read(entry, Integer.MAX_VALUE);
      if (entry instanceof JournalEntry.Event event
          && played.fates.get(played.fates.size() - 1).kind() == Fate.Kind.ACCEPTED) {
        long amount =
            !event.line().isMoney()
                ? 0
                : event.line().isPurchase()
                    ? event.line().requireAmountMinor()
                    : -event.line().requireAmountMinor();
        String id = event.line().memberId();
        if (event.line().isErasure()) {
          paidSinceErasure.put(id, 0L);
        } else {
          paidSinceErasure.merge(id, amount, Long::sum);
        }
      }
    }
    played
        .stores
        .members()
        .forEach(
            (memberId, state) -> {
              Unsettled unsettled = state.unsettled();
              reference
                  .facts(memberId)
                  .ifPresent(
                      facts ->
                          assertThat(unsettled)
                              .isEqualTo(
                                  new Unsettled(
                                      facts.waitingMinor(),
                                      facts.excessMinor(),
                                      facts.lapsedMinor())));
              long lifetime = state.purchases().history().lifetimeMinor();
              assertThat(lifetime - unsettled.totalMinor())
                  .isEqualTo(paidSinceErasure.getOrDefault(memberId, 0L));
            });
  }
}
