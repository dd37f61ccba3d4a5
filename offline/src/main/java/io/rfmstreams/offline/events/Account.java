package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Unsettled;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where every line and every amount of a file went, or of the part of it that has been played. Amounts
 * are in minor units. Parts are added up by {@link #plus}, in any grouping.
 *
 * @param asOf the last day played; null if there was no well-formed line to tell
 * @param asOfSetByLine the line that day is of, the first of its day; null if it was named or none is
 * @param accepted events that are facts
 * @param duplicate events whose id was known
 * @param rejects lines that could not be taken, by reason
 * @param afterAsOf well-formed events of days after the as-of day, not played
 * @param paidMinor purchases less refunds of the accepted events
 * @param forgottenMinor how much of that was forgotten by erasures
 * @param inMembersMinor what all members' lifetime monetary adds up to
 * @param unsettled refunds that lower no figure
 * @param members members there are at the end, erased ones left out
 * @param transitions transitions found
 * @param tally what was counted beside the fates of lines, win-back candidates among it
 * @param toldAgain orders that several purchases of a member name
 * @param notices what is odd in the lines that were taken
 */
public record Account(
    @Nullable LocalDate asOf,
    @Nullable Long asOfSetByLine,
    long accepted,
    long duplicate,
    RejectSummary rejects,
    long afterAsOf,
    long paidMinor,
    long forgottenMinor,
    long inMembersMinor,
    Unsettled unsettled,
    long members,
    long transitions,
    Tally tally,
    ToldAgain toldAgain,
    List<Notice> notices) {

  /** Of no line. */
  public static final Account NONE = of(RejectSummary.NONE, List.of());

  /**
   * Orders that several purchases of a member name, each under an event id of its own.
   *
   * @param orders how many there are
   * @param minor the amounts beyond the first of each
   */
  public record ToldAgain(long orders, long minor) {
    static final ToldAgain NONE = new ToldAgain(0, 0);

    ToldAgain plus(ToldAgain other) {
      return new ToldAgain(orders + other.orders, minor + other.minor);
    }
  }

  public Account {
    notices = List.copyOf(notices);
  }

  /** Of lines of which only these were refused, as far as is known. */
  static Account of(RejectSummary rejects, List<Notice> notices) {
    return new Account(
        null,
        null,
        0,
        0,
        rejects,
        0,
        0,
        0,
        0,
        Unsettled.NONE,
        0,
        0,
        Tally.NONE,
        ToldAgain.NONE,
        notices);
  }

  /** Of a file that was read and of whose members none is played yet. */
  static Account of(EventsByMember events, RejectSummary rejects, List<Notice> notices) {
    return new Account(
        events.asOf(),
        events.asOfSetByLine(),
        0,
        0,
        rejects,
        events.afterAsOf(),
        0,
        0,
        0,
        Unsettled.NONE,
        0,
        0,
        Tally.NONE,
        ToldAgain.NONE,
        notices);
  }

  /** Both together; the as-of day is the one that either knows. */
  public Account plus(Account other) {
    return new Account(
        asOf == null ? other.asOf : asOf,
        asOfSetByLine == null ? other.asOfSetByLine : asOfSetByLine,
        accepted + other.accepted,
        duplicate + other.duplicate,
        rejects.plus(other.rejects),
        afterAsOf + other.afterAsOf,
        paidMinor + other.paidMinor,
        forgottenMinor + other.forgottenMinor,
        inMembersMinor + other.inMembersMinor,
        unsettled.plus(other.unsettled),
        members + other.members,
        transitions + other.transitions,
        tally.plus(other.tally),
        toldAgain.plus(other.toldAgain),
        Stream.concat(notices.stream(), other.notices.stream()).toList());
  }

  /** How many lines could not be taken. */
  public long rejected() {
    return rejects.count();
  }

  /** How many lines were read. */
  public long lines() {
    return accepted + duplicate + rejected() + afterAsOf;
  }

  /** What is left over: 0, or the engine has lost or invented money. */
  public long differenceMinor() {
    return paidMinor - forgottenMinor - inMembersMinor + unsettled.totalMinor();
  }

  /** Lines and revenue as a person reads them. */
  public List<String> asText(Currency currency) {
    Money money = Money.in(currency);
    List<String> lines = new ArrayList<>();
    lines.add(
        "lines     %,d = accepted %,d + duplicate %,d + rejected %,d + after the as-of day %,d"
            .formatted(lines(), accepted, duplicate, rejected(), afterAsOf));
    lines.add(
        "revenue   %s %s = in members %s − waiting refunds %s − excess %s − lapsed %s + forgotten %s"
            .formatted(
                money.grouped(paidMinor),
                currency.getCurrencyCode(),
                money.grouped(inMembersMinor),
                money.grouped(unsettled.waitingMinor()),
                money.grouped(unsettled.excessMinor()),
                money.grouped(unsettled.lapsedMinor()),
                money.grouped(forgottenMinor)));
    return lines;
  }

  /** With a notice of the orders told again, if there are any: right for lines of an order alone. */
  public Account noticingOrdersToldAgain(Currency currency) {
    Optional<Notice> notice =
        toldAgain.orders == 0
            ? Optional.empty()
            : Optional.of(
                new Notice(
                    "orders-told-again",
                    toldAgain.orders,
                    String.format(
                        Locale.ROOT,
                        "%,d orders are told more than once, and their amounts add up, %s %s beyond the first of each: right for lines of an order; where an order is told anew when it changes, keep only its last",
                        toldAgain.orders,
                        Money.in(currency).grouped(toldAgain.minor),
                        currency.getCurrencyCode())));
    return plus(of(RejectSummary.NONE, notice.stream().toList()));
  }

  /**
   * Says why lines were rejected, by reason, and what else is odd: that a file reaches into the future
   * is most likely a slip in one line.
   */
  public void tell(String source, LocalDate today, PrintWriter err) {
    if (asOf != null && asOfSetByLine != null && asOf.isAfter(today)) {
      err.printf(
          "%s, line %,d is dated %s, in the future, and all days up to it count as silence of the others%n",
          source, asOfSetByLine, asOf);
    }
    rejects.asText(source).forEach(err::println);
    notices.forEach(odd -> err.printf("%s: %s%n", source, odd.words()));
  }
}
