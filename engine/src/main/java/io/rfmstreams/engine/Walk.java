package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import io.rfmstreams.engine.Tally.Count;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One member's way from the instant it stands at to a later one: the decision while it is being made.
 *
 * <p>Claim: what is published is what a batch would publish that evaluated the member at the start of
 * every day and after every event, though only the days on which something is due are looked at.
 *
 * <p>Why: where a member stands follows from its facts, the rule version that holds and the as-of day, and
 * from nothing else. Between two events the facts stay the same. Under one version {@link
 * Ruler#nextChange} names the first later day on which a score or a segment differs, and {@link
 * RuleBook#nextActivationAfter} the first on which another version holds; on every day before the earlier
 * of the two the batch finds what it last published. So the walk goes from one such day to the next, each
 * time standing at its start, and then takes in the event, which is evaluated as of the day it is seen. An
 * evaluation is always the same three things: find where the member stands ({@link Standings}), tell what
 * differs ({@link Publication}), let win-back look at the moves ({@link WinbackStep}). None remembers the
 * way there. Therefore one long walk publishes what many short ones would, a drain may be cut anywhere,
 * and a version that was not known when the state was written is one more day to stop at.
 *
 * <p>Rejected: evaluating every day, which costs in proportion to all members and days; and conditions on
 * the segment before, under which a late order or a refund could not undo what the past has become.
 */
final class Walk {
  private final MemberState before;
  private final RuleBook rules;
  private final ZoneCalendar calendar;
  private final Standings standings;
  private final Publication publication;
  private final WinbackStep winback;
  private final List<Effect> effects = new ArrayList<>();
  private final String memberId;

  private Facts facts;
  private long standsAt;
  private int due;
  private Tally noticed = Tally.NONE;

  Walk(MemberState before, String memberId, RuleBook rules) {
    this.before = before;
    this.memberId = memberId;
    this.rules = rules;
    this.calendar = rules.calendar();
    this.standings = new Standings(rules);
    this.publication = new Publication(memberId, before.published(), !before.isForgotten(), rules);
    this.winback = new WinbackStep(memberId, before.winback(), rules, effects);
    this.facts = before.facts();
    this.standsAt = before.standsAt();
    this.due = Lifecycle.dueDay(before, rules);
  }

  /** Lets every start of day up to {@code until} happen on which something is due. */
  void passDays(Instant until) {
    long untilMillis = until.toEpochMilli();
    while (due != ZoneCalendar.NEVER && calendar.startOf(due) <= untilMillis) {
      int day = due;
      History history = facts.purchases().history();
      int version = publication.published().version();
      standsAt = calendar.startOf(day);
      int dayBefore = calendar.asOfDay(standsAt - 1);
      evaluate(
          () -> standings.under(version, dayBefore, history),
          day,
          new Occasion(
              rules.versionOn(day) == version ? Occasion.BY_TIME : Occasion.BY_RULES,
              Instant.ofEpochMilli(standsAt),
              until,
              null));
    }
  }

  /** Takes the event in among the facts, where it counts on its own day. */
  void land(MemberEvent event, Id eventId, int day, Instant seenAt) {
    Deployment.Memory memory = rules.deployment().memory();
    winback.note(event);
    if (event.isMoney()) {
      Kept money = Kept.of(event, eventId, day);
      if (!money.refund() && facts.purchases().hasLike(money)) {
        noticed = noticed.with(Count.REPEATED_PURCHASES, 1);
      }
      settle(facts.with(money, event.category(), memory), event, seenAt);
    } else {
      settle(facts.with(event, eventId, day, memory), event, seenAt);
    }
  }

  /** Forgets every fact. */
  void erase(MemberEvent event, Instant seenAt) {
    settle(Facts.erased(event), event, seenAt);
  }

  /** Evaluates the member as of the day an event is seen, with what it has changed. */
  private void settle(Facts changed, MemberEvent event, Instant seenAt) {
    Purchases without = facts.purchases();
    standsAt = seenAt.toEpochMilli();
    int day = calendar.asOfDay(standsAt);
    facts = changed.prunedAsOf(day, rules.deployment().longestWindowDays());
    if (MangledIds.anyOf(event)) {
      noticed = noticed.with(Count.MANGLED_IDS, 1);
    }
    evaluate(
        before.isKnown() ? () -> standings.on(day, without.history()) : null,
        day,
        new Occasion(event.type(), seenAt, seenAt, event.eventId()));
  }

  private void evaluate(@Nullable Supplier<Standing> without, int day, Occasion occasion) {
    int version = rules.versionOn(day);
    Standing standing = standings.under(version, day, facts.purchases().history());
    List<Transition> moves = publication.tell(without, standing, version, occasion);
    effects.addAll(moves);
    winback.evaluate(
        new WinbackStep.Member(
            standing,
            publication.published().sequence(),
            facts.profile(),
            facts.wasErased(),
            facts.forgotten()),
        moves,
        occasion);
    int change = standing.ruler().nextChange(standing);
    due = Math.min(change, calendar.realDay(rules.nextActivationAfter(day)));
  }

  Decision decision() {
    MemberPicture news = facts.forgotten() ? null : publication.news();
    if (news != null) {
      effects.add(news);
    } else if (facts.forgotten() && !before.isForgotten()) {
      effects.add(new Effect.Forgotten(memberId));
    }
    MemberState next =
        new MemberState(
            standsAt,
            due,
            before.armedFor(),
            publication.published(),
            facts,
            winback.next(Instant.ofEpochMilli(standsAt)));
    return new Decision(Fate.ACCEPTED, next, effects, noticed.plus(winback.tally()));
  }
}
