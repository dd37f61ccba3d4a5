package io.rfmstreams.engine;

import io.rfmstreams.oracle.RuleParameters;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Trigger policies in plain words: of everybody who enters some segments of an axis. */
final class PolicyWords {
  private final String name;
  private final List<Axis> axes;
  private final int axis;
  private final Set<String> entered;
  private final TreeMap<String, Integer> suppressAfterDays = new TreeMap<>();
  private boolean firstMoves;
  private boolean consentRequired;
  private Duration cooldown = Duration.ofDays(30);
  private Duration expiresAfter = Duration.ofDays(14);
  private int holdoutPermille;

  private PolicyWords(String name, List<Axis> axes, String axis, Set<String> entered) {
    this.name = name;
    this.axes = axes;
    this.axis = axes.stream().map(Axis::name).toList().indexOf(axis);
    this.entered = entered;
  }

  /** Cool-down of 30 days, expiry of 14, nobody held out, consent unless refused, no first moves. */
  static PolicyWords entering(RuleParameters rules, String axis, String... segments) {
    return new PolicyWords(
        "on-" + segments[0], DefaultRules.ruleSet(rules).axes(), axis, Set.of(segments));
  }

  PolicyWords named(String other) {
    PolicyWords copy = new PolicyWords(other, axes, axes.get(axis).name(), entered);
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
        consentRequired,
        suppressAfterDays,
        cooldown,
        expiresAfter,
        holdoutPermille,
        "salt",
        0,
        Map.of());
  }

  /** Every move into the segments, whatever the other axes say. */
  private BitSet matches() {
    BitSet matches = new BitSet();
    int[] after = new int[axes.size()];
    do {
      if (entered.contains(axes.get(axis).segments().get(after[axis]))) {
        for (int from = firstMoves ? -1 : 0; from < axes.get(axis).segments().size(); from++) {
          matches.set(Policy.cell(axes, axis, from, after));
        }
      }
    } while (next(after));
    return matches;
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
