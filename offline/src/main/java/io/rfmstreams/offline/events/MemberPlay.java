package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Effect;
import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberRun;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.offline.events.EventsByMember.Line;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One member on its way through its lines, and the account of those it has passed. */
public final class MemberPlay {
  private final List<Line> lines;
  private final EventsByMember events;
  private final Heard heard;
  private final MemberRun run;
  private final Map<String, Integer> timesTold = new HashMap<>();
  private int next;
  private boolean erased;
  private long accepted;
  private long duplicate;
  private RejectSummary rejects = RejectSummary.NONE;
  private long paidMinor;
  private long forgottenMinor;
  private long transitions;
  private Tally tally = Tally.NONE;
  private long ordersToldAgain;
  private long toldAgainMinor;

  /** Hears what comes of a member's lines, in order. */
  @FunctionalInterface
  public interface Heard {
    /** Nobody does. */
    Heard BY_NOBODY = decision -> {};

    /** A decision that says something, or has something to count. */
    void decided(Decision decision);

    /** A line that could not be taken. */
    default void rejected(EventLine.Reject reject) {}
  }

  MemberPlay(String id, List<Line> lines, EventsByMember events, RuleBook rules, Heard heard) {
    this.lines = lines;
    this.events = events;
    this.heard = heard;
    this.run = new MemberRun(id, events.firstTick(), rules, this::decided);
  }

  /**
   * Takes its events up to the end of a day.
   *
   * @return whether it was erased by one of them
   */
  public boolean playTo(int day) {
    erased = false;
    while (next < lines.size()
        && (day == ZoneCalendar.NEVER || events.dayOf(lines.get(next)) <= day)) {
      take(lines.get(next++));
    }
    return erased;
  }

  /** Takes all events that are left. */
  public void playToEnd() {
    playTo(ZoneCalendar.NEVER);
  }

  /** Lets the time pass up to the start of a day, the last that is known of. */
  public void advanceTo(int day) {
    run.advanceTo(events.lastTickUpTo(day));
  }

  /** Lets the time pass up to the start of the as-of day. */
  public void advanceToAsOf() {
    run.advanceTo(events.lastTick());
  }

  /** What is known of it by now. */
  public MemberState state() {
    return run.state();
  }

  /** How many of its events are not taken yet. */
  public int left() {
    return lines.size() - next;
  }

  /** What became of the lines taken so far. */
  public Account account() {
    MemberState state = run.state();
    return new Account(
        null,
        null,
        accepted,
        duplicate,
        rejects,
        0,
        forgottenMinor + paidMinor,
        forgottenMinor,
        state.lifetimeMinor(),
        state.unsettled(),
        state.isKnown() && !state.isForgotten() ? 1 : 0,
        transitions,
        tally,
        new Account.ToldAgain(ordersToldAgain, toldAgainMinor),
        List.of());
  }

  private void take(Line line) {
    MemberEvent event = line.event();
    Fate fate = run.event(event, events.tickBefore(line));
    switch (fate.kind()) {
      case ACCEPTED -> accept(event);
      case DUPLICATE -> duplicate++;
      case DEAD_LETTER -> {
        Rejection why = Objects.requireNonNull(fate.rejection(), "a dead letter has a reason");
        EventLine.Reject reject = new EventLine.Reject(line.number(), why);
        rejects = rejects.plus(reject);
        heard.rejected(reject);
      }
    }
  }

  private void accept(MemberEvent event) {
    accepted++;
    Long amount = event.amountMinor();
    if (amount != null) {
      boolean paid = event.type().equals(MemberEvent.PURCHASE);
      paidMinor = Math.addExact(paidMinor, paid ? amount : -amount);
      if (paid && event.orderId() != null) {
        tell(event.orderId(), amount);
      }
    }
  }

  /** Amounts of one order add up: right for its lines, wrong for an order told anew. */
  private void tell(String orderId, long amountMinor) {
    Integer told = timesTold.merge(orderId, 1, Integer::sum);
    if (told > 1) {
      ordersToldAgain += told == 2 ? 1 : 0;
      toldAgainMinor += amountMinor;
    }
  }

  private void decided(Decision decision) {
    tally = tally.plus(decision.tally());
    for (Effect effect : decision.effects()) {
      if (effect instanceof Transition) {
        transitions++;
      } else if (effect instanceof Effect.Forgotten) {
        forget();
      }
    }
    heard.decided(decision);
  }

  private void forget() {
    erased = true;
    forgottenMinor += paidMinor;
    paidMinor = 0;
    timesTold.clear();
  }
}
