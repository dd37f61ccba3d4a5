package io.rfmstreams.topology;

import io.rfmstreams.engine.MemoryStores;
import io.rfmstreams.engine.PartitionStores;

class MemoryStoresTest extends PartitionStoresContract {
  @Override
  PartitionStores empty() {
    return new MemoryStores();
  }

  @Override
  PartitionStores reopened(PartitionStores stores) {
    return stores;
  }
}
