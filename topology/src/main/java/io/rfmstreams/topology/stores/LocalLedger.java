package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.topology.names.Names;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** What became of the records an instance has read. */
public final class LocalLedger {

  private LocalLedger() {}

  /**
   * The sum over the partitions this instance works on, each as of its last commit.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while the stores are not open,
   *     for instance during a rebalance; ask again
   */
  public static Ledger of(KafkaStreams streams) {
    ReadOnlyKeyValueStore<Integer, Ledger> ledgers =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                Names.LEDGER, QueryableStoreTypes.<Integer, Ledger>keyValueStore()));
    Ledger sum = Ledger.EMPTY;
    try (KeyValueIterator<Integer, Ledger> each = ledgers.all()) {
      while (each.hasNext()) {
        sum = sum.plus(each.next().value);
      }
    }
    return sum;
  }
}
