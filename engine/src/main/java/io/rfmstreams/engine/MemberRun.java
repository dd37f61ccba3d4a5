package io.rfmstreams.engine;

import java.time.Instant;
import java.util.function.Consumer;

/**
 * One member's way through a log whose events have been gathered by member.
 *
 * <p>An event advances only its own member, and a tick concerns each member by itself. So what {@link
 * Partition} does for all members of a partition in step can be done for one after the other, in any
 * order and on several threads, and each member's records are the same. No deadline index is needed:
 * the log must hold a tick for each start of day from the first on, as {@link FileTicks} gives, and then
 * a deadline is revealed by the tick of its own instant, or by the first.
 */
public final class MemberRun {
  private final Lifecycle lifecycle = new Lifecycle();
  private final String memberId;
  private final Instant firstTick;
  private final RuleBook rules;
  private final Consumer<Decision> output;
  private MemberState state = MemberState.unknown();

  /**
   * A member nothing is known of yet.
   *
   * @param firstTick the log's first tick
   * @param output takes each decision that says something or has something to count
   */
  public MemberRun(String memberId, Instant firstTick, RuleBook rules, Consumer<Decision> output) {
    this.memberId = memberId;
    this.firstTick = firstTick;
    this.rules = rules;
    this.output = output;
  }

  /**
   * Reads the member's next event.
   *
   * @param event one that passed {@link EventCheck}
   * @param lastTick the last tick before it in the log; the epoch if there is none
   */
  public Fate event(MemberEvent event, Instant lastTick) {
    advanceTo(lastTick);
    Instant seenAt = state.seenAt(event.occurredAt(), lastTick);
    return apply(lifecycle.decide(state, event, seenAt, rules)).fate();
  }

  /** Reads all ticks up to this one. */
  public void advanceTo(Instant lastTick) {
    Instant due = Lifecycle.due(state, rules);
    while (due != null && !due.isAfter(lastTick)) {
      Instant tick = due.isBefore(firstTick) ? firstTick : due;
      apply(lifecycle.advance(state, memberId, tick, rules));
      due = Lifecycle.due(state, rules);
    }
  }

  public MemberState state() {
    return state;
  }

  private Decision apply(Decision decision) {
    state = decision.next();
    if (!decision.isSilent() || !decision.tally().isNone()) {
      output.accept(decision);
    }
    return decision;
  }
}
