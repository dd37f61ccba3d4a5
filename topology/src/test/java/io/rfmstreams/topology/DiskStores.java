package io.rfmstreams.topology;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.topology.names.Names;
import io.rfmstreams.topology.stores.StoreDefinitions;
import io.rfmstreams.topology.stores.StreamsStores;
import io.rfmstreams.topology.stores.TickStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores of one partition on disk, outside any topology, with their costs counted. */
final class DiskStores implements AutoCloseable {
  private final Path directory;
  private final MockProcessorContext<String, Outcome> context;
  private final List<StateStore> opened = new ArrayList<>();
  private final Costs costs = new Costs();

  DiskStores() {
    try {
      this.directory = Files.createTempDirectory("stores");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.context =
        new MockProcessorContext<>(
            StreamsSettings.of("test", "nowhere:9092", directory).properties(),
            new TaskId(0, 3),
            directory.toFile());
    context.setCurrentSystemTimeMs(0);
    StoreDefinitions definitions = StoreDefinitions.onDisk(StateForms.current());
    open(definitions.members());
    open(definitions.deadlines());
    open(definitions.ticks());
    open(definitions.ledger());
  }

  private <T extends StateStore> void open(StoreBuilder<T> builder) {
    T store = builder.withLoggingDisabled().withCachingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
    opened.add(store);
  }

  MockProcessorContext<String, Outcome> context() {
    return context;
  }

  Costs costs() {
    return costs;
  }

  /** The partition's stores as they stand on disk. */
  StreamsStores stores() {
    return new StreamsStores(
        3,
        costs.counted(context.<KeyValueStore<String, MemberState>>getStateStore(Names.MEMBERS)),
        costs.counted(context.<KeyValueStore<Bytes, byte[]>>getStateStore(Names.DEADLINES)),
        new TickStore(
            costs.counted(context.<KeyValueStore<Bytes, byte[]>>getStateStore(Names.TICKS))),
        costs.counted(context.<KeyValueStore<Integer, Ledger>>getStateStore(Names.LEDGER)));
  }

  /** Writes what is in memory to files, as a checkpoint does. */
  void flush() {
    opened.forEach(StateStore::flush);
  }

  @Override
  public void close() {
    opened.forEach(StateStore::close);
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
