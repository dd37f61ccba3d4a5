package io.rfmstreams.engine;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An order or refund that a member's figures count, with those of its events still kept one by one.
 *
 * @param kind what it is
 * @param orderId the order's id; null for a purchase without one and for an unnamed refund
 * @param day the day it counts on: of an order its earliest purchase's, of a refund its own
 * @param at when an order was placed, in milliseconds: its earliest purchase; 0 for refunds
 * @param category of an order: its earliest purchase's, see {@link LastOrder#categoryOfEarlier}; null if
 *     that has none, and for refunds
 * @param amount what the order's purchases add up to, or what the unnamed refund gives back
 * @param refunded full sum of the refunds that name the order
 * @param refundNamed whether any refund names the order, be it of nothing
 * @param kept its events still kept, never none
 */
record Entry(
    Kind kind,
    @Nullable Id orderId,
    int day,
    long at,
    @Nullable String category,
    long amount,
    long refunded,
    boolean refundNamed,
    Kept[] kept) {

  enum Kind {
    /** An order, refunds of it included. */
    ORDER,
    /** Refunds that name an order not known so far: they count nothing yet. */
    WAITING,
    /** A refund that names no order, or counts so. */
    UNNAMED_REFUND
  }

  /**
   * An event kept one by one: by its id, and with what tells a copy of it from another event.
   *
   * @param eventId the event's id
   * @param refund whether it is a refund, else a purchase
   * @param amount what was paid or given back
   * @param named the order it names, if any, also where it counts as naming none
   * @param at when a purchase was made, in milliseconds; 0 for a refund
   * @param day its own day
   * @param ordinal its place among the member's kept events in log order
   */
  record Kept(
      Id eventId, boolean refund, long amount, @Nullable Id named, long at, int day, int ordinal) {

    /** A purchase or refund, its place in the log left open. */
    static Kept of(MemberEvent event, Id eventId, int day) {
      boolean refund = event.type().equals(MemberEvent.REFUND);
      String orderId = event.orderId();
      return new Kept(
          eventId,
          refund,
          Objects.requireNonNull(event.amountMinor(), "a checked money event has an amount"),
          orderId == null ? null : Id.of(orderId),
          refund ? 0 : event.occurredAtMillis(),
          day,
          0);
    }

    /** What it is, to people: type, amount in major units, order and day. */
    String text(Currency currency) {
      int decimals = Math.max(0, currency.getDefaultFractionDigits());
      return "%s of %s %s %s on %s"
          .formatted(
              refund ? MemberEvent.REFUND : MemberEvent.PURCHASE,
              BigDecimal.valueOf(amount, decimals).toPlainString(),
              currency.getCurrencyCode(),
              named == null
                  ? "without an order"
                  : (refund ? "for order " : "on order ") + Rejection.quoted(named.toString()),
              LocalDate.ofEpochDay(day));
    }

    Kept withOrdinal(int place) {
      return new Kept(eventId, refund, amount, named, at, day, place);
    }
  }

  static Entry purchase(Kept event, @Nullable String category) {
    return new Entry(
        Kind.ORDER,
        event.named(),
        event.day(),
        event.at(),
        category,
        event.amount(),
        0,
        false,
        new Kept[] {event});
  }

  static Entry waiting(Kept event) {
    return new Entry(
        Kind.WAITING,
        event.named(),
        event.day(),
        0,
        null,
        0,
        event.amount(),
        true,
        new Kept[] {event});
  }

  static Entry unnamedRefund(Kept event) {
    return new Entry(
        Kind.UNNAMED_REFUND,
        null,
        event.day(),
        0,
        null,
        event.amount(),
        0,
        false,
        new Kept[] {event});
  }

  /** This order, or what waits for it, with one more purchase of it. */
  Entry withPurchase(Kept event, @Nullable String category) {
    boolean earlier = kind == Kind.WAITING || event.at() < at;
    return new Entry(
        Kind.ORDER,
        orderId,
        earlier ? event.day() : day,
        earlier ? event.at() : at,
        kind == Kind.WAITING
            ? category
            : LastOrder.categoryOfEarlier(event.at(), category, at, this.category),
        Math.addExact(amount, event.amount()),
        refunded,
        refundNamed,
        append(kept, event));
  }

  /** This order, or what waits for it, with one more refund that names it. */
  Entry withRefund(Kept event) {
    return new Entry(
        kind,
        orderId,
        day,
        at,
        category,
        amount,
        Math.addExact(refunded, event.amount()),
        true,
        append(kept, event));
  }

  /**
   * This entry after the kept event at {@code index} left the memory. An order stays whole; a refund
   * that was waiting has no effect any more.
   */
  Entry without(int index) {
    Kept[] rest = new Kept[kept.length - 1];
    System.arraycopy(kept, 0, rest, 0, index);
    System.arraycopy(kept, index + 1, rest, index, rest.length - index);
    return new Entry(
        kind,
        orderId,
        day,
        at,
        category,
        amount,
        kind == Kind.WAITING ? refunded - kept[index].amount() : refunded,
        refundNamed,
        rest);
  }

  /** Whether it is an order that counts: placed, and not given back in full. */
  boolean isSurvivingOrder() {
    return kind == Kind.ORDER && !(refundNamed && refunded >= amount);
  }

  /** What it adds to monetary on its day, in minor units. */
  long net() {
    return switch (kind) {
      case ORDER -> isSurvivingOrder() ? amount - refunded : 0;
      case WAITING -> 0;
      case UNNAMED_REFUND -> -amount;
    };
  }

  /** What was given back beyond the order's amount. */
  long excess() {
    return kind == Kind.ORDER ? Math.max(0, refunded - amount) : 0;
  }

  private static Kept[] append(Kept[] kept, Kept event) {
    Kept[] all = Arrays.copyOf(kept, kept.length + 1);
    all[kept.length] = event;
    return all;
  }
}
