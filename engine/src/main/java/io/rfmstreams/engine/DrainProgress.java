package io.rfmstreams.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Which ticks a partition has read, and how far through the deadline index it has drained them.
 *
 * @param lastTick the latest tick read; the epoch before the first
 * @param pending the ticks read and not yet drained through, in order
 * @param cursor the last entry drained; nothing is ever added at or before it
 */
public record DrainProgress(Instant lastTick, List<PendingTick> pending, Cursor cursor) {

  public static final DrainProgress NONE =
      new DrainProgress(Instant.EPOCH, List.of(), Cursor.afterAllOf(Instant.EPOCH));

  public DrainProgress {
    pending = List.copyOf(pending);
  }

  /**
   * A tick that is still to be drained.
   *
   * @param at the start of day it closes everything before
   * @param recordTimestamp the timestamp of the record that carried it, in milliseconds
   */
  public record PendingTick(Instant at, long recordTimestamp) {}

  /**
   * A place in the deadline index.
   *
   * @param at the instant reached
   * @param memberId what the last entry drained at that instant is known by; empty before the first
   * @param all whether every entry at that instant has been drained
   */
  public record Cursor(Instant at, String memberId, boolean all) {
    static Cursor at(DeadlineEntry entry) {
      return new Cursor(entry.at(), entry.first(), false);
    }

    static Cursor afterAllOf(Instant at) {
      return new Cursor(at, "", true);
    }
  }

  DrainProgress withTick(PendingTick tick) {
    List<PendingTick> more = new ArrayList<>(pending);
    more.add(tick);
    return new DrainProgress(tick.at(), more, cursor);
  }

  DrainProgress drainedTo(Cursor reached) {
    return new DrainProgress(lastTick, pending, reached);
  }

  DrainProgress withoutFirstPending() {
    Cursor reached = Cursor.afterAllOf(pending.get(0).at());
    return new DrainProgress(lastTick, pending.subList(1, pending.size()), reached);
  }
}
