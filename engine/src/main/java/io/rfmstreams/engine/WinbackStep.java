package io.rfmstreams.engine;

import io.rfmstreams.engine.Cancellation.Reason;
import io.rfmstreams.engine.Tally.Count;
import io.rfmstreams.engine.Winback.Live;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The win-back part of a decision while it is being made.
 *
 * <p>A trigger is live from the decision that proposes it to its expiry. Each evaluation first takes back
 * what has lost its reason, then asks the policies about the moves. Only moves, profiles and the events a
 * policy waits after can end a trigger, and each of them is an evaluation, so a trigger needs no
 * deadline of its own; one that is over is dropped when its member is next decided.
 *
 * <p>Held-out triggers, and those from before triggers go out, live through the same: told or not, they
 * use up the cool-down and lose their reason alike, so that the two arms stay comparable. What is proposed
 * and taken back within one decision has never been: nobody is told of either, and its cool-down is
 * undone.
 */
final class WinbackStep {
  private final String memberId;
  private final RuleBook rules;
  private final List<Effect> effects;
  private Numbered cooldowns;
  private Numbered lastEvents;
  private List<Live> live;
  private Tally tally = Tally.NONE;

  /**
   * @param before what is remembered for win-back
   * @param effects the decision's, to which triggers and cancellations are added
   */
  WinbackStep(String memberId, Winback before, RuleBook rules, List<Effect> effects) {
    this.effects = effects;
    this.memberId = memberId;
    this.rules = rules;
    this.cooldowns = before.cooldowns();
    this.lastEvents = before.lastEvents();
    this.live = before.live();
  }

  /**
   * Where an evaluation finds a member.
   *
   * @param standing where it stands now
   * @param sequence number of its last transition
   * @param profile what its profile says
   * @param afterErasure whether it was ever forgotten: what it had said of consent is gone with the rest
   * @param forgotten whether it is forgotten now
   */
  record Member(
      Standing standing, long sequence, Profile profile, boolean afterErasure, boolean forgotten) {

    RuleSet rules() {
      return standing.ruler().rules();
    }

    /** Whether a policy may not address it, as far as consent goes. */
    boolean withholdsConsent(Policy policy) {
      return profile.refuses()
          || (!profile.consents() && (policy.consentRequired() || afterErasure));
    }
  }

  /** Notes an accepted event that some policy waits after. */
  void note(MemberEvent event) {
    int type = rules.suppressingTypeNumber(event.type());
    if (type >= 0) {
      lastEvents = lastEvents.with(type, Math.max(lastEvents.get(type), event.occurredAtMillis()));
    }
  }

  /** Takes back what has lost its reason, then asks the policies about the moves, in their order. */
  void evaluate(Member member, List<Transition> moves, Occasion occasion) {
    endWhatLostItsReason(member, occasion);
    if (member.forgotten()) { // who asked to be forgotten is not won back
      cooldowns = Numbered.NONE;
      lastEvents = Numbered.NONE;
      return;
    }
    for (Transition move : moves) {
      askPolicies(move, member);
    }
  }

  private void endWhatLostItsReason(Member member, Occasion occasion) {
    if (live.isEmpty()) {
      return;
    }
    List<Live> still = new ArrayList<>(live.size());
    for (Live trigger : live) {
      if (occasion.detectedAt().isBefore(trigger.expiresAt(rules))) {
        Reason reason = whyItEnds(trigger, member);
        if (reason == null) {
          still.add(trigger);
        } else {
          end(trigger, reason, member, occasion);
        }
      }
    }
    live = still;
  }

  private @Nullable Reason whyItEnds(Live trigger, Member member) {
    if (member.forgotten()) {
      return Reason.ERASED;
    }
    if (!trigger.to(rules).equals(segmentOn(trigger.axis(rules).name(), member))) {
      return Reason.MOVED;
    }
    if (member.profile().refuses()) {
      return Reason.OPTED_OUT;
    }
    String policy = trigger.policy(rules).name();
    return member.rules().policies().stream()
            .anyMatch(now -> now.name().equals(policy) && suppresses(now, member.standing()))
        ? Reason.SUPPRESSED
        : null;
  }

  private static @Nullable String segmentOn(String axis, Member member) {
    int number = member.rules().axisNumber(axis);
    return number < 0
        ? null
        : member.rules().axes().get(number).segments().get(member.standing().segments()[number]);
  }

  private void end(Live trigger, Reason reason, Member member, Occasion occasion) {
    String id = Triggers.triggerId(trigger, memberId, rules);
    boolean untold =
        effects.removeIf(
            effect -> effect instanceof Trigger proposed && proposed.triggerId().equals(id));
    if (untold) {
      count(trigger.heldOut(), trigger.early(), -1);
      tally = tally.with(Count.WITHDRAWN, 1);
    } else {
      Cancellation cancellation =
          Triggers.cancel(
              trigger,
              memberId,
              reason,
              occasion,
              member.forgotten() ? null : member.standing(),
              member.sequence(),
              rules);
      effects.add(cancellation);
      tally = cancellation.isTold() ? tally.with(Count.CANCELLED, 1) : tally;
    }
    if (untold || occasion.isByTime()) {
      int policy = rules.policyNumber(trigger.policy(rules).name());
      if (cooldowns.get(policy) == trigger.effectiveAt()) {
        cooldowns = cooldowns.without(policy);
      }
    }
  }

  private void askPolicies(Transition move, Member member) {
    RuleSet ruleSet = member.rules();
    if (ruleSet.policies().isEmpty()) {
      return;
    }
    int axis = ruleSet.axisNumber(move.axis());
    List<String> segments = ruleSet.axes().get(axis).segments();
    String from = move.from();
    int fromSegment = from == null ? Live.NOWHERE : segments.indexOf(from);
    int cell = Policy.cell(ruleSet.axes(), axis, fromSegment, member.standing().segments());
    for (Policy policy : ruleSet.policies()) {
      if (policy.matches(cell) && (from != null || policy.firstMoves())) {
        propose(policy, move, axis, fromSegment, member);
      }
    }
  }

  private void propose(Policy policy, Transition move, int axis, int fromSegment, Member member) {
    int number = rules.policyNumber(policy.name());
    long at = move.effectiveAt().toEpochMilli();
    long since = cooldowns.get(number);
    if (since != Numbered.NEVER && at < since + policy.cooldown().toMillis()) {
      return;
    }
    if (member.withholdsConsent(policy) || suppresses(policy, member.standing())) {
      tally = tally.with(Count.BLOCKED, 1);
      return;
    }
    if (!move.detectedAt().isBefore(move.effectiveAt().plus(policy.expiresAfter()))) {
      tally = tally.with(Count.EXPIRED, 1);
      return;
    }
    Trigger trigger =
        Triggers.propose(
            policy, move, member.standing(), member.profile().contact(), isEarly(move));
    cooldowns = cooldowns.with(number, at);
    effects.add(trigger);
    count(trigger.arm() == Trigger.Arm.HOLDOUT, trigger.early(), 1);
    List<Live> more = new ArrayList<>(live);
    more.add(live(trigger, policy, axis, fromSegment, member));
    live = more;
  }

  private Live live(Trigger trigger, Policy policy, int axis, int fromSegment, Member member) {
    Transition move = trigger.transition();
    String from = move.from();
    boolean isGone = from != null && fromSegment < 0;
    return new Live(
        rules.versionOn(member.standing().day()),
        member.rules().policies().indexOf(policy),
        axis,
        isGone ? Live.GONE : fromSegment,
        isGone ? from : null,
        member.standing().segments()[axis],
        move.sequence(),
        move.effectiveAt().toEpochMilli(),
        (int) trigger.episode().toEpochDay(),
        trigger.arm() == Trigger.Arm.HOLDOUT,
        trigger.early());
  }

  /** Whether the member did something lately after which the policy waits. */
  private boolean suppresses(Policy policy, Standing standing) {
    for (Map.Entry<String, Integer> wait : policy.suppressAfterDays().entrySet()) {
      long last = lastEvents.get(rules.suppressingTypeNumber(wait.getKey()));
      if (last != Numbered.NEVER
          && standing.day() - rules.calendar().dayOf(last) < wait.getValue()) {
        return true;
      }
    }
    return false;
  }

  private boolean isEarly(Transition move) {
    var from = rules.deployment().triggersFrom();
    return from != null
        && rules.calendar().asOfDay(move.effectiveAt().toEpochMilli()) < from.toEpochDay();
  }

  private void count(boolean inHoldout, boolean isEarly, int by) {
    Count fate = isEarly ? Count.EARLY : Count.SENT;
    tally = tally.with(inHoldout ? Count.HELD_OUT : fate, by);
  }

  /** What became of the candidates. */
  Tally tally() {
    return tally;
  }

  /** What is remembered after the decision; what is over by {@code standsAt} no more. */
  Winback next(Instant standsAt) {
    List<Live> still =
        live.isEmpty()
            ? live
            : live.stream().filter(trigger -> standsAt.isBefore(trigger.expiresAt(rules))).toList();
    return cooldowns.isEmpty() && lastEvents.isEmpty() && still.isEmpty()
        ? Winback.NONE
        : new Winback(cooldowns, lastEvents, still);
  }
}
