package io.rfmstreams.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a member for win-back: cool-downs, the triggers that are out, and when it last
 * did what holds triggers back. Immutable.
 *
 * @param cooldowns by policy number: since when its cool-down runs
 * @param lastEvents by number of an event type that some policy waits after: the newest such event
 * @param live in the order they were proposed; some may be over by now
 */
record Winback(Numbered cooldowns, Numbered lastEvents, List<Live> live) {

  static final Winback NONE = new Winback(Numbered.NONE, Numbered.NONE, List.of());

  Winback {
    live = List.copyOf(live);
  }

  boolean isNone() {
    return cooldowns.isEmpty() && lastEvents.isEmpty() && live.isEmpty();
  }

  /**
   * A trigger from the decision that proposes it to its expiry, in terms of the rule version that
   * proposed it: published versions never change.
   *
   * @param version number of the rule version
   * @param policy the policy's index in it
   * @param axis the index of the axis that moved
   * @param from index of the segment left; {@link #NOWHERE} if the member was not on the axis before,
   *     {@link #GONE} if the version no longer has the segment
   * @param goneFrom the name of a segment that is gone; null otherwise
   * @param to index of the segment entered
   * @param sequence of the transition that caused it
   * @param effectiveAt when that became true, in milliseconds
   * @param episode the day the silence began
   * @param heldOut whether nobody is told, for comparison
   * @param early whether nobody is told because triggers go out from a later day on
   */
  record Live(
      int version,
      int policy,
      int axis,
      int from,
      @Nullable String goneFrom,
      int to,
      long sequence,
      long effectiveAt,
      int episode,
      boolean heldOut,
      boolean early) {

    static final int NOWHERE = -1;
    static final int GONE = -2;

    RuleSet ruleSet(RuleBook rules) {
      return rules.ruler(version).rules();
    }

    Policy policy(RuleBook rules) {
      return ruleSet(rules).policies().get(policy);
    }

    Axis axis(RuleBook rules) {
      return ruleSet(rules).axes().get(axis);
    }

    @Nullable String from(RuleBook rules) {
      return from < 0 ? goneFrom : axis(rules).segments().get(from);
    }

    String to(RuleBook rules) {
      return axis(rules).segments().get(to);
    }

    Instant expiresAt(RuleBook rules) {
      return Instant.ofEpochMilli(effectiveAt).plus(policy(rules).expiresAfter());
    }
  }
}
