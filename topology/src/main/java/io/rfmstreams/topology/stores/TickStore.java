package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.DrainProgress;
import io.rfmstreams.engine.DrainProgress.Cursor;
import io.rfmstreams.engine.DrainProgress.PendingTick;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * How far a partition has drained its ticks, and the generation its stores belong to.
 *
 * <p>Under one key the last tick and the cursor, and under one key each the pending ticks, of which
 * there may be thousands while history is loaded: a tick that comes or goes costs two small writes.
 */
public final class TickStore {
  private static final byte VERSION = 1;

  static final Bytes HEAD = Bytes.wrap(new byte[] {0});
  private static final Bytes GENERATION = Bytes.wrap(new byte[] {2});
  private static final byte PENDING = 1;

  private final KeyValueStore<Bytes, byte[]> store;
  private DrainProgress saved;

  public TickStore(KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    this.saved = load();
  }

  public DrainProgress progress() {
    return saved;
  }

  /** Writes what differs from what was saved before. */
  void save(DrainProgress progress) {
    Instant firstPending = firstPending(progress);
    for (PendingTick tick : saved.pending()) {
      if (!tick.at().isBefore(firstPending)) {
        break;
      }
      store.delete(pendingKey(tick.at()));
    }
    List<PendingTick> pending = progress.pending();
    for (int i = pending.size() - 1; i >= 0; i--) {
      PendingTick tick = pending.get(i);
      if (!tick.at().isAfter(saved.lastTick())) {
        break;
      }
      store.put(
          pendingKey(tick.at()),
          ByteBuffer.allocate(Long.BYTES).putLong(tick.recordTimestamp()).array());
    }
    store.put(HEAD, head(progress.lastTick(), progress.cursor()));
    saved = progress;
  }

  /** The generation the partition's stores belong to; empty before the first record. */
  public Optional<Generation> generation() {
    return generation(GENERATION, store.get(GENERATION));
  }

  /** The generation a stored record tells of; empty for the others. */
  static Optional<Generation> generation(Bytes key, byte @Nullable [] value) {
    return value == null || !key.equals(GENERATION)
        ? Optional.empty()
        : Optional.of(Generation.parse(new String(value, StandardCharsets.UTF_8)));
  }

  public void saveGeneration(Generation generation) {
    store.put(GENERATION, generation.text().getBytes(StandardCharsets.UTF_8));
  }

  /** The last tick read, of what is stored under {@link #HEAD}. */
  static Instant lastTick(byte[] head) {
    return Instant.ofEpochMilli(ByteBuffer.wrap(head).getLong(1));
  }

  /** The ticks stored as pending. */
  static RangeQuery<Bytes, byte[]> pending() {
    return RangeQuery.withRange(
        pendingKey(Instant.EPOCH), pendingKey(Instant.ofEpochMilli(Long.MAX_VALUE)));
  }

  private static Instant firstPending(DrainProgress progress) {
    return progress.pending().isEmpty() ? Instant.MAX : progress.pending().get(0).at();
  }

  private DrainProgress load() {
    byte[] head = store.get(HEAD);
    if (head == null) {
      return DrainProgress.NONE;
    }
    ByteBuffer in = ByteBuffer.wrap(head);
    byte version = in.get();
    if (version != VERSION) {
      throw new IllegalStateException(
          "The stored drain progress has version %d, this program reads version %d; start a new generation or run the program that wrote it."
              .formatted(version, VERSION));
    }
    Instant lastTick = Instant.ofEpochMilli(in.getLong());
    Instant at = Instant.ofEpochMilli(in.getLong());
    boolean all = in.get() != 0;
    String memberId = new String(head, in.position(), in.remaining(), StandardCharsets.UTF_8);
    return new DrainProgress(lastTick, loadPending(), new Cursor(at, memberId, all));
  }

  private List<PendingTick> loadPending() {
    List<PendingTick> pending = new ArrayList<>();
    Bytes first = pendingKey(Instant.EPOCH);
    try (KeyValueIterator<Bytes, byte[]> ticks = store.range(first, GENERATION)) {
      while (ticks.hasNext()) {
        KeyValue<Bytes, byte[]> tick = ticks.next();
        if (!tick.key.equals(GENERATION)) {
          Instant at = Instant.ofEpochMilli(ByteBuffer.wrap(tick.key.get()).getLong(1));
          pending.add(new PendingTick(at, ByteBuffer.wrap(tick.value).getLong()));
        }
      }
    }
    return pending;
  }

  private static byte[] head(Instant lastTick, Cursor cursor) {
    byte[] memberId = cursor.memberId().getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(2 + 2 * Long.BYTES + memberId.length)
        .put(VERSION)
        .putLong(lastTick.toEpochMilli())
        .putLong(cursor.at().toEpochMilli())
        .put((byte) (cursor.all() ? 1 : 0))
        .put(memberId)
        .array();
  }

  private static Bytes pendingKey(Instant at) {
    return Bytes.wrap(
        ByteBuffer.allocate(1 + Long.BYTES).put(PENDING).putLong(at.toEpochMilli()).array());
  }
}
