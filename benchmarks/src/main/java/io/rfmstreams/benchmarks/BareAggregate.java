package io.rfmstreams.benchmarks;

import io.rfmstreams.schemas.MemberEvent;
import io.rfmstreams.schemas.MemberEventReader;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.schemas.UndecodableException;
import java.nio.ByteBuffer;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * The least any live aggregate must do: decode the event, read 64 bytes of the member's, write 64
 * bytes, and have them in a changelog. It puts nothing out.
 */
final class BareAggregate implements ProcessorSupplier<byte[], byte[], Void, Void> {
  private static final String STORE = "sums";
  private static final int VALUE_BYTES = 64;

  private final Topics topics;
  private final Registry registry;

  BareAggregate(Topics topics, Registry registry) {
    this.topics = topics;
    this.registry = registry;
  }

  Topology build(Properties properties) {
    StreamsBuilder builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    builder.stream(
            topics.memberEvents().name(),
            Consumed.with(Serdes.ByteArray(), Serdes.ByteArray()).withName("read"))
        .process(this, Named.as("add-up"));
    return builder.build(properties);
  }

  @Override
  public Processor<byte[], byte[], Void, Void> get() {
    return new AddUp(registry.memberEventReader(topics.memberEvents()));
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return Set.of(
        Stores.keyValueStoreBuilder(
                Stores.persistentKeyValueStore(STORE), Serdes.String(), Serdes.ByteArray())
            .withCachingDisabled());
  }

  private static final class AddUp extends ContextualProcessor<byte[], byte[], Void, Void> {
    private final MemberEventReader reader;
    private KeyValueStore<String, byte[]> sums;

    @SuppressWarnings("NullAway.Init") // Streams calls init before anything else.
    AddUp(MemberEventReader reader) {
      this.reader = reader;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
      super.init(context);
      sums = context.getStateStore(STORE);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
      MemberEvent event = read(record.value());
      Long amount = event.getAmountMinor();
      if (amount == null) {
        return; // a tick
      }
      byte[] before = sums.get(event.getMemberId());
      ByteBuffer sum = ByteBuffer.allocate(VALUE_BYTES);
      if (before != null) {
        sum.put(before).rewind();
      }
      sum.putLong(0, sum.getLong(0) + 1);
      sum.putLong(Long.BYTES, sum.getLong(Long.BYTES) + amount);
      sums.put(event.getMemberId(), sum.array());
    }

    private MemberEvent read(byte[] value) {
      try {
        return reader.read(value);
      } catch (UndecodableException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
