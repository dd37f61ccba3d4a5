package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Unsettled;
import io.rfmstreams.offline.events.Money;
import io.rfmstreams.offline.events.Notice;
import io.rfmstreams.offline.events.RejectSummary;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a replay, or one thread of it, has counted so far; amounts in minor units. */
final class Account {
  long accepted;
  long duplicate;
  final RejectSummary rejects = new RejectSummary();
  long afterAsOf;
  long paidMinor;
  long forgottenMinor;
  long inMembersMinor;
  Unsettled unsettled = Unsettled.NONE;
  long members;
  long transitions;
  Tally tally = Tally.NONE;
  long ordersToldAgain;
  long toldAgainMinor;

  void count(Fate.Kind fate) {
    switch (fate) {
      case ACCEPTED -> accepted++;
      case DUPLICATE -> duplicate++;
      case DEAD_LETTER -> {} // counted where it is written down, with its line
    }
  }

  void add(Account other) {
    accepted += other.accepted;
    duplicate += other.duplicate;
    rejects.add(other.rejects);
    afterAsOf += other.afterAsOf;
    paidMinor += other.paidMinor;
    forgottenMinor += other.forgottenMinor;
    inMembersMinor += other.inMembersMinor;
    unsettled = unsettled.plus(other.unsettled);
    members += other.members;
    transitions += other.transitions;
    tally = tally.plus(other.tally);
    ordersToldAgain += other.ordersToldAgain;
    toldAgainMinor += other.toldAgainMinor;
  }

  /** Orders that several purchases of a member name, each under an event id of its own. */
  Optional<Notice> noticeOrdersToldAgain(Currency currency) {
    if (ordersToldAgain == 0) {
      return Optional.empty();
    }
    return Optional.of(
        new Notice(
            "orders-told-again",
            ordersToldAgain,
            String.format(
                Locale.ROOT,
                "%,d orders are told more than once, and their amounts add up, %s %s beyond the first of each: right for lines of an order; where an order is told anew when it changes, keep only its last",
                ordersToldAgain,
                Money.in(currency).grouped(toldAgainMinor),
                currency.getCurrencyCode())));
  }

  Replayed replayed(@Nullable LocalDate asOf, @Nullable Long asOfSetByLine, List<Notice> notices) {
    Reconciliation reconciliation =
        new Reconciliation(
            accepted,
            duplicate,
            rejects.count(),
            afterAsOf,
            paidMinor,
            forgottenMinor,
            inMembersMinor,
            unsettled);
    return new Replayed(
        asOf, asOfSetByLine, reconciliation, rejects, notices, members, transitions, tally);
  }
}
