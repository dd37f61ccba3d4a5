package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.PolicyParameters.into;
import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Policies that get in each other's way: on all axes, with and without cool-down, with expiries
 * shorter and longer than the time to the next limit. The same seed gives the same ones.
 */
public final class HostilePolicies {

  private static final int[] COOLDOWN_DAYS = {0, 1, 30, 89, 90, 91, 365};
  private static final int[] EXPIRY_DAYS = {1, 7, 45, 90, 200};

  private HostilePolicies() {}

  /** The rules with two to four policies, and perhaps a first day of triggers within the log. */
  public static RuleParameters with(RuleParameters rules, long seed, HostileLogs logs) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PolicyParameters> policies = new ArrayList<>();
    policies.add(vary(random, "silent", into(Axis.LIFECYCLE, "at-risk", "dormant", "churned")));
    policies.add(vary(random, "dormant", into(Axis.LIFECYCLE, "dormant")));
    if (random.nextBoolean()) {
      policies.add(
          vary(
              random,
              "slipping",
              move ->
                  move.axis() == Axis.VALUE
                      && !move.to().equals("none")
                      && move.segments().containsValue("at-risk")));
    }
    if (random.nextBoolean()) {
      policies.add(vary(random, "anything", move -> true));
    }
    LocalDate from =
        random.nextBoolean()
            ? null
            : logs.firstDay()
                .plusDays(random.nextLong(DAYS.between(logs.firstDay(), logs.lastDay())));
    return rules.withPolicies(policies).withTriggersFrom(from);
  }

  private static PolicyParameters vary(
      SplittableRandom random, String name, Predicate<PolicyParameters.Move> on) {
    // A fraction of a day, so that exact durations and calendar days differ.
    int hours = random.nextInt(3) == 0 ? random.nextInt(24) : 0;
    PolicyParameters policy =
        PolicyParameters.of(
            name,
            on,
            Duration.ofDays(COOLDOWN_DAYS[random.nextInt(COOLDOWN_DAYS.length)]).plusHours(hours),
            Duration.ofDays(EXPIRY_DAYS[random.nextInt(EXPIRY_DAYS.length)]).plusHours(hours));
    if (random.nextInt(3) == 0) {
      policy = policy.withConsentRequired();
    }
    if (random.nextInt(3) == 0) {
      policy = policy.withFirstMoves();
    }
    return switch (random.nextInt(4)) {
      case 0 -> policy;
      case 1 -> policy.withSuppressAfter(Map.of("complaint", 30));
      case 2 -> policy.withSuppressAfter(Map.of("complaint", 1, "refund", 14));
      default -> policy.withSuppressAfter(Map.of("complaint", 100, "visit", 2, "refund", 60));
    };
  }
}
