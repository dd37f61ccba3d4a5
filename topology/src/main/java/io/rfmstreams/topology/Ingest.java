package io.rfmstreams.topology;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.names.Names;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The steps that bring the journal in. It is read as bytes, so that nothing fails before it is checked. */
final class Ingest {
  private static final Logger LOG = LoggerFactory.getLogger(Ingest.class);

  private final Topics topics;
  private final Deployment deployment;
  private final JournalPartitions partitions;
  private final Registry registry;

  Ingest(Topics topics, JournalPartitions partitions, Deployment deployment, Registry registry) {
    this.topics = topics;
    this.partitions = partitions;
    this.deployment = deployment;
    this.registry = registry;
  }

  KStream<byte[], byte[]> read(StreamsBuilder builder) {
    return builder.stream(
        topics.memberEvents().name(),
        Consumed.with(Serdes.ByteArray(), Serdes.ByteArray())
            .withTimestampExtractor(new JournalTime())
            .withOffsetResetPolicy(AutoOffsetReset.none()) // see Reading
            .withName(Names.READ_JOURNAL));
  }

  KStream<byte[], Checked> check(KStream<byte[], byte[]> received) {
    PlacementWatch watch = new PlacementWatch(LOG::error);
    return received.process(
        () ->
            new CheckEvent(
                registry.memberEventReader(topics.memberEvents()),
                new JournalCheck(deployment, partitions, watch)),
        Named.as(Names.CHECK_EVENT));
  }
}
