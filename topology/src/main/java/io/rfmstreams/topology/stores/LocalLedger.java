package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.topology.names.Names;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.query.KeyQuery;
import org.jspecify.annotations.Nullable;

/** What became of the records an instance has read. */
public final class LocalLedger {

  private LocalLedger() {}

  /**
   * The sum over the partitions this instance works on. It may run ahead of the last commit.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while the stores are not open,
   *     for instance during a rebalance; ask again
   */
  public static Ledger of(KafkaStreams streams) {
    return StoresNow.partitions(streams)
        .map(partition -> of(streams, partition))
        .reduce(Ledger.EMPTY, Ledger::plus);
  }

  private static Ledger of(KafkaStreams streams, int partition) {
    @Nullable Ledger ledger =
        StoresNow.ask(
            streams, Names.LEDGER, partition, KeyQuery.<Integer, Ledger>withKey(partition));
    return ledger == null ? Ledger.EMPTY : ledger;
  }
}
