package io.rfmstreams.engine;

import io.rfmstreams.engine.DrainProgress.Cursor;
import io.rfmstreams.engine.DrainProgress.PendingTick;
import io.rfmstreams.engine.PartitionStores.DeadlineScan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One partition's journal, read in order: events move their own member, ticks all the others.
 *
 * <p>A tick is not drained at once but in slices of a budget, and the slices do not show: whoever
 * is touched by an event in between is first advanced through the pending ticks, so each member
 * lives through the same ticks and events in the same order whenever the slices run.
 *
 * <p>The deadline index is lazy. Invariant: a known member that will be due ({@link Lifecycle#due})
 * has an entry, the one its state says it is {@code armedFor}, which is never later than that and
 * always later than what has been drained. A due day that moves later writes nothing: the old entry
 * fires, finds nothing due and is set anew. Any entry but the one the state names is a left-over
 * and is removed when it fires.
 *
 * <p>Rules are asked of the timeline for each record and slice. A version that is read makes
 * members due earlier than they are armed for. Whoever is touched is decided by it on its day all
 * the same; for those that nothing touches, whoever reads versions must arm anew every member that
 * is due earlier.
 */
public final class Partition {

  private final Lifecycle lifecycle = new Lifecycle();
  private final Timeline timeline;
  private final PartitionStores stores;
  private final Output output;

  /** Members armed by the event or slice at hand, by instant. */
  private final Map<Instant, List<String>> arming = new TreeMap<>();

  private DrainProgress progress;
  private Ledger ledger;

  /** Takes what was decided. */
  public interface Output {
    /**
     * @param memberId the member
     * @param decision what should happen to it
     * @param causeTimestamp timestamp of the record that caused it, in milliseconds
     */
    void decided(String memberId, Decision decision, long causeTimestamp);
  }

  /**
   * @param timeline the rule versions its journal has told of
   * @param stores what it keeps, also from before
   * @param output takes what is decided
   */
  public Partition(Timeline timeline, PartitionStores stores, Output output) {
    this.timeline = timeline;
    this.stores = stores;
    this.output = output;
    this.progress = stores.progress();
    this.ledger = stores.ledger();
  }

  /** The latest tick read; the epoch before the first. */
  public Instant lastTick() {
    return progress.lastTick();
  }

  /** Whether a tick has been read that is not yet drained through. */
  public boolean hasPendingTicks() {
    return !progress.pending().isEmpty();
  }

  /**
   * Reads an event that passed {@link EventCheck}.
   *
   * @param recordTimestamp the timestamp of its record, in milliseconds
   * @return what became of it; the caller sends a dead letter on its way
   */
  public Fate event(MemberEvent event, long recordTimestamp) {
    String memberId = event.memberId();
    RuleBook rules = timeline.soFar();
    MemberState before = stores.member(memberId);
    MemberState advanced = throughPendingTicks(before, memberId, rules);
    Instant seenAt = advanced.seenAt(event.occurredAt(), progress.lastTick());
    Decision decision = lifecycle.decide(advanced, event, seenAt, rules);
    if (decision.next() != before) {
      stores.saveMember(memberId, armed(decision.next(), memberId, rules));
      writeArmed();
    }
    handOn(memberId, decision, recordTimestamp);
    count(ledger.withEvent(decision.fate().kind()));
    return decision.fate();
  }

  /** Counts a record that could not even be decided; the caller sends it to the dead letters. */
  public void rejected() {
    count(ledger.withEvent(Fate.Kind.DEAD_LETTER));
  }

  /**
   * Counts a record that belongs into another partition; the caller sends it to the dead letters.
   *
   * @param why says so
   * @return why it is refused: what moving it would not mend is said first
   */
  public Rejection misplaced(MemberEvent event, Rejection why) {
    rejected();
    return timeline.soFar().check(event).orElse(why);
  }

  /**
   * Reads a tick: every day before {@code at} is closed in this partition. One that is not later
   * than the last is counted and otherwise ignored. Nothing is drained yet.
   */
  public void tick(Instant at, long recordTimestamp) {
    count(ledger.withControl());
    if (at.isAfter(progress.lastTick())) {
      save(progress.withTick(new PendingTick(at, recordTimestamp)));
    }
  }

  /**
   * Drains pending ticks, the earliest first.
   *
   * @param budget what may be spent, at least 1: a member in the deadline index costs one, and so
   *     does a tick passed with nothing due; an entry begun is handled whole
   * @return how many members were handled
   */
  public int drain(int budget) {
    RuleBook rules = timeline.soFar();
    int handled = 0;
    int left = budget;
    Ledger counted = ledger;
    DrainProgress reached = progress;
    while (!reached.pending().isEmpty() && left > 0) {
      PendingTick tick = reached.pending().get(0);
      int fired = 0;
      try (DeadlineScan due = stores.scanDeadlines(reached.cursor(), tick.at())) {
        while (fired < left && due.hasNext()) {
          DeadlineEntry entry = due.next();
          fire(entry, tick, rules);
          reached = reached.drainedTo(Cursor.at(entry));
          fired += entry.memberIds().size();
        }
        if (fired < left || !due.hasNext()) {
          reached = reached.withoutFirstPending();
        }
      }
      writeArmed(); // before the next tick is looked for: it may be due then
      handled += fired;
      left -= Math.max(1, fired);
    }
    if (reached != progress) {
      save(reached);
    }
    if (ledger != counted) {
      count(ledger);
    }
    return handled;
  }

  private void fire(DeadlineEntry entry, PendingTick tick, RuleBook rules) {
    stores.removeDeadline(entry);
    for (String memberId : entry.memberIds()) {
      MemberState state = stores.member(memberId);
      if (state.isKnown() && entry.at().equals(armedInstant(state, rules))) {
        Decision decision = lifecycle.advance(state, memberId, tick.at(), rules);
        stores.saveMember(memberId, armed(decision.next(), memberId, rules));
        handOn(memberId, decision, tick.recordTimestamp());
      }
    }
  }

  private MemberState throughPendingTicks(MemberState before, String memberId, RuleBook rules) {
    MemberState state = before;
    if (hasPendingTicks() && Lifecycle.isDue(before, progress.lastTick(), rules)) {
      for (PendingTick tick : progress.pending()) {
        Decision decision = lifecycle.advance(state, memberId, tick.at(), rules);
        handOn(memberId, decision, tick.recordTimestamp());
        state = decision.next();
      }
    }
    return state;
  }

  /**
   * Hands a decision on and counts it; the ledger is saved with the record or slice it is part of.
   */
  private void handOn(String memberId, Decision decision, long causeTimestamp) {
    ledger = ledger.with(decision.tally());
    if (!decision.isSilent()) {
      output.decided(memberId, decision, causeTimestamp);
    }
  }

  /** Keeps the index's invariant for a state about to be saved; {@link #writeArmed} follows. */
  private MemberState armed(MemberState state, String memberId, RuleBook rules) {
    int due = Lifecycle.dueDay(state, rules);
    Instant armedAt = armedInstant(state, rules);
    boolean entryWillFire = armedAt.isAfter(progress.lastTick());
    if (entryWillFire && state.armedFor() <= due) {
      return state;
    }
    if (due != ZoneCalendar.NEVER) {
      Instant at = Instant.ofEpochMilli(rules.calendar().startOf(due));
      arming.computeIfAbsent(at, day -> new ArrayList<>()).add(memberId);
    }
    return state.withArmedFor(due);
  }

  /** Puts who was armed into the index, those of a day together. */
  private void writeArmed() {
    arming.forEach(
        (at, memberIds) -> {
          for (int from = 0; from < memberIds.size(); from += DeadlineEntry.MOST_MEMBERS) {
            int to = Math.min(memberIds.size(), from + DeadlineEntry.MOST_MEMBERS);
            stores.addDeadline(new DeadlineEntry(at, memberIds.subList(from, to)));
          }
        });
    arming.clear();
  }

  private static Instant armedInstant(MemberState state, RuleBook rules) {
    return state.armedFor() == ZoneCalendar.NEVER
        ? Instant.MAX
        : Instant.ofEpochMilli(rules.calendar().startOf(state.armedFor()));
  }

  private void save(DrainProgress reached) {
    progress = reached;
    stores.saveProgress(reached);
  }

  private void count(Ledger counted) {
    ledger = counted;
    stores.saveLedger(counted);
  }
}
