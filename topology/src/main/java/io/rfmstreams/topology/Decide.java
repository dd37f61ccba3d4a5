package io.rfmstreams.topology;

import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.topology.names.Names;
import io.rfmstreams.topology.stores.Generation;
import io.rfmstreams.topology.stores.StoreDefinitions;
import java.util.Set;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** The step that decides, and its stores. */
final class Decide implements ProcessorSupplier<byte[], Checked, String, Outcome> {
  private final Timeline timeline;
  private final Generation generation;
  private final Slices slices;
  private final StoreDefinitions stores;

  Decide(Timeline timeline, Generation generation, Slices slices, StoreDefinitions stores) {
    this.timeline = timeline;
    this.generation = generation;
    this.slices = slices;
    this.stores = stores;
  }

  KStream<String, Outcome> outcomes(KStream<byte[], Checked> checked) {
    return checked.process(this, Named.as(Names.DECIDE_LIFECYCLE));
  }

  @Override
  public Processor<byte[], Checked, String, Outcome> get() {
    return new DecideLifecycle(timeline, generation, stores.forms(), slices);
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return stores.all();
  }
}
