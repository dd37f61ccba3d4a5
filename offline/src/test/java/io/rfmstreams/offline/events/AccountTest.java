package io.rfmstreams.offline.events;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Unsettled;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccountTest {
  private static final LocalDate DAY = LocalDate.of(2026, 1, 31);
  private static final Currency POUNDS = Currency.getInstance("GBP");

  @Property
  void plus_mindsNoGrouping_andNothingChangesNothing(
      @ForAll("parts") Account a, @ForAll("parts") Account b, @ForAll("parts") Account c) {
    assertThat(a.plus(b).plus(c)).isEqualTo(a.plus(b.plus(c)));
    assertThat(a.plus(Account.NONE)).isEqualTo(a);
    assertThat(Account.NONE.plus(a)).isEqualTo(a);
  }

  @Property
  void plus_keepsEveryLineAndPenny(@ForAll("parts") Account a, @ForAll("parts") Account b) {
    Account both = a.plus(b);

    assertThat(both.lines()).isEqualTo(a.lines() + b.lines());
    assertThat(both.differenceMinor()).isEqualTo(a.differenceMinor() + b.differenceMinor());
  }

  /** The oracle: all rejects in one list. */
  @Property
  void rejects_areCountedByReason_whicheverPartMetThem(
      @ForAll("rejects") List<EventLine.Reject> some,
      @ForAll("rejects") List<EventLine.Reject> others) {
    List<EventLine.Reject> all = new ArrayList<>(some);
    all.addAll(others);

    RejectSummary summary = summary(some).plus(summary(others));

    assertThat(summary.count()).isEqualTo(all.size());
    assertThat(summary.byReason())
        .allSatisfy(
            group -> {
              List<EventLine.Reject> same =
                  all.stream().filter(one -> one.rejection().reason() == group.reason()).toList();
              assertThat(group.count()).isEqualTo(same.size());
              assertThat(group.first().number())
                  .isEqualTo(
                      same.stream()
                          .min(Comparator.comparing(EventLine.Reject::number))
                          .orElseThrow()
                          .number());
            });
  }

  @Test
  void noticesOrdersToldAgain_onlyWhereThereAreAny() {
    assertThat(Account.NONE.noticingOrdersToldAgain(POUNDS)).isEqualTo(Account.NONE);
    assertThat(account(null, List.of(), 2).noticingOrdersToldAgain(POUNDS).notices())
        .singleElement()
        .satisfies(notice -> assertThat(notice.words()).startsWith("2 orders").contains("GBP"));
  }

  @Test
  void tellsOfTheFuture_whereALineOfTheFileReachesIntoIt() {
    assertThat(told(account(DAY, List.of(), 0), DAY)).isEmpty();
    assertThat(told(account(DAY, List.of(), 0), DAY.minusDays(1)))
        .startsWith("events.csv, line 7 is dated 2026-01-31, in the future");
  }

  private static String told(Account account, LocalDate today) {
    StringWriter text = new StringWriter();
    account.tell("events.csv", today, new PrintWriter(text, true));
    return text.toString();
  }

  private static RejectSummary summary(List<EventLine.Reject> rejects) {
    return rejects.stream().reduce(RejectSummary.NONE, RejectSummary::plus, RejectSummary::plus);
  }

  @Provide
  Arbitrary<List<EventLine.Reject>> rejects() {
    return Combinators.combine(
            Arbitraries.longs().between(2, 1_000), Arbitraries.of(Rejection.Reason.class))
        .as((line, why) -> new EventLine.Reject(line, new Rejection(why, "line " + line)))
        .list()
        .uniqueElements(EventLine.Reject::number)
        .ofMaxSize(6);
  }

  @Provide
  Arbitrary<Account> parts() {
    return Combinators.combine(
            Arbitraries.just(DAY).injectNull(0.5),
            rejects(),
            Arbitraries.longs().between(0, 1_000_000))
        .as(AccountTest::account);
  }

  /** An account in which no two numbers are the same. */
  private static Account account(
      @Nullable LocalDate asOf, List<EventLine.Reject> rejects, long number) {
    return new Account(
        asOf,
        asOf == null ? null : 7L,
        number,
        number * 2,
        summary(rejects),
        number * 3,
        number * 5,
        number * 7,
        number * 11,
        new Unsettled(number * 13, number * 17, number * 19),
        number * 23,
        number * 29,
        Tally.NONE.with(Tally.Count.SENT, number * 31),
        new Account.ToldAgain(number, number * 37),
        List.of(new Notice("odd", number, number + " lines are odd"))
            .subList(0, number > 2 ? 1 : 0));
  }
}
