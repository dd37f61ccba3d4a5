package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One member, read through its partition from the beginning: the fate of each of its events, every
 * transition, found by looking at every day, and what is told of it to win it back.
 */
final class MemberHistory {

  /**
   * A member after one of its accepted events.
   *
   * @param listed false from an erasure until the next accepted event
   */
  private record Known(Facts facts, boolean listed) {}

  private final String memberId;
  private final RuleParameters rules;
  private final LocalDays days;

  /** The accepted events since the last erasure, in log order. */
  private final List<LogLine> accepted = new ArrayList<>();

  private final List<Fate> fates = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final Map<Axis, String> published = new EnumMap<>(Axis.class);
  private final WinBack winBack;
  private long repeated;

  /** By position in the journal. */
  private final TreeMap<Integer, Known> knownAfter = new TreeMap<>();

  private Facts facts;
  private @Nullable Instant lastTick;
  private @Nullable Instant erasedAt;

  /** Null until the first accepted event. */
  private @Nullable Instant standsAt;

  MemberHistory(String memberId, RuleParameters rules) {
    this.memberId = memberId;
    this.rules = rules;
    this.days = new LocalDays(rules.zone());
    this.facts = Facts.of(accepted, rules);
    this.winBack = new WinBack(rules);
  }

  /** Reads the partition's next tick. */
  void read(JournalEntry.Tick tick) {
    if (lastTick != null && !tick.at().isAfter(lastTick)) {
      return;
    }
    lastTick = tick.at();
    if (standsAt != null) {
      winBack.beginDecision();
      standsAt = walk(standsAt, tick.at());
    }
  }

  /**
   * Reads the member's next event.
   *
   * @param position the event's place in the journal
   */
  void read(JournalEntry.Event event, int position) {
    LogLine line = event.line();
    Fate fate = fateOf(line);
    fates.add(fate);
    if (fate != Fate.ACCEPTED) {
      return;
    }
    Instant seenAt = later(later(line.occurredAt(), lastTick), standsAt);
    LocalDate today = days.latestBegunBy(seenAt);
    Figures before = null;
    winBack.beginDecision();
    if (standsAt != null) {
      walk(standsAt, seenAt);
      before = pictureOn(today).figures();
    }
    standsAt = seenAt;
    repeated += facts.repeats(line) ? 1 : 0;
    if (line.isErasure()) {
      accepted.clear();
      erasedAt = line.occurredAt();
    } else {
      accepted.add(line);
    }
    facts = Facts.of(accepted, rules);
    knownAfter.put(position, new Known(facts, !line.isErasure()));
    evaluate(before, pictureOn(today), line, seenAt, seenAt);
  }

  private Fate fateOf(LogLine line) {
    if (facts.contradicts(line, days)) {
      return Fate.CONFLICTING_ID;
    }
    if (facts.remembers(line)) {
      return Fate.DUPLICATE;
    }
    if (erasedAt != null && !line.occurredAt().isAfter(erasedAt)) {
      return Fate.ERASED;
    }
    if (line.isErasure() || line.isProfile()) {
      return Fate.ACCEPTED;
    }
    LocalDate closedDay = facts.closedDay(line);
    boolean closed = closedDay != null && !days.dayOf(line.occurredAt()).isAfter(closedDay);
    return closed ? Fate.TOO_LATE : Fate.ACCEPTED;
  }

  /** Looks at every day that begins on the way; gives the instant the member then stands at. */
  private Instant walk(Instant from, Instant to) {
    for (LocalDate day : days.beginningIn(from, to)) {
      Picture after = pictureOn(day);
      Figures before =
          after.segments().equals(published) ? null : pictureOn(days.dayBefore(day)).figures();
      evaluate(before, after, null, days.startOf(day), to);
    }
    return later(from, to);
  }

  /**
   * Publishes the moves that lead to a picture, and what they mean for winning the member back.
   *
   * @param event what brought the picture about; null for a start of day
   */
  private void evaluate(
      @Nullable Figures before,
      Picture after,
      @Nullable LogLine event,
      Instant effectiveAt,
      Instant detectedAt) {
    String cause = event == null ? Transition.TIME : event.type();
    int known = transitions.size();
    for (Axis axis : Axis.values()) {
      String from = published.get(axis);
      String to = after.segment(axis);
      if (!to.equals(from)) {
        transitions.add(
            new Transition(
                memberId,
                transitions.size() + 1L,
                axis,
                from,
                to,
                cause,
                effectiveAt,
                detectedAt,
                before,
                after.figures(),
                event == null ? null : event.eventId()));
        published.put(axis, to);
      }
    }
    winBack.evaluate(
        new WinBack.Evaluation(
            after.asOf(),
            cause,
            effectiveAt,
            detectedAt,
            event != null && event.isErasure(),
            erasedAt != null,
            facts,
            after.segments(),
            List.copyOf(transitions.subList(known, transitions.size()))));
  }

  private Picture pictureOn(LocalDate day) {
    return Picture.of(facts, day, rules);
  }

  private static Instant later(Instant one, @Nullable Instant other) {
    return other == null || one.isAfter(other) ? one : other;
  }

  /** Fates of the member's events, in log order. */
  List<Fate> fates() {
    return Collections.unmodifiableList(fates);
  }

  /** In the order of their sequence. */
  List<Transition> transitions() {
    return Collections.unmodifiableList(transitions);
  }

  /** The triggers and cancels told, in order. */
  List<Signal> signals() {
    return winBack.signals();
  }

  TriggerCounts triggerCounts() {
    return winBack.counts();
  }

  /** Accepted purchases that repeat a kept one under another id. */
  long repeated() {
    return repeated;
  }

  /** The facts after the journal's record at a position; null if the member is not known by then. */
  @Nullable Facts factsAfter(int position) {
    Map.Entry<Integer, Known> last = knownAfter.floorEntry(position);
    return last == null ? null : last.getValue().facts();
  }

  /** Whether the member belongs into a list of members after the record at a position. */
  boolean isListedAfter(int position) {
    Map.Entry<Integer, Known> last = knownAfter.floorEntry(position);
    return last != null && last.getValue().listed();
  }
}
