package io.rfmstreams.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.SortedMap;

/**
 * All that is remembered of a member: the facts kept, what was last published, and the instant it
 * stands at. An immutable value; {@link Lifecycle} makes the next one, {@link MemberStateCodec} stores
 * it.
 */
public final class MemberState {

  static final long NEVER_ERASED = Long.MIN_VALUE;

  private static final Published NOTHING_PUBLISHED = new Published(0, 0, new int[0], 0, 0, 0);

  private static final MemberState UNKNOWN =
      new MemberState(
          Long.MIN_VALUE,
          ZoneCalendar.NEVER,
          ZoneCalendar.NEVER,
          NOTHING_PUBLISHED,
          Facts.NONE,
          Winback.NONE);

  private final long standsAt;
  private final int deadline;
  private final int armedFor;
  private final Published published;
  private final Facts facts;
  private final Winback winback;

  /**
   * What readers of the output last saw of a member.
   *
   * @param sequence number of the last transition, 0 if there was none
   * @param version number of the rule version the segments are of
   * @param segments the segment on each axis of that version, by index
   * @param r the recency score, 0 for none; likewise {@code f} and {@code m}
   */
  record Published(long sequence, int version, int[] segments, int r, int f, int m) {
    Published {
      if (sequence < 0 || version < 0 || r < 0 || f < 0 || m < 0) {
        throw new IllegalArgumentException("a sequence, version or score is negative");
      }
    }
  }

  MemberState(
      long standsAt,
      int deadline,
      int armedFor,
      Published published,
      Facts facts,
      Winback winback) {
    this.standsAt = standsAt;
    this.deadline = deadline;
    this.armedFor = armedFor;
    this.published = published;
    this.facts = facts;
    this.winback = winback;
  }

  /** The state of a member nothing has been accepted of. */
  public static MemberState unknown() {
    return UNKNOWN;
  }

  /** Whether anything was ever accepted of it. */
  public boolean isKnown() {
    return this != UNKNOWN;
  }

  /** Whether it was erased and nothing has been accepted since. */
  public boolean isForgotten() {
    return facts.forgotten();
  }

  /** Number of its last transition; 0 if there was none. */
  public long sequence() {
    return published.sequence();
  }

  /** Net amount of all time, in minor units. */
  public long lifetimeMinor() {
    return purchases().history().lifetimeMinor();
  }

  /** The days on which it placed orders that survive; what churn detectors look at. */
  public OrderDays orderDays() {
    return purchases().history().orderDays();
  }

  /**
   * The days with surviving orders, each with what it brought net of refunds, in minor units; none
   * without such an order.
   *
   * <p>A refund that names an order lowers that order's day. One that names none lowers the latest order
   * day up to its own, and the first if it is older than all: most likely what was bought then was given
   * back. So a day may come out negative, and all days together are the lifetime's net amount. Of days
   * that have left the longest window only the total is still known; it is counted on the first.
   */
  public SortedMap<LocalDate, Long> netMinorByOrderDay() {
    return purchases().history().netMinorByOrderDay();
  }

  /** What of its money counts nowhere in its figures. */
  public Unsettled unsettled() {
    return purchases().unsettled();
  }

  /** When an event dated {@code occurredAt} is seen if the partition's last tick is {@code lastTick}. */
  public Instant seenAt(Instant occurredAt, Instant lastTick) {
    Instant later = occurredAt.isAfter(lastTick) ? occurredAt : lastTick;
    return later.toEpochMilli() > standsAt ? later : Instant.ofEpochMilli(standsAt);
  }

  /** The same state with the deadline index holding an entry for {@code day}. */
  MemberState withArmedFor(int day) {
    return new MemberState(standsAt, deadline, day, published, facts, winback);
  }

  /** The latest instant it was decided at, in milliseconds. */
  public long standsAt() {
    return standsAt;
  }

  /**
   * The first day on which time alone changes a score or a segment, by the versions known when this was
   * decided. When the member is due by those known now, {@link Lifecycle#due} says.
   */
  int deadline() {
    return deadline;
  }

  /** The day its live entry in the deadline index is for; NEVER if it has none. */
  int armedFor() {
    return armedFor;
  }

  Published published() {
    return published;
  }

  Facts facts() {
    return facts;
  }

  Purchases purchases() {
    return facts.purchases();
  }

  OtherEvents others() {
    return facts.others();
  }

  long erasedAt() {
    return facts.erasedAt();
  }

  Profile profile() {
    return facts.profile();
  }

  Winback winback() {
    return winback;
  }
}
