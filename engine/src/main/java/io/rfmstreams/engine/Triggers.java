package io.rfmstreams.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes triggers out of transitions that a policy matched. */
final class Triggers {

  private static final int PERMILLE = 1000;

  private Triggers() {}

  static Trigger propose(Policy policy, Transition transition, Standing standing, History history) {
    LocalDate episode =
        LocalDate.ofEpochDay(history.hasOrder() ? history.orderDays().last() : standing.day());
    return new Trigger(
        triggerId(policy, transition),
        transition,
        episode,
        policy.name(),
        arm(policy, transition.memberId()),
        transition.effectiveAt().plus(policy.expiresAfter()),
        policy.priority(),
        Lifecycle.segmentNames(standing.ruler().rules().axes(), standing.segments()),
        history.lifetimeMinor(),
        valueAtRiskMinor(standing),
        history.hasOrder() ? Instant.ofEpochMilli(history.lastAt()) : null,
        history.orderDays().lastCategory(),
        policy.offer());
  }

  private static @Nullable Long valueAtRiskMinor(Standing standing) {
    SurvivalRules survival = standing.ruler().rules().survival();
    return survival == null || !standing.figures().hasOrder()
        ? null
        : survival.valueAtRiskMinor(standing.history(), standing.day());
  }

  /** The same for the same policy, member and transition, whenever it is decided again. */
  private static String triggerId(Policy policy, Transition transition) {
    byte[] hash =
        sha256(
            policy.name(),
            transition.memberId(),
            Long.toString(transition.sequence()),
            transition.effectiveAt().toString());
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
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(4).putInt(0, bytes.length));
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
