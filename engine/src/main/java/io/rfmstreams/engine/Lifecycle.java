package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The engine's one door: what an event, or the passing of time, means for one member.
 *
 * <p>All its methods are pure. Given the same state, event or tick, and rule book they decide the same,
 * whatever the clock says and whoever asks, so a file replayed without Kafka, a test and the live
 * pipeline cannot disagree.
 */
public final class Lifecycle {

  /**
   * Decides an event. First everything due up to {@code seenAt} happens, each at its own day; then the
   * event lands on its own day among the facts, and the member is evaluated as of the day of {@code
   * seenAt}. A duplicate or dead letter changes nothing at all.
   *
   * @param before the member's state
   * @param event an event that passed {@link EventCheck}
   * @param seenAt the latest of the partition's last tick, what the member stands at and the event
   *     itself, as {@link MemberState#seenAt} gives it
   * @param rules the rule versions known now
   */
  public Decision decide(MemberState before, MemberEvent event, Instant seenAt, RuleBook rules) {
    long occurredAt = event.occurredAtMillis();
    int day = rules.calendar().dayOf(occurredAt);
    Id eventId = Id.of(event.eventId());
    Fate fate = fate(before, event, eventId, occurredAt, day, rules);
    if (fate.kind() != Fate.Kind.ACCEPTED) {
      return Decision.unchanged(fate, before);
    }
    Walk walk = new Walk(before, event.memberId(), rules);
    walk.passDays(seenAt);
    if (event.type().equals(MemberEvent.ERASED)) {
      walk.erase(event, seenAt);
    } else {
      walk.land(event, eventId, day, seenAt);
    }
    return walk.decision();
  }

  /**
   * Lets time pass up to a tick: everything due by then happens, each at its own day, detected at the
   * tick.
   */
  public Decision advance(MemberState before, String memberId, Instant tick, RuleBook rules) {
    if (!isDue(before, tick, rules)) {
      return Decision.unchanged(Fate.ACCEPTED, before);
    }
    Walk walk = new Walk(before, memberId, rules);
    walk.passDays(tick);
    return walk.decision();
  }

  /**
   * The first instant at which something changes for a member though it does nothing; null if there is
   * none.
   *
   * <p>This is the one answer, for events, ticks and files alike. The state's own deadline is what is due
   * by the versions known when it was decided. A version read since then is due on the day it begins; one
   * that began before the member's last day, on the day after that: what was published stays.
   *
   * @param rules the versions known now; those known when the state was decided, or more
   */
  public static @Nullable Instant due(MemberState state, RuleBook rules) {
    int day = dueDay(state, rules);
    return day == ZoneCalendar.NEVER ? null : Instant.ofEpochMilli(rules.calendar().startOf(day));
  }

  /** Whether something is due for a member at an instant or before. */
  static boolean isDue(MemberState state, Instant until, RuleBook rules) {
    int day = dueDay(state, rules);
    return day != ZoneCalendar.NEVER && rules.calendar().startOf(day) <= until.toEpochMilli();
  }

  /** The day {@link #due} begins; {@link ZoneCalendar#NEVER} if there is none. */
  static int dueDay(MemberState state, RuleBook rules) {
    if (!state.isKnown()) {
      return ZoneCalendar.NEVER;
    }
    ZoneCalendar calendar = rules.calendar();
    int day = calendar.asOfDay(state.standsAt());
    int activation =
        rules.versionOn(day) == state.published().version()
            ? rules.nextActivationAfter(day)
            : day + 1;
    return Math.min(state.deadline(), calendar.realDay(activation));
  }

  /**
   * How a known member looks as of a day that is not before the one it stands at, if nothing happens
   * until then.
   */
  public MemberPicture picture(MemberState state, String memberId, LocalDate asOf, RuleBook rules) {
    int day = (int) asOf.toEpochDay();
    Ruler ruler = rules.ruler(rules.versionOn(day));
    History history = state.purchases().history();
    return picture(memberId, ruler.standing(history, day), history, state.sequence());
  }

  static MemberPicture picture(String memberId, Standing standing, History history, long sequence) {
    RuleSet rules = standing.ruler().rules();
    boolean ordered = history.hasOrder();
    return new MemberPicture(
        memberId,
        LocalDate.ofEpochDay(standing.day()),
        ordered ? Instant.ofEpochMilli(history.firstAt()) : null,
        ordered ? Instant.ofEpochMilli(history.lastAt()) : null,
        standing.toldRfm(),
        history.lifetimeOrders(),
        history.lifetimeMinor(),
        segmentNames(rules.axes(), standing.segments()),
        sequence,
        rules.name(),
        rules.version());
  }

  static Map<String, String> segmentNames(List<Axis> axes, int[] segments) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int axis = 0; axis < segments.length; axis++) {
      names.put(axes.get(axis).name(), axes.get(axis).segments().get(segments[axis]));
    }
    return names;
  }

  private static Fate fate(
      MemberState before, MemberEvent event, Id eventId, long occurredAt, int day, RuleBook rules) {
    Rejection unknown = rules.check(event).orElse(null);
    if (unknown != null) {
      return Fate.deadLetter(unknown);
    }
    boolean money = event.isMoney();
    Fate known = money ? copyOf(before, event, eventId, day, rules) : null;
    if (known != null) {
      return known;
    }
    if (!money && before.others().remembers(eventId)) {
      return Fate.DUPLICATE;
    }
    if (before.erasedAt() != MemberState.NEVER_ERASED && occurredAt <= before.erasedAt()) {
      return Fate.deadLetter(
          new Rejection(
              Rejection.Reason.ERASED,
              "dated %s, at or before the member's erasure at %s"
                  .formatted(event.occurredAt(), Instant.ofEpochMilli(before.erasedAt()))));
    }
    boolean closed = money ? before.purchases().isClosed(day) : before.others().isClosed(day);
    if (closed && !isNeverTooLate(event)) {
      return Fate.deadLetter(
          new Rejection(
              Rejection.Reason.TOO_LATE,
              "dated %s, on a day the member's memory has closed"
                  .formatted(LocalDate.ofEpochDay(day))));
    }
    return Fate.ACCEPTED;
  }

  /** A limit of the memory must not stand against who asks to be forgotten, or not to be addressed. */
  private static boolean isNeverTooLate(MemberEvent event) {
    return event.type().equals(MemberEvent.ERASED) || event.isProfile();
  }

  /** What becomes of a money event whose id is that of a kept one; null if none has it. */
  private static @Nullable Fate copyOf(
      MemberState before, MemberEvent event, Id eventId, int day, RuleBook rules) {
    Kept kept = before.purchases().kept(eventId);
    if (kept == null) {
      return null;
    }
    Kept again = Kept.of(event, eventId, day);
    boolean same =
        again.refund() == kept.refund()
            && again.amount() == kept.amount()
            && again.day() == kept.day()
            && Objects.equals(again.named(), kept.named());
    return same
        ? Fate.DUPLICATE
        : Fate.deadLetter(
            new Rejection(
                Rejection.Reason.CONFLICTING_ID,
                "event id %s is that of a %s, and this is a %s"
                    .formatted(
                        Rejection.quoted(event.eventId()),
                        kept.text(rules.deployment().currency()),
                        again.text(rules.deployment().currency()))));
  }
}
