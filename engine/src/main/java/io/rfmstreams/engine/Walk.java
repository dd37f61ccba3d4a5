package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import io.rfmstreams.engine.MemberState.Published;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One member's way from one instant to a later one: the decision while it is being made.
 *
 * <p>Each step is an evaluation: a start of day on which something is due, or an event. It compares
 * where the member stands with what was last published and publishes the difference.
 */
final class Walk {
  private final MemberState before;
  private final String memberId;
  private final RuleBook rules;
  private final ZoneCalendar calendar;
  private final List<Transition> transitions = new ArrayList<>(4);
  private final WinbackStep winback;

  private Purchases purchases;
  private OtherEvents others;
  private long erasedAt;
  private boolean forgotten;
  private Profile profile;
  private Published published;
  private long standsAt;
  private int deadline;
  private @Nullable Standing reached;
  private @Nullable Standing lastFound;
  private boolean pictureChanged;
  private boolean repeatedPurchase;
  private boolean mangledId;

  Walk(MemberState before, String memberId, RuleBook rules) {
    this.before = before;
    this.memberId = memberId;
    this.rules = rules;
    this.calendar = rules.calendar();
    this.purchases = before.purchases();
    this.others = before.others();
    this.erasedAt = before.erasedAt();
    this.forgotten = before.isForgotten();
    this.profile = before.profile();
    this.winback = new WinbackStep(memberId, before.winback(), rules);
    this.published = before.published();
    this.standsAt = before.standsAt();
    this.deadline = Lifecycle.dueDay(before, rules);
  }

  /** Lets every start of day up to {@code until} happen on which something is due. */
  void passDays(Instant until) {
    long untilMillis = until.toEpochMilli();
    while (deadline != ZoneCalendar.NEVER && calendar.startOf(deadline) <= untilMillis) {
      int day = deadline;
      long start = calendar.startOf(day);
      int dayBefore = calendar.asOfDay(start - 1);
      History history = purchases.history();
      int told = published.version();
      boolean newRules = rules.versionOn(day) != told;
      Standing standing = standing(history, day);
      evaluate(
          () -> rules.ruler(told).standing(history, dayBefore),
          standing,
          new Occasion(
              newRules ? Occasion.BY_RULES : Occasion.BY_TIME,
              Instant.ofEpochMilli(start),
              until,
              null));
      standsAt = start;
      deadline = deadlineAfter(standing);
    }
  }

  /** Takes the event in among the facts. */
  void land(MemberEvent event, Id eventId, int day, Instant seenAt) {
    Supplier<Standing> without = standingBy(seenAt);
    takeIn(event, eventId, day);
    winback.note(event);
    forgotten = false;
    settle(event, seenAt, without);
  }

  /** Forgets every fact. */
  void erase(MemberEvent event, Instant seenAt) {
    Supplier<Standing> without = standingBy(seenAt);
    purchases = Purchases.NONE;
    others = OtherEvents.NONE;
    profile = Profile.NONE;
    erasedAt = event.occurredAtMillis();
    forgotten = true;
    settle(event, seenAt, without);
  }

  private void takeIn(MemberEvent event, Id eventId, int day) {
    Deployment.Memory memory = rules.deployment().memory();
    if (!event.isMoney()) {
      others = others.with(eventId, day, memory.otherEvents());
      profile = event.isProfile() ? profile.with(event) : profile;
      return;
    }
    Kept money = Lifecycle.kept(event, eventId, day);
    if (money.refund()) {
      purchases = purchases.withRefund(money, memory.moneyEvents());
    } else {
      repeatedPurchase = purchases.hasLike(money);
      purchases = purchases.withPurchase(money, event.category(), memory.moneyEvents());
    }
  }

  private void settle(MemberEvent event, Instant seenAt, @Nullable Supplier<Standing> without) {
    standsAt = seenAt.toEpochMilli();
    mangledId = MangledIds.anyOf(event);
    int day = calendar.asOfDay(standsAt);
    purchases = purchases.prunedAsOf(day, rules.deployment().longestWindowDays());
    Standing standing = standing(purchases.history(), day);
    evaluate(without, standing, new Occasion(event.type(), seenAt, seenAt, event.eventId()));
    pictureChanged |= before.isForgotten();
    deadline = deadlineAfter(standing);
  }

  Decision decision() {
    Standing now = reached;
    History history = purchases.history();
    boolean erased = forgotten && !before.isForgotten();
    MemberPicture picture =
        now != null && pictureChanged && !forgotten
            ? Lifecycle.picture(memberId, now, history, published.sequence())
            : null;
    MemberState next =
        new MemberState(
            standsAt,
            deadline,
            before.armedFor(),
            published,
            purchases,
            others,
            erasedAt,
            forgotten,
            profile,
            winback.next(Instant.ofEpochMilli(standsAt)));
    return new Decision(
        Fate.ACCEPTED,
        next,
        transitions,
        winback.signals(),
        winback.tally(repeatedPurchase, mangledId),
        picture,
        erased);
  }

  /** Where the facts so far put a member that is known; null if it is not. */
  private @Nullable Supplier<Standing> standingBy(Instant at) {
    Purchases soFar = purchases;
    return before.isKnown()
        ? () -> standing(soFar.history(), calendar.asOfDay(at.toEpochMilli()))
        : null;
  }

  /** Where a history puts the member on a day; from where it last put it, if it did under these rules. */
  private Standing standing(History history, int day) {
    Ruler ruler = rules.ruler(rules.versionOn(day));
    Standing standing =
        lastFound != null && lastFound.ruler() == ruler && lastFound.history() == history
            ? ruler.onDay(lastFound, day)
            : ruler.standing(history, day);
    lastFound = standing;
    return standing;
  }

  private int deadlineAfter(Standing standing) {
    int change = standing.ruler().nextChange(standing);
    int activation = rules.nextActivationAfter(standing.day());
    return Math.min(change, calendar.realDay(activation));
  }

  /**
   * Publishes where the member now stands, as far as it differs from what was last published.
   *
   * @param without where it would stand without the occasion, asked only if it moves: most events move
   *     nobody; null if the member was not known
   */
  private void evaluate(@Nullable Supplier<Standing> without, Standing to, Occasion occasion) {
    List<Axis> axes = to.ruler().rules().axes();
    int version = rules.versionOn(to.day());
    boolean comparable = published.sequence() > 0 && published.version() == version;
    List<Transition> moves = new ArrayList<>(axes.size());
    Standing from = null;
    for (int axis = 0; axis < axes.size(); axis++) {
      int segment = to.segments()[axis];
      if (comparable && published.segments()[axis] == segment) {
        continue;
      }
      String was = publishedSegment(axes.get(axis).name());
      if (!axes.get(axis).segments().get(segment).equals(was)) {
        if (from == null && without != null) {
          from = without.get();
        }
        long number = published.sequence() + moves.size() + 1;
        moves.add(transition(number, axis, was, from, to, occasion));
      }
    }
    Figures figures = to.figures();
    pictureChanged |=
        !moves.isEmpty()
            || figures.r() != published.r()
            || figures.f() != published.f()
            || figures.m() != published.m();
    published =
        new Published(
            published.sequence() + moves.size(),
            version,
            to.segments(),
            figures.r(),
            figures.f(),
            figures.m());
    reached = to;
    transitions.addAll(moves);
    boolean afterErasure = erasedAt != MemberState.NEVER_ERASED;
    winback.evaluate(
        new WinbackStep.Member(to, published.sequence(), profile, afterErasure, forgotten),
        moves,
        occasion);
  }

  private Transition transition(
      long number,
      int axis,
      @Nullable String was,
      @Nullable Standing from,
      Standing to,
      Occasion occasion) {
    RuleSet ruleSet = to.ruler().rules();
    boolean sameRules = from != null && from.ruler() == to.ruler();
    return new Transition(
        memberId,
        number,
        ruleSet.axes().get(axis).name(),
        was,
        ruleSet.axes().get(axis).segments().get(to.segments()[axis]),
        occasion.cause(),
        occasion.effectiveAt(),
        occasion.detectedAt(),
        from == null ? null : from.toldFigures(),
        to.toldFigures(),
        from != null && sameRules ? Crossing.between(from, to, axis) : List.of(),
        ruleSet.name(),
        ruleSet.version(),
        occasion.eventId());
  }

  private @Nullable String publishedSegment(String axis) {
    if (published.sequence() == 0) {
      return null;
    }
    RuleSet publishedUnder = rules.ruler(published.version()).rules();
    int index = publishedUnder.axisNumber(axis);
    return index < 0
        ? null
        : publishedUnder.axes().get(index).segments().get(published.segments()[index]);
  }
}
