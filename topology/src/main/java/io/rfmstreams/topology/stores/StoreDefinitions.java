package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.topology.names.Names;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The stores and their changelogs.
 *
 * <p>Only the ledger is cached: it is written with every record, and the cache makes that one
 * changelog record a commit. The others hold few repeated writes between commits, and a cached store
 * answers queries past its transaction.
 */
public final class StoreDefinitions {
  /** The active segment of a topic is never compacted, so it bounds what is restored in vain. */
  private static final Map<String, String> LARGE_CHANGELOG =
      Map.of("segment.bytes", Integer.toString(128 * 1024 * 1024));

  private static final Map<String, String> SMALL_CHANGELOG =
      Map.of("segment.bytes", Integer.toString(8 * 1024 * 1024));

  private final Function<String, KeyValueBytesStoreSupplier> storage;
  private final StateForms forms;

  private StoreDefinitions(Function<String, KeyValueBytesStoreSupplier> storage, StateForms forms) {
    this.storage = storage;
    this.forms = forms;
  }

  /**
   * On disk, in RocksDB.
   *
   * @param forms how members' states are written and read
   */
  public static StoreDefinitions onDisk(StateForms forms) {
    return new StoreDefinitions(Stores::persistentKeyValueStore, forms);
  }

  /** In the process's memory, for tests that open many. */
  public static StoreDefinitions inMemory() {
    return new StoreDefinitions(Stores::inMemoryKeyValueStore, StateForms.current());
  }

  public StateForms forms() {
    return forms;
  }

  public Set<StoreBuilder<?>> all() {
    return new LinkedHashSet<>(List.of(members(), deadlines(), ticks(), ledger()));
  }

  public StoreBuilder<KeyValueStore<String, MemberState>> members() {
    return Stores.keyValueStoreBuilder(
            storage.apply(Names.MEMBERS), Serdes.String(), StoredForms.memberState(forms))
        .withCachingDisabled()
        .withLoggingEnabled(LARGE_CHANGELOG);
  }

  public StoreBuilder<KeyValueStore<Bytes, byte[]>> deadlines() {
    return Stores.keyValueStoreBuilder(
            storage.apply(Names.DEADLINES), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(LARGE_CHANGELOG);
  }

  public StoreBuilder<KeyValueStore<Bytes, byte[]>> ticks() {
    return Stores.keyValueStoreBuilder(
            storage.apply(Names.TICKS), Serdes.Bytes(), Serdes.ByteArray())
        .withCachingDisabled()
        .withLoggingEnabled(SMALL_CHANGELOG);
  }

  public StoreBuilder<KeyValueStore<Integer, Ledger>> ledger() {
    return Stores.keyValueStoreBuilder(
            storage.apply(Names.LEDGER), Serdes.Integer(), StoredForms.ledger())
        .withCachingEnabled()
        .withLoggingEnabled(SMALL_CHANGELOG);
  }
}
