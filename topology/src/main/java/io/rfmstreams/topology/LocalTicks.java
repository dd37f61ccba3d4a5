package io.rfmstreams.topology;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;

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
    streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(task -> task.taskId().partition())
        .forEach(partition -> lastTicks.put(partition, lastTick(streams, partition)));
    return lastTicks;
  }

  private static Instant lastTick(KafkaStreams streams, int partition) {
    byte[] head =
        streams
            .store(
                StoreQueryParameters.fromNameAndType(
                        Names.TICKS, QueryableStoreTypes.<Bytes, byte[]>keyValueStore())
                    .withPartition(partition))
            .get(TickStore.HEAD);
    return head == null ? Instant.EPOCH : TickStore.lastTick(head);
  }
}
