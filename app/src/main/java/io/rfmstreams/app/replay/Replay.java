package io.rfmstreams.app.replay;

import io.rfmstreams.app.events.EventLine;
import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.FileTicks;
import io.rfmstreams.engine.Lifecycle;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.MemoryStores;
import io.rfmstreams.engine.Partition;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.Trigger;
import io.rfmstreams.engine.Unsettled;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One partition that reads a whole file: the events in the order taken, with the ticks that belong
 * between them, and at the end the start of the as-of day.
 */
public final class Replay {
  private final RuleBook rules;
  private final MemoryStores stores = new MemoryStores();
  private final Partition partition;
  private final FileTicks ticks;
  private final List<EventLine.Reject> rejects = new ArrayList<>();
  private final List<Transition> transitions = new ArrayList<>();
  private final List<Trigger> triggers = new ArrayList<>();
  private final Map<String, Long> paidMinor = new HashMap<>();
  private long forgottenMinor;
  private long afterAsOf;
  private List<MemberPicture> members = List.of();
  private @Nullable LocalDate asOf;

  private Replay(RuleBook rules) {
    this.rules = rules;
    this.ticks = new FileTicks(rules.calendar());
    this.partition = new Partition(rules, stores, this::decided);
  }

  /**
   * Replays a file.
   *
   * @param file the events
   * @param rules the timeline of rule sets
   * @param asOf the last day played; null for the day of the latest well-formed line
   * @param asLogged whether lines count in the file's order, late ones late, instead of by time
   */
  public static Replay of(
      EventsFile file, RuleBook rules, @Nullable LocalDate asOf, boolean asLogged) {
    Replay replay = new Replay(rules);
    List<EventLine.Event> events = new ArrayList<>();
    file.read(
        rules,
        line -> {
          if (line instanceof EventLine.Event event) {
            events.add(event);
          } else if (line instanceof EventLine.Reject reject) {
            replay.rejects.add(reject);
          }
        });
    if (!asLogged) {
      events.sort(Comparator.comparing(line -> line.event().occurredAt()));
    }
    replay.play(events, asOf);
    return replay;
  }

  private void play(List<EventLine.Event> events, @Nullable LocalDate wanted) {
    LocalDate last = wanted == null ? latestDay(events) : wanted;
    asOf = last;
    if (last == null) {
      return;
    }
    for (EventLine.Event line : events) {
      if (dayOf(line.event()).isAfter(last)) {
        afterAsOf++;
      } else {
        ticks.before(line.event().occurredAt()).forEach(this::tick);
        take(line);
      }
    }
    ticks.atEnd(last).forEach(this::tick);
    Comparator<String> byId = new CodePointOrder();
    transitions.sort(
        Comparator.comparing(Transition::effectiveAt)
            .thenComparing(Transition::memberId, byId)
            .thenComparing(Transition::sequence));
    triggers.sort(
        Comparator.comparing((Trigger trigger) -> trigger.transition().effectiveAt())
            .thenComparing(trigger -> trigger.transition().memberId(), byId)
            .thenComparing(trigger -> trigger.transition().sequence()));
    Lifecycle lifecycle = new Lifecycle();
    members =
        stores.members().entrySet().stream()
            .filter(member -> !member.getValue().isForgotten())
            .sorted(Map.Entry.comparingByKey(byId))
            .map(member -> lifecycle.picture(member.getValue(), member.getKey(), last, rules))
            .toList();
    rejects.sort(Comparator.comparing(EventLine.Reject::number));
  }

  private void tick(Instant at) {
    partition.tick(at, at.toEpochMilli());
    partition.drain(Integer.MAX_VALUE);
  }

  private void take(EventLine.Event line) {
    MemberEvent event = line.event();
    Fate fate = partition.event(event, event.occurredAt().toEpochMilli());
    Rejection rejection = fate.rejection();
    if (rejection != null) {
      rejects.add(new EventLine.Reject(line.number(), rejection));
    }
    Long amount = event.amountMinor();
    if (fate.kind() == Fate.Kind.ACCEPTED && amount != null) {
      boolean paid = event.type().equals(MemberEvent.PURCHASE);
      paidMinor.merge(event.memberId(), paid ? amount : -amount, Math::addExact);
    }
  }

  private void decided(String memberId, Decision decision, long causeTimestamp) {
    transitions.addAll(decision.transitions());
    triggers.addAll(decision.triggers());
    if (decision.erased()) {
      Long forgotten = paidMinor.remove(memberId);
      forgottenMinor += forgotten == null ? 0 : forgotten;
    }
  }

  private LocalDate dayOf(MemberEvent event) {
    return LocalDate.ofEpochDay(rules.calendar().dayOf(event.occurredAt().toEpochMilli()));
  }

  private @Nullable LocalDate latestDay(List<EventLine.Event> events) {
    return events.stream()
        .map(EventLine.Event::event)
        .max(Comparator.comparing(MemberEvent::occurredAt))
        .map(this::dayOf)
        .orElse(null);
  }

  /** The last day played; null if there was no well-formed line to tell. */
  @Nullable LocalDate asOf() {
    return asOf;
  }

  /** The members there are, erased ones left out, as of the as-of day, by id. */
  public List<MemberPicture> members() {
    return members;
  }

  /** Every transition, by effective instant, member and sequence. */
  public List<Transition> transitions() {
    return transitions;
  }

  /** Every win-back candidate, held-out ones included, by effective instant, member and sequence. */
  public List<Trigger> triggers() {
    return triggers;
  }

  /** The lines that could not be taken, by line number. */
  List<EventLine.Reject> rejects() {
    return rejects;
  }

  Reconciliation reconciliation() {
    Unsettled unsettled = Unsettled.NONE;
    long inMembers = 0;
    for (MemberState member : stores.members().values()) {
      unsettled = unsettled.plus(member.unsettled());
      inMembers += member.lifetimeMinor(rules);
    }
    long paid = forgottenMinor + paidMinor.values().stream().mapToLong(Long::longValue).sum();
    return new Reconciliation(
        stores.ledger().accepted(),
        stores.ledger().duplicate(),
        rejects.size(),
        afterAsOf,
        paid,
        forgottenMinor,
        inMembers,
        unsettled);
  }
}
