package io.rfmstreams.topology.stores;

import io.rfmstreams.topology.names.Names;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

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
    partitions(streams)
        .forEach(partition -> lastTicks.put(partition, lastTick(streams, partition)));
    return lastTicks;
  }

  /**
   * Whether one of these partitions has read a tick it is not drained through yet.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while the stores are not open
   */
  public static boolean anyPending(KafkaStreams streams) {
    return partitions(streams)
        .anyMatch(partition -> TickStore.hasPending(store(streams, partition)));
  }

  private static Instant lastTick(KafkaStreams streams, int partition) {
    byte[] head = store(streams, partition).get(TickStore.HEAD);
    return head == null ? Instant.EPOCH : TickStore.lastTick(head);
  }

  private static Stream<Integer> partitions(KafkaStreams streams) {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(task -> task.taskId().partition());
  }

  private static ReadOnlyKeyValueStore<Bytes, byte[]> store(KafkaStreams streams, int partition) {
    return streams.store(
        StoreQueryParameters.fromNameAndType(
                Names.TICKS, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
            .withPartition(partition));
  }
}
