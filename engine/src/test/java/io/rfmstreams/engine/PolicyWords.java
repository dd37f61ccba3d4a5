package io.rfmstreams.engine;

import io.rfmstreams.oracle.PolicyParameters;
import io.rfmstreams.oracle.PolicyParameters.Move;
import io.rfmstreams.oracle.RuleParameters;
import java.time.Duration;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Trigger policies in plain words: of everybody who enters some segments of an axis. */
final class PolicyWords {
  private final String name;
  private final List<Axis> axes;
  private final Predicate<Move> condition;
  private final TreeMap<String, Integer> suppressAfterDays = new TreeMap<>();
  private boolean firstMoves;
  private boolean consentRequired;
  private Duration cooldown = Duration.ofDays(30);
  private Duration expiresAfter = Duration.ofDays(14);
  private int holdoutPermille;

  private PolicyWords(String name, List<Axis> axes, Predicate<Move> condition) {
    this.name = name;
    this.axes = axes;
    this.condition = condition;
  }

  /** The policy that the oracle has by these parameters. */
  static Policy of(PolicyParameters parameters, RuleParameters rules, int holdoutPermille) {
    PolicyWords words =
        new PolicyWords(
            parameters.name(), DefaultRules.ruleSet(rules).axes(), parameters.condition());
    words.firstMoves = parameters.firstMoves();
    words.consentRequired = parameters.consentRequired();
    words.suppressAfterDays.putAll(parameters.suppressAfterDays());
    return words
        .coolingDown(parameters.cooldown())
        .expiringAfter(parameters.expiresAfter())
        .holdingOut(holdoutPermille)
        .policy();
  }

  /** Cool-down of 30 days, expiry of 14, nobody held out, consent unless refused, no first moves. */
  static PolicyWords entering(RuleParameters rules, String axis, String... segments) {
    return new PolicyWords(
        "on-" + segments[0],
        DefaultRules.ruleSet(rules).axes(),
        move -> move.axis().label().equals(axis) && List.of(segments).contains(move.to()));
  }

  PolicyWords named(String other) {
    PolicyWords copy = new PolicyWords(other, axes, condition);
    copy.suppressAfterDays.putAll(suppressAfterDays);
    copy.firstMoves = firstMoves;
    copy.consentRequired = consentRequired;
    copy.cooldown = cooldown;
    copy.expiresAfter = expiresAfter;
    copy.holdoutPermille = holdoutPermille;
    return copy;
  }

  PolicyWords alsoOnFirstMoves() {
    firstMoves = true;
    return this;
  }

  PolicyWords onlyWithConsent() {
    consentRequired = true;
    return this;
  }

  PolicyWords waitingAfter(String type, int days) {
    suppressAfterDays.put(type, days);
    return this;
  }

  PolicyWords coolingDown(Duration forSoLong) {
    cooldown = forSoLong;
    return this;
  }

  PolicyWords expiringAfter(Duration soLong) {
    expiresAfter = soLong;
    return this;
  }

  PolicyWords holdingOut(int permille) {
    holdoutPermille = permille;
    return this;
  }

  Policy policy() {
    return new Policy(
        name,
        matches(),
        firstMoves,
        consentRequired,
        suppressAfterDays,
        cooldown,
        expiresAfter,
        holdoutPermille,
        "salt",
        0,
        Map.of());
  }

  private BitSet matches() {
    BitSet matches = new BitSet();
    int[] after = new int[axes.size()];
    do {
      for (int axis = 0; axis < axes.size(); axis++) {
        for (int from = -1; from < axes.get(axis).segments().size(); from++) {
          if (condition.test(move(axis, from, after))) {
            matches.set(Policy.cell(axes, axis, from, after));
          }
        }
      }
    } while (next(after));
    return matches;
  }

  private Move move(int axis, int from, int[] after) {
    Map<io.rfmstreams.oracle.Axis, String> segments =
        new EnumMap<>(io.rfmstreams.oracle.Axis.class);
    for (int i = 0; i < after.length; i++) {
      segments.put(oracleAxis(i), axes.get(i).segments().get(after[i]));
    }
    List<String> own = axes.get(axis).segments();
    return new Move(
        oracleAxis(axis), from < 0 ? null : own.get(from), own.get(after[axis]), segments);
  }

  private io.rfmstreams.oracle.Axis oracleAxis(int index) {
    String name = axes.get(index).name();
    return Stream.of(io.rfmstreams.oracle.Axis.values())
        .filter(axis -> axis.label().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private boolean next(int[] after) {
    for (int i = after.length - 1; i >= 0; i--) {
      if (++after[i] < axes.get(i).segments().size()) {
        return true;
      }
      after[i] = 0;
    }
    return false;
  }
}
