package io.rfmstreams.topology.stores;

import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.query.Query;
import org.apache.kafka.streams.query.QueryResult;
import org.apache.kafka.streams.query.StateQueryRequest;
import org.jspecify.annotations.Nullable;

/**
 * An instance's own stores as they are this moment, ahead of the last commit.
 *
 * <p>What is committed is for queries from outside. Whoever waits for a pipeline to have read and drained
 * everything must not ask for it: a store commits a moment after its transaction did, and until then
 * looks as if the records before the committed offset had never been read.
 */
final class StoresNow {

  private StoresNow() {}

  /** The partitions this instance works on. */
  static Stream<Integer> partitions(KafkaStreams streams) {
    return streams.metadataForLocalThreads().stream()
        .flatMap(thread -> thread.activeTasks().stream())
        .map(task -> task.taskId().partition());
  }

  /**
   * What a partition's store answers.
   *
   * @throws InvalidStateStoreException while the store is not open, for instance during a rebalance;
   *     ask again
   */
  static <R> @Nullable R ask(KafkaStreams streams, String store, int partition, Query<R> query) {
    StateQueryRequest<R> request =
        StateQueryRequest.inStore(store)
            .withQuery(query)
            .withPartitions(Set.of(partition))
            .requireActive()
            .withIsolationLevel(IsolationLevel.READ_UNCOMMITTED);
    QueryResult<R> result = streams.query(request).getPartitionResults().get(partition);
    if (result == null || result.isFailure()) {
      throw new InvalidStateStoreException(
          "store %s of partition %d does not answer: %s"
              .formatted(
                  store,
                  partition,
                  result == null ? "it is not here" : result.getFailureMessage()));
    }
    return result.getResult();
  }
}
