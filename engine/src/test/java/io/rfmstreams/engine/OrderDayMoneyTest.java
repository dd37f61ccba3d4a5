package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.rfmstreams.oracle.Facts;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** What each order day brought. */
class OrderDayMoneyTest {

  @Test
  void ordersOfADayAddUp_andARefundLowersTheDayOfItsOrder() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03", "10.00")
            .boughtOn("o2", "2026-01-03", "5.00")
            .boughtOn("o3", "2026-01-09", "20.00")
            .wasRefundedFor("o1", "2026-01-09", "2.50");
    assertThat(money(m1)).containsExactly(entry("2026-01-03", 1_250L), entry("2026-01-09", 2_000L));
  }

  @Test
  void aDayWhoseOnlyOrderWasGivenBack_isNone() {
    Told m1 =
        member("m1")
            .bought("2026-01-03", "10.00")
            .boughtOn("o2", "2026-01-09", "20.00")
            .wasRefundedFor("o2", "2026-01-12", "20.00");
    assertThat(money(m1)).containsExactly(entry("2026-01-03", 1_000L));
    assertThat(money(m1.wasErased("2026-02-01"))).isEmpty();
  }

  @Test
  void aRefundNamingNoOrder_lowersTheOrderDayBeforeIt_orElseTheFirst() {
    Told m1 =
        member("m1")
            .wasRefunded("2026-01-01", "1.00")
            .bought("2026-01-03", "10.00")
            .bought("2026-01-09", "20.00")
            .wasRefunded("2026-01-08", "2.00")
            .wasRefunded("2026-01-09", "4.00")
            .wasRefunded("2026-01-30", "30.00");
    assertThat(money(m1)).containsExactly(entry("2026-01-03", 700L), entry("2026-01-09", -1_400L));
  }

  @Test
  void ofDaysThatHaveLeftTheLongestWindow_theTotalIsOnTheFirst() {
    RuleParameters shortMemory =
        RuleParameters.defaultRetail().withMemory(1, 64).withLongestWindowDays(365);
    Told m1 =
        member("m1", shortMemory)
            .bought("2026-01-03", "1.00")
            .bought("2026-01-09", "2.00")
            .bought("2028-01-01", "4.00")
            .bought("2028-01-02", "8.00");
    assertThat(money(m1))
        .containsExactly(
            entry("2026-01-03", 300L),
            entry("2026-01-09", 0L),
            entry("2028-01-01", 400L),
            entry("2028-01-02", 800L));
  }

  @Property(tries = 200, seed = "91")
  void itIsWhatTheReferencesFactsAddUpTo(@ForAll @LongRange(min = 0) long seed) {
    HostileLogs logs =
        HostileLogs.seeded(seed).withMembers(3).withEventsPerMember(30).withCurrency("CNY");
    RuleParameters parameters =
        RuleParameters.defaultRetail()
            .withZone(logs.zone())
            .withCurrency(Currency.getInstance("CNY"))
            .withMemory(1 + (int) (seed % 12), 8)
            .withLongestWindowDays(Window.LONGEST_DAYS);
    List<JournalEntry> journal = Player.play(logs.lines(), logs.lastDay(), logs.zone());
    Reference reference = Reference.of(journal, parameters);
    Played played = Played.of(journal, DefaultRules.book(parameters));
    played
        .stores
        .members()
        .forEach(
            (memberId, state) ->
                assertThat(state.netMinorByOrderDay())
                    .isEqualTo(money(reference.facts(memberId).orElseThrow())));
  }

  private static SortedMap<LocalDate, Long> money(Facts facts) {
    SortedMap<LocalDate, Long> money = new TreeMap<>();
    facts.orders().forEach(order -> money.merge(order.day(), order.netMinor(), Long::sum));
    List<LocalDate> days = facts.orderDays();
    if (!days.isEmpty()) {
      for (Facts.UnnamedRefund refund : facts.unnamedRefunds()) {
        LocalDate lowered =
            days.stream()
                .filter(day -> !day.isAfter(refund.day()))
                .reduce((earlier, later) -> later)
                .orElse(days.get(0));
        money.merge(lowered, -refund.amountMinor(), Long::sum);
      }
    }
    return money;
  }

  private static SortedMap<String, Long> money(Told member) {
    SortedMap<String, Long> money = new TreeMap<>();
    member.state().netMinorByOrderDay().forEach((day, minor) -> money.put(day.toString(), minor));
    return money;
  }
}
