package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import org.jspecify.annotations.Nullable;

/**
 * What a member's own events have told of it, as far as it is remembered. Immutable: taking an event in
 * gives the facts after it.
 *
 * @param purchases what it bought and was given back
 * @param others the newest of its other events
 * @param profile what it said of itself
 * @param erasedAt the newest erasure it asked for, in milliseconds; {@link MemberState#NEVER_ERASED} if
 *     none
 * @param forgotten whether nothing has been accepted since that erasure
 */
record Facts(
    Purchases purchases, OtherEvents others, Profile profile, long erasedAt, boolean forgotten) {

  static final Facts NONE =
      new Facts(Purchases.NONE, OtherEvents.NONE, Profile.NONE, MemberState.NEVER_ERASED, false);

  /** With one more purchase or refund. */
  Facts with(Kept money, @Nullable String category, Deployment.Memory memory) {
    Purchases more =
        money.refund()
            ? purchases.withRefund(money, memory.moneyEvents())
            : purchases.withPurchase(money, category, memory.moneyEvents());
    return new Facts(more, others, profile, erasedAt, false);
  }

  /** With one more event that moves no money. */
  Facts with(MemberEvent event, Id eventId, int day, Deployment.Memory memory) {
    return new Facts(
        purchases,
        others.with(eventId, day, memory.otherEvents()),
        event.isProfile() ? profile.with(event) : profile,
        erasedAt,
        false);
  }

  /** What is left when the member asks to be forgotten. */
  static Facts erased(MemberEvent event) {
    return new Facts(
        Purchases.NONE, OtherEvents.NONE, Profile.NONE, event.occurredAtMillis(), true);
  }

  /** Without the day sums that no window reaches as of {@code day}. */
  Facts prunedAsOf(int day, int longestWindowDays) {
    Purchases pruned = purchases.prunedAsOf(day, longestWindowDays);
    return pruned == purchases ? this : new Facts(pruned, others, profile, erasedAt, forgotten);
  }

  /** Whether it ever asked to be forgotten. */
  boolean wasErased() {
    return erasedAt != MemberState.NEVER_ERASED;
  }
}
