package io.rfmstreams.engine;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A journal read by the engine's partition: what came out, and what is kept. */
final class Played implements Partition.Output {
  final List<Transition> transitions = new ArrayList<>();
  final List<WinbackSignal> signals = new ArrayList<>();
  final Map<String, MemberPicture> pictures = new HashMap<>();
  final List<Fate> fates = new ArrayList<>();
  final MemoryStores stores;
  final RuleBook rules;
  private final Partition partition;

  Played(RuleBook rules, MemoryStores stores) {
    this.rules = rules;
    this.stores = stores;
    this.partition = new Partition(Timeline.of(rules), stores, this);
  }

  static Played of(List<JournalEntry> journal, RuleBook rules) {
    Played played = new Played(rules, new MemoryStores());
    journal.forEach(entry -> played.read(entry, Integer.MAX_VALUE));
    return played;
  }

  /** Reads one entry, then drains a slice. */
  void read(JournalEntry entry, int budget) {
    if (entry instanceof JournalEntry.Tick tick) {
      partition.tick(tick.at(), tick.at().toEpochMilli());
    } else if (entry instanceof JournalEntry.Event event) {
      MemberEvent memberEvent = event(event.line());
      fates.add(partition.event(memberEvent, memberEvent.occurredAt().toEpochMilli()));
    }
    drain(budget);
  }

  void drain(int budget) {
    if (budget > 0) {
      partition.drain(budget);
    }
  }

  /** The same output and stores under a partition that has to read how far it was. */
  Played restarted() {
    Played next = new Played(rules, stores);
    next.transitions.addAll(transitions);
    next.signals.addAll(signals);
    next.pictures.putAll(pictures);
    next.fates.addAll(fates);
    return next;
  }

  static MemberEvent event(LogLine line) {
    return new MemberEvent(
        line.eventId(),
        line.memberId(),
        line.type(),
        line.occurredAt(),
        line.amountMinor(),
        line.currency(),
        line.orderId(),
        null,
        line.category(),
        line.attributes());
  }

  @Override
  public void decided(String memberId, Decision decision, long causeTimestamp) {
    transitions.addAll(decision.transitions());
    signals.addAll(decision.signals());
    MemberPicture picture = decision.picture();
    if (picture != null) {
      pictures.put(memberId, picture);
    }
    if (decision.erased()) {
      pictures.remove(memberId);
    }
  }
}
