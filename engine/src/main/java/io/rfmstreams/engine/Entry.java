package io.rfmstreams.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One thing the ledger of purchases counts, with those of its events that are still kept one by one.
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
   * An event kept by its id.
   *
   * @param eventId the event's id
   * @param day its own day
   * @param ordinal its place among the member's kept events in log order
   * @param waiting what it gives back while its order is not known, else 0
   */
  record Kept(Id eventId, int day, int ordinal, long waiting) {}

  static Entry purchase(
      @Nullable Id orderId, Kept event, long at, @Nullable String category, long amount) {
    return new Entry(
        Kind.ORDER, orderId, event.day(), at, category, amount, 0, false, new Kept[] {event});
  }

  static Entry waiting(Id orderId, Kept event, long amount) {
    Kept waiting = new Kept(event.eventId(), event.day(), event.ordinal(), amount);
    return new Entry(
        Kind.WAITING, orderId, event.day(), 0, null, 0, amount, true, new Kept[] {waiting});
  }

  static Entry unnamedRefund(Kept event, long amount) {
    return new Entry(
        Kind.UNNAMED_REFUND, null, event.day(), 0, null, amount, 0, false, new Kept[] {event});
  }

  /** This order, or what waits for it, with one more purchase of it. */
  Entry withPurchase(Kept event, long at, @Nullable String category, long amount) {
    boolean earlier = kind == Kind.WAITING || at < this.at;
    return new Entry(
        Kind.ORDER,
        orderId,
        earlier ? event.day() : day,
        earlier ? at : this.at,
        kind == Kind.WAITING
            ? category
            : LastOrder.categoryOfEarlier(at, category, this.at, this.category),
        Math.addExact(this.amount, amount),
        refunded,
        refundNamed,
        append(kind == Kind.WAITING ? noLongerWaiting() : kept, event));
  }

  /** This order, or what waits for it, with one more refund that names it. */
  Entry withRefund(Kept event, long amount) {
    Kept added =
        kind == Kind.WAITING
            ? new Kept(event.eventId(), event.day(), event.ordinal(), amount)
            : event;
    return new Entry(
        kind,
        orderId,
        day,
        at,
        category,
        this.amount,
        Math.addExact(refunded, amount),
        true,
        append(kept, added));
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
        refunded - kept[index].waiting(),
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

  private Kept[] noLongerWaiting() {
    return Arrays.stream(kept)
        .map(event -> new Kept(event.eventId(), event.day(), event.ordinal(), 0))
        .toArray(Kept[]::new);
  }

  private static Kept[] append(Kept[] kept, Kept event) {
    Kept[] all = Arrays.copyOf(kept, kept.length + 1);
    all[kept.length] = event;
    return all;
  }
}
