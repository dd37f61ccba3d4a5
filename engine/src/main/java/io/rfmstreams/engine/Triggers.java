package io.rfmstreams.engine;

import io.rfmstreams.engine.Winback.Live;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the triggers of transitions that a policy matched, and their cancellations. */
final class Triggers {

  private static final int PERMILLE = 1000;
  private static final String CANCEL = "cancel";

  private Triggers() {}

  /** The trigger of a policy that matched a transition, which led to a standing. */
  static Trigger propose(
      Policy policy, Transition transition, Standing standing, Contact contact, boolean early) {
    History history = standing.history();
    LocalDate episode =
        LocalDate.ofEpochDay(history.hasOrder() ? history.orderDays().last() : standing.day());
    return new Trigger(
        triggerId(
            policy.name(), transition.memberId(), transition.sequence(), transition.effectiveAt()),
        transition,
        episode,
        policy.name(),
        arm(policy, transition.memberId()),
        early,
        transition.effectiveAt().plus(policy.expiresAfter()),
        policy.priority(),
        Lifecycle.segmentNames(standing.ruler().rules().axes(), standing.segments()),
        history.lifetimeMinor(),
        valueAtRiskMinor(standing),
        history.hasOrder() ? Instant.ofEpochMilli(history.lastAt()) : null,
        history.orderDays().lastCategory(),
        contact,
        policy.offer());
  }

  /**
   * The cancellation of a trigger that is out.
   *
   * @param now where the member stands; null if it is forgotten
   * @param sequence number of the member's last transition
   */
  static Cancellation cancel(
      Live trigger,
      String memberId,
      Cancellation.Reason reason,
      Occasion occasion,
      @Nullable Standing now,
      long sequence,
      RuleBook rules) {
    RuleSet ruleSet = trigger.ruleSet(rules);
    Policy policy = trigger.policy(rules);
    String cancels = triggerId(trigger, memberId, rules);
    return new Cancellation(
        uuid(sha256(CANCEL, cancels)),
        cancels,
        memberId,
        ruleSet.name(),
        ruleSet.version(),
        policy.name(),
        policy.priority(),
        trigger.heldOut() ? Trigger.Arm.HOLDOUT : Trigger.Arm.TREATED,
        trigger.early(),
        LocalDate.ofEpochDay(trigger.episode()),
        trigger.sequence(),
        trigger.axis(rules).name(),
        trigger.from(rules),
        trigger.to(rules),
        trigger.expiresAt(rules),
        reason,
        occasion.cause(),
        occasion.eventId(),
        occasion.effectiveAt(),
        occasion.detectedAt(),
        now == null ? null : Lifecycle.picture(memberId, now, now.history(), sequence));
  }

  private static @Nullable Long valueAtRiskMinor(Standing standing) {
    SurvivalRules survival = standing.ruler().rules().survival();
    return survival == null || !standing.rfm().hasOrder()
        ? null
        : survival.valueAtRiskMinor(standing.history(), standing.day());
  }

  /** The id of a trigger that is out. */
  static String triggerId(Live trigger, String memberId, RuleBook rules) {
    return triggerId(
        trigger.policy(rules).name(),
        memberId,
        trigger.sequence(),
        Instant.ofEpochMilli(trigger.effectiveAt()));
  }

  /** The same for the same policy, member and transition, whenever it is decided again. */
  private static String triggerId(
      String policy, String memberId, long sequence, Instant effectiveAt) {
    return uuid(sha256(policy, memberId, Long.toString(sequence), effectiveAt.toString()));
  }

  private static String uuid(byte[] hash) {
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  /** A member's arm under a policy: fixed, and independent of its arm under another salt. */
  static Trigger.Arm arm(Policy policy, String memberId) {
    long draw = ByteBuffer.wrap(sha256(policy.salt(), policy.name(), memberId)).getLong();
    return Long.remainderUnsigned(draw, PERMILLE) < policy.holdoutPermille()
        ? Trigger.Arm.HOLDOUT
        : Trigger.Arm.TREATED;
  }

  /** Hash of several texts; lengths are hashed too, so that shifted borders give another hash. */
  private static byte[] sha256(String... parts) {
    MessageDigest digest = Sha256.digest();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
      digest.update(bytes);
    }
    return digest.digest();
  }
}
