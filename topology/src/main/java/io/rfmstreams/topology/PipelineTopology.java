package io.rfmstreams.topology;

import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.stores.Generation;
import io.rfmstreams.topology.stores.StoreDefinitions;
import java.util.Properties;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** The pipeline, from the journal to what others read. */
public final class PipelineTopology {
  private final Ingest ingest;
  private final Decide decide;
  private final Emit emit;

  /**
   * @param topics where to read and write
   * @param partitions how many the journal has
   * @param rules the deployment and its rules
   * @param forms how members' states are stored
   * @param registry where the schemas are
   * @param slices how drains are cut up
   */
  public PipelineTopology(
      Topics topics,
      JournalPartitions partitions,
      RuleBook rules,
      StateForms forms,
      Registry registry,
      Slices slices) {
    this(topics, partitions, rules, registry, slices, StoreDefinitions.onDisk(forms));
  }

  PipelineTopology(
      Topics topics,
      JournalPartitions partitions,
      RuleBook rules,
      Registry registry,
      Slices slices,
      StoreDefinitions stores) {
    Generation generation = Generation.of(topics, partitions, rules, stores.forms());
    this.ingest = new Ingest(topics, partitions, rules.deployment(), registry);
    this.decide = new Decide(Timeline.of(rules), generation, slices, stores);
    this.emit = new Emit(topics, rules.deployment().currency(), registry);
  }

  /**
   * Builds it.
   *
   * @param properties those it will be started with
   */
  public Topology build(Properties properties) {
    var builder = new StreamsBuilder(new TopologyConfig(new StreamsConfig(properties)));
    var received = ingest.read(builder);
    var checked = ingest.check(received);
    var outcomes = decide.outcomes(checked);
    var records = emit.records(outcomes);
    // Not a fan-out: each record names the one of these that it is for.
    emit.transitions(records);
    emit.pictures(records);
    emit.triggers(records);
    emit.deadLetters(records);
    return builder.build(properties);
  }
}
