package io.rfmstreams.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member a policy wants to win back, and the arm it is in. Only treated members are acted on; the
 * held-out ones show what would have happened anyway, and live through the same.
 *
 * @param triggerId the same whenever the same history is decided again: the idempotency key
 * @param transition the transition that caused it
 * @param episode the silence it is about: the day of the last surviving order, or without one the day
 *     of the transition
 * @param policy the policy's name
 * @param arm whether to act
 * @param early whether it is effective before triggers go out, so that nobody is told
 * @param expiresAt from this instant on it must not be acted on any more
 * @param priority the policy's priority, higher first
 * @param segments the member's segment on every axis, in the axes' order
 * @param lifetimeMinor what the member was worth so far, in minor units
 * @param valueAtRiskMinor what the silence may cost, in minor units; null if the rule set does not say
 * @param lastPurchaseAt when the last surviving order was placed; null without one
 * @param lastCategory what that order was of; null without one, or if it does not say
 * @param contact how the member may be addressed
 * @param offer the policy's free fields
 */
public record Trigger(
    String triggerId,
    Transition transition,
    LocalDate episode,
    String policy,
    Arm arm,
    boolean early,
    Instant expiresAt,
    int priority,
    Map<String, String> segments,
    long lifetimeMinor,
    @Nullable Long valueAtRiskMinor,
    @Nullable Instant lastPurchaseAt,
    @Nullable String lastCategory,
    Contact contact,
    Map<String, String> offer)
    implements WinbackSignal {

  /** Whether a candidate is acted on. */
  public enum Arm {
    /** Gets the trigger. */
    TREATED,
    /** Gets none, for comparison. */
    HOLDOUT
  }

  @Override
  public String memberId() {
    return transition.memberId();
  }

  @Override
  public long sequence() {
    return transition.sequence();
  }

  @Override
  public Instant effectiveAt() {
    return transition.effectiveAt();
  }

  @Override
  public boolean isTold() {
    return arm == Arm.TREATED && !early;
  }
}
