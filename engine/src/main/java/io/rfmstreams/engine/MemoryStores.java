package io.rfmstreams.engine;

import io.rfmstreams.engine.DrainProgress.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A partition's stores in plain maps: the engine without Kafka, for tests above all. */
public class MemoryStores implements PartitionStores {
  private final Map<String, MemberState> members = new HashMap<>();
  private final TreeMap<Instant, TreeMap<String, DeadlineEntry>> deadlines = new TreeMap<>();
  private DrainProgress progress = DrainProgress.NONE;
  private Ledger ledger = Ledger.EMPTY;

  /** Every known member's state. */
  public Map<String, MemberState> members() {
    return Collections.unmodifiableMap(members);
  }

  @Override
  public MemberState member(String memberId) {
    return members.getOrDefault(memberId, MemberState.unknown());
  }

  @Override
  public void saveMember(String memberId, MemberState state) {
    members.put(memberId, state);
  }

  @Override
  public void addDeadline(DeadlineEntry entry) {
    deadlines
        .computeIfAbsent(entry.at(), at -> new TreeMap<>())
        .merge(entry.first(), entry, DeadlineEntry::with);
  }

  @Override
  public void removeDeadline(DeadlineEntry entry) {
    Map<String, DeadlineEntry> at = deadlines.get(entry.at());
    if (at != null && at.remove(entry.first()) != null && at.isEmpty()) {
      deadlines.remove(entry.at());
    }
  }

  @Override
  public DeadlineScan scanDeadlines(Cursor after, Instant until) {
    List<DeadlineEntry> due = new ArrayList<>();
    for (Map<String, DeadlineEntry> at :
        deadlines.subMap(after.at(), !after.all(), until, true).values()) {
      at.values().stream().filter(entry -> isLater(after, entry)).forEach(due::add);
    }
    return new Scan(due.iterator());
  }

  private static boolean isLater(Cursor cursor, DeadlineEntry entry) {
    return entry.at().isAfter(cursor.at()) || entry.first().compareTo(cursor.memberId()) > 0;
  }

  @Override
  public DrainProgress progress() {
    return progress;
  }

  @Override
  public void saveProgress(DrainProgress reached) {
    progress = reached;
  }

  @Override
  public Ledger ledger() {
    return ledger;
  }

  @Override
  public void saveLedger(Ledger counted) {
    ledger = counted;
  }

  private record Scan(Iterator<DeadlineEntry> due) implements DeadlineScan {
    @Override
    public boolean hasNext() {
      return due.hasNext();
    }

    @Override
    public DeadlineEntry next() {
      return due.next();
    }

    @Override
    public void close() {}
  }
}
