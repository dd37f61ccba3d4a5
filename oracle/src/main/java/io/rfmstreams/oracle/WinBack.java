package io.rfmstreams.oracle;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One member's win-back triggers: which of its moves are told, and which of those are taken back. It
 * is shown every evaluation, also those that moved nothing, and looks at all that was ever proposed.
 */
final class WinBack {

  /**
   * A member at the start of a day, or after an accepted event.
   *
   * @param asOf the day it is evaluated for
   * @param cause the event's type, or {@code time}
   * @param isErasure whether it has just been forgotten
   * @param everErased whether it has at any time
   * @param facts what is known now, the event itself included
   * @param segments after the moves
   * @param moves in the order of their sequence
   */
  record Evaluation(
      LocalDate asOf,
      String cause,
      Instant effectiveAt,
      Instant detectedAt,
      boolean isErasure,
      boolean everErased,
      Facts facts,
      Map<Axis, String> segments,
      List<Transition> moves) {}

  /** Something proposed: its send, and what has come of it. */
  private static final class Proposal {
    final PolicyParameters policy;
    final Signal send;
    final int decision;
    boolean ended;
    boolean cools = true;

    Proposal(PolicyParameters policy, Signal send, int decision) {
      this.policy = policy;
      this.send = send;
      this.decision = decision;
    }
  }

  private final RuleParameters rules;
  private final LocalDays days;

  /** Since the last erasure, in order. */
  private final List<Proposal> proposals = new ArrayList<>();

  private final List<Signal> signals = new ArrayList<>();
  private int decision;
  private long blocked;
  private long expired;
  private long withdrawn;

  WinBack(RuleParameters rules) {
    this.rules = rules;
    this.days = new LocalDays(rules.zone());
  }

  /** What follows is brought about by another record: a tick, or an event and the days before it. */
  void beginDecision() {
    decision++;
  }

  /** Looks at the member once more. */
  void evaluate(Evaluation now) {
    for (Proposal proposal : proposals) {
      if (!proposal.ended && proposal.send.expiresAt().isAfter(now.detectedAt())) {
        Signal.Reason reason = reasonToEnd(proposal, now);
        if (reason != null) {
          end(proposal, reason, now);
        }
      }
    }
    if (now.isErasure()) {
      proposals.clear();
      return;
    }
    for (Transition move : now.moves()) {
      for (PolicyParameters policy : rules.policies()) {
        consider(policy, move, now);
      }
    }
  }

  private Signal.@Nullable Reason reasonToEnd(Proposal proposal, Evaluation now) {
    if (now.isErasure()) {
      return Signal.Reason.ERASED;
    }
    if (!proposal.send.to().equals(now.segments().get(proposal.send.axis()))) {
      return Signal.Reason.MOVED;
    }
    if (now.facts().profile().refuses()) {
      return Signal.Reason.OPTED_OUT;
    }
    return isSuppressed(proposal.policy, now) ? Signal.Reason.SUPPRESSED : null;
  }

  private void end(Proposal proposal, Signal.Reason reason, Evaluation now) {
    proposal.ended = true;
    if (proposal.decision == decision) {
      signals.remove(proposal.send);
      withdrawn++;
      proposal.cools = false;
      return;
    }
    if (now.cause().equals(Transition.TIME)) {
      proposal.cools = false;
    }
    Signal send = proposal.send;
    signals.add(
        new Signal(
            send.memberId(),
            Signal.Action.CANCEL,
            send.policy(),
            send.sequence(),
            send.axis(),
            send.from(),
            send.to(),
            now.cause(),
            now.effectiveAt(),
            now.detectedAt(),
            send.expiresAt(),
            reason,
            send.early()));
  }

  private void consider(PolicyParameters policy, Transition move, Evaluation now) {
    boolean matches =
        policy
            .condition()
            .test(new PolicyParameters.Move(move.axis(), move.from(), move.to(), now.segments()));
    boolean first = move.from() == null;
    if (!matches || (first && !policy.firstMoves()) || isCooling(policy, now.effectiveAt())) {
      return;
    }
    Instant expiresAt = now.effectiveAt().plus(policy.expiresAfter());
    if (isRefused(policy, now) || isSuppressed(policy, now)) {
      blocked++;
    } else if (!now.detectedAt().isBefore(expiresAt)) {
      expired++;
    } else {
      propose(policy, move, expiresAt, now);
    }
  }

  private void propose(
      PolicyParameters policy, Transition move, Instant expiresAt, Evaluation now) {
    LocalDate triggersFrom = rules.triggersFrom();
    Signal send =
        new Signal(
            move.memberId(),
            Signal.Action.SEND,
            policy.name(),
            move.sequence(),
            move.axis(),
            move.from(),
            move.to(),
            move.cause(),
            move.effectiveAt(),
            move.detectedAt(),
            expiresAt,
            null,
            triggersFrom != null && now.asOf().isBefore(triggersFrom));
    signals.add(send);
    proposals.add(new Proposal(policy, send, decision));
  }

  /** Only the policy's last proposal can hold it back: each began after those before had cooled. */
  private boolean isCooling(PolicyParameters policy, Instant effectiveAt) {
    for (int i = proposals.size() - 1; i >= 0; i--) {
      Proposal last = proposals.get(i);
      if (last.policy.name().equals(policy.name())) {
        return last.cools && effectiveAt.isBefore(last.send.effectiveAt().plus(policy.cooldown()));
      }
    }
    return false;
  }

  private static boolean isRefused(PolicyParameters policy, Evaluation now) {
    Profile profile = now.facts().profile();
    boolean needsYes = policy.consentRequired() || now.everErased();
    return profile.refuses() || (profile.leavesConsentOpen() && needsYes);
  }

  private boolean isSuppressed(PolicyParameters policy, Evaluation now) {
    for (Map.Entry<String, Integer> after : policy.suppressAfterDays().entrySet()) {
      Instant newest = now.facts().newestAt().get(after.getKey());
      if (newest != null && DAYS.between(days.dayOf(newest), now.asOf()) < after.getValue()) {
        return true;
      }
    }
    return false;
  }

  /** What was told, in order. */
  List<Signal> signals() {
    return Collections.unmodifiableList(signals);
  }

  TriggerCounts counts() {
    long cancels = signals.stream().filter(s -> s.action() == Signal.Action.CANCEL).count();
    return new TriggerCounts(signals.size() - cancels, cancels, blocked, expired, withdrawn);
  }
}
