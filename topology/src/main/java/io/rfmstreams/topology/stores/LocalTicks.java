package io.rfmstreams.topology.stores;

import io.rfmstreams.topology.names.Names;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** How far the partitions are ticked that an instance works on. */
public final class LocalTicks {

  private LocalTicks() {}

  /**
   * The partitions this instance works on, each with the last tick read there; the epoch where none
   * was.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while the stores are not open,
   *     for instance during a rebalance; ask again
   */
  public static Map<Integer, Instant> of(KafkaStreams streams) {
    Map<Integer, Instant> lastTicks = new TreeMap<>();
    StoresNow.partitions(streams)
        .forEach(partition -> lastTicks.put(partition, lastTick(streams, partition)));
    return lastTicks;
  }

  /**
   * Whether one of these partitions has read a tick it is not drained through yet.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while the stores are not open
   */
  public static boolean anyPending(KafkaStreams streams) {
    return StoresNow.partitions(streams).anyMatch(partition -> hasPending(streams, partition));
  }

  private static boolean hasPending(KafkaStreams streams, int partition) {
    try (KeyValueIterator<Bytes, byte[]> pending =
        Objects.requireNonNull(
            StoresNow.ask(streams, Names.TICKS, partition, TickStore.pending()))) {
      return pending.hasNext();
    }
  }

  private static Instant lastTick(KafkaStreams streams, int partition) {
    byte @Nullable [] head =
        StoresNow.ask(
            streams, Names.TICKS, partition, KeyQuery.<Bytes, byte[]>withKey(TickStore.HEAD));
    return head == null ? Instant.EPOCH : TickStore.lastTick(head);
  }
}
