package io.rfmstreams.topology;

import io.rfmstreams.engine.PartitionStores;
import org.junit.jupiter.api.AfterEach;

class StreamsStoresTest extends PartitionStoresContract {
  private final DiskStores disk = new DiskStores();

  @AfterEach
  void close() {
    disk.close();
  }

  @Override
  PartitionStores empty() {
    return disk.stores();
  }

  @Override
  PartitionStores reopened(PartitionStores stores) {
    return disk.stores();
  }
}
