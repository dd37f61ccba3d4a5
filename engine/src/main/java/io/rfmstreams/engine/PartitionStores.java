package io.rfmstreams.engine;

import java.time.Instant;
import java.util.Iterator;

/**
 * What one partition keeps. Kafka Streams' stores implement it for the live pipeline, plain maps in
 * {@link MemoryStores}; {@link Partition} behaves the same over both.
 */
public interface PartitionStores {

  /** A member's state; {@link MemberState#unknown()} if nothing is kept of it. */
  MemberState member(String memberId);

  void saveMember(String memberId, MemberState state);

  /** Adds an entry to the deadline index; one that is there already gains its members. */
  void addDeadline(DeadlineEntry entry);

  /** Removes the entry known by the instant and the first member of this one, whole. */
  void removeDeadline(DeadlineEntry entry);

  /**
   * The index's entries later than {@code after} in the index's order and not later than {@code
   * until}. It costs in proportion to what is taken from it; entries may be removed meanwhile.
   */
  DeadlineScan scanDeadlines(DrainProgress.Cursor after, Instant until);

  /** How far ticks have been drained; {@link DrainProgress#NONE} at first. */
  DrainProgress progress();

  void saveProgress(DrainProgress progress);

  Ledger ledger();

  void saveLedger(Ledger ledger);

  /** A pass over due entries, in order. */
  interface DeadlineScan extends Iterator<DeadlineEntry>, AutoCloseable {
    @Override
    void close();
  }
}
