package io.rfmstreams.engine;

import io.rfmstreams.engine.DrainProgress.Cursor;
import java.time.Instant;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/**
 * Stores that count what they are asked for. The deadline index is like a log-structured store's: a
 * removed entry stays behind as a tombstone, and a scan pays for every one it walks over.
 */
class CountedStores extends MemoryStores {

  /**
   * What was asked of the stores.
   *
   * @param reads members read
   * @param writes members saved
   * @param added index entries added
   * @param removed index entries removed
   * @param walked index entries and tombstones a scan went over
   * @param bookkeeping saves of progress and ledger
   */
  record Calls(long reads, long writes, long added, long removed, long walked, long bookkeeping) {
    long all() {
      return reads + writes + added + removed + walked + bookkeeping;
    }
  }

  private static final Calls NONE = new Calls(0, 0, 0, 0, 0, 0);

  /** By what entries are known by: an entry, or nothing for a tombstone. */
  private final ConcurrentSkipListMap<DeadlineEntry, Optional<DeadlineEntry>> index =
      new ConcurrentSkipListMap<>(
          Comparator.comparing(DeadlineEntry::at).thenComparing(DeadlineEntry::first));

  private Calls calls = NONE;

  /** What was asked for since the last time this was called. */
  Calls sinceLast() {
    Calls since = calls;
    calls = NONE;
    return since;
  }

  /** The entries of an instant that have the member. */
  List<DeadlineEntry> entriesOf(Instant at, String memberId) {
    return index
        .subMap(new DeadlineEntry(at, ""), new DeadlineEntry(at, "\uffff"))
        .values()
        .stream()
        .flatMap(Optional::stream)
        .filter(entry -> entry.memberIds().contains(memberId))
        .toList();
  }

  private void count(long reads, long writes, long added, long removed, long walked, long books) {
    calls =
        new Calls(
            calls.reads + reads,
            calls.writes + writes,
            calls.added + added,
            calls.removed + removed,
            calls.walked + walked,
            calls.bookkeeping + books);
  }

  @Override
  public MemberState member(String memberId) {
    count(1, 0, 0, 0, 0, 0);
    return super.member(memberId);
  }

  @Override
  public void saveMember(String memberId, MemberState state) {
    count(0, 1, 0, 0, 0, 0);
    super.saveMember(memberId, state);
  }

  @Override
  public void addDeadline(DeadlineEntry entry) {
    count(0, 0, 1, 0, 0, 0);
    index.merge(
        entry,
        Optional.of(entry),
        (there, more) -> Optional.of(there.map(known -> known.with(entry)).orElse(entry)));
  }

  @Override
  public void removeDeadline(DeadlineEntry entry) {
    count(0, 0, 0, 1, 0, 0);
    index.put(entry, Optional.empty());
  }

  @Override
  public void saveProgress(DrainProgress reached) {
    count(0, 0, 0, 0, 0, 1);
    super.saveProgress(reached);
  }

  @Override
  public void saveLedger(Ledger counted) {
    count(0, 0, 0, 0, 0, 1);
    super.saveLedger(counted);
  }

  @Override
  public DeadlineScan scanDeadlines(Cursor after, Instant until) {
    // Every id lies between the empty text and the largest char.
    String from = after.all() ? "\uffff" : after.memberId();
    return new Scan(
        index.tailMap(new DeadlineEntry(after.at(), from), false).entrySet().iterator(), until);
  }

  private final class Scan implements DeadlineScan {
    private final Iterator<Map.Entry<DeadlineEntry, Optional<DeadlineEntry>>> rest;
    private final Instant until;
    private @Nullable DeadlineEntry next;
    private boolean ended;

    private Scan(Iterator<Map.Entry<DeadlineEntry, Optional<DeadlineEntry>>> rest, Instant until) {
      this.rest = rest;
      this.until = until;
    }

    @Override
    public boolean hasNext() {
      while (next == null && !ended && rest.hasNext()) {
        Map.Entry<DeadlineEntry, Optional<DeadlineEntry>> entry = rest.next();
        if (entry.getKey().at().isAfter(until)) {
          ended = true;
        } else {
          count(0, 0, 0, 0, 1, 0);
          next = entry.getValue().orElse(null);
        }
      }
      return next != null;
    }

    @Override
    public DeadlineEntry next() {
      if (!hasNext() || next == null) {
        throw new NoSuchElementException();
      }
      DeadlineEntry entry = next;
      next = null;
      return entry;
    }

    @Override
    public void close() {}
  }
}
