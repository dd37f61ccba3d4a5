package io.rfmstreams.oracle;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whom to win back, and when not to. Who is held out is no part of it: both arms are proposed alike.
 *
 * @param condition the moves that make a member a candidate
 * @param cooldown after a trigger none of this policy for so long, in days of 24 hours
 * @param expiresAfter how long after its effective instant a trigger may be acted on
 * @param consentRequired whether a member that has said nothing counts as refusing
 * @param suppressAfterDays by event type: none on the day of such an event and the days after it,
 *     so many calendar days in all
 * @param firstMoves whether a member's first move on an axis can make it a candidate
 */
public record PolicyParameters(
    String name,
    Predicate<Move> condition,
    Duration cooldown,
    Duration expiresAfter,
    boolean consentRequired,
    Map<String, Integer> suppressAfterDays,
    boolean firstMoves) {

  /**
   * What a condition may look at.
   *
   * @param from null for a member's first move on the axis
   * @param segments on every axis after the moves of the same evaluation; {@code to} is among them
   */
  public record Move(Axis axis, @Nullable String from, String to, Map<Axis, String> segments) {

    public Move {
      segments = Map.copyOf(segments);
    }
  }

  public PolicyParameters {
    suppressAfterDays = Map.copyOf(suppressAfterDays);
    if (cooldown.isNegative() || expiresAfter.isNegative() || expiresAfter.isZero()) {
      throw new IllegalArgumentException(
          "policy " + name + ": a cool-down of 0 or more and an expiry above 0 are expected");
    }
    if (suppressAfterDays.values().stream().anyMatch(days -> days < 1)) {
      throw new IllegalArgumentException("policy " + name + ": suppresses for less than a day");
    }
  }

  /** No first moves, consent unless refused, nothing suppressed. */
  public static PolicyParameters of(
      String name, Predicate<Move> condition, Duration cooldown, Duration expiresAfter) {
    return new PolicyParameters(name, condition, cooldown, expiresAfter, false, Map.of(), false);
  }

  /** Moves into one of these segments. */
  public static Predicate<Move> into(Axis axis, String... segments) {
    return move -> move.axis() == axis && List.of(segments).contains(move.to());
  }

  public PolicyParameters withConsentRequired() {
    return new PolicyParameters(
        name, condition, cooldown, expiresAfter, true, suppressAfterDays, firstMoves);
  }

  public PolicyParameters withSuppressAfter(Map<String, Integer> days) {
    return new PolicyParameters(
        name, condition, cooldown, expiresAfter, consentRequired, days, firstMoves);
  }

  public PolicyParameters withFirstMoves() {
    return new PolicyParameters(
        name, condition, cooldown, expiresAfter, consentRequired, suppressAfterDays, true);
  }
}
