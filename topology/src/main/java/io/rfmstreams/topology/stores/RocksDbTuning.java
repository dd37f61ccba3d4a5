package io.rfmstreams.topology.stores;

import io.rfmstreams.topology.names.Names;
import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;

/**
 * How RocksDB divides memory among the stores: members get what their setting says, the deadline
 * index, read in order and once, little, and the two tiny stores next to nothing. Without this each
 * would take 50 MB of cache and 48 MB of write buffers a partition.
 *
 * <p>Write buffers are small: what is in them is lost with a process that is killed and read back from the
 * changelog. Under Kafka Streams RocksDB writes no log of its own, and transactional stores are not wiped,
 * so this is all that is read back.
 *
 * <p>Point reads of members that are not there are answered by the Bloom filters Streams sets itself.
 */
public final class RocksDbTuning implements RocksDBConfigSetter {

  /** Property: block cache of one partition's member states, in bytes. */
  public static final String MEMBER_CACHE_BYTES = "rfm.member.cache.bytes";

  /** Room for the states of some hundred thousand members with a handful of orders each. */
  public static final long DEFAULT_MEMBER_CACHE_BYTES = 32L * 1024 * 1024;

  private static final long MEBIBYTE = 1024 * 1024;

  private @Nullable Cache cache;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    switch (storeName) {
      case Names.MEMBERS -> {
        Object bytes = configs.getOrDefault(MEMBER_CACHE_BYTES, DEFAULT_MEMBER_CACHE_BYTES);
        divide(options, Long.parseLong(bytes.toString()), 4 * MEBIBYTE);
      }
      case Names.DEADLINES -> divide(options, 4 * MEBIBYTE, 2 * MEBIBYTE);
      case Names.TICKS, Names.LEDGER -> divide(options, MEBIBYTE, MEBIBYTE);
      default -> {} // not one of the pipeline's
    }
  }

  private void divide(Options options, long cacheBytes, long writeBufferBytes) {
    cache = new LRUCache(cacheBytes);
    if (options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      options.setTableFormatConfig(table.setBlockCache(cache));
    }
    options.setWriteBufferSize(writeBufferBytes);
  }

  @Override
  public void close(String storeName, Options options) {
    if (cache != null) {
      cache.close();
    }
  }
}
