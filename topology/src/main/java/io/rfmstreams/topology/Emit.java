package io.rfmstreams.topology;

import io.rfmstreams.journal.PictureRecords;
import io.rfmstreams.journal.TransitionRecords;
import io.rfmstreams.journal.TriggerRecords;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.names.Names;
import java.util.Currency;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

/** The steps that write what was decided. Records are keyed by member id and partitioned by that key. */
final class Emit {
  private final Topics topics;
  private final Currency currency;
  private final Registry registry;

  Emit(Topics topics, Currency currency, Registry registry) {
    this.topics = topics;
    this.currency = currency;
    this.registry = registry;
  }

  /** What each topic gets, ready to be written; the step that makes a record names the one it is for. */
  KStream<byte[], byte[]> records(KStream<String, Outcome> outcomes) {
    var transitionRecords = new TransitionRecords(currency);
    var pictureRecords = new PictureRecords(currency);
    var triggerRecords = new TriggerRecords(currency);
    return outcomes.process(
        () ->
            new EmitRecords(
                kind(topics.segmentTransitions(), Names.WRITE_TRANSITIONS),
                transitionRecords,
                kind(topics.memberSegments(), Names.WRITE_PICTURES),
                pictureRecords,
                kind(topics.winbackTriggers(), Names.WRITE_TRIGGERS),
                triggerRecords),
        Named.as(Names.EMIT_RECORDS));
  }

  void transitions(KStream<byte[], byte[]> records) {
    write(records, topics.segmentTransitions(), Names.WRITE_TRANSITIONS);
  }

  void pictures(KStream<byte[], byte[]> records) {
    write(records, topics.memberSegments(), Names.WRITE_PICTURES);
  }

  void triggers(KStream<byte[], byte[]> records) {
    write(records, topics.winbackTriggers(), Names.WRITE_TRIGGERS);
  }

  void deadLetters(KStream<byte[], byte[]> records) {
    write(records, topics.deadLetters(), Names.WRITE_DEAD_LETTERS);
  }

  private <T extends SpecificRecord> EmitRecords.Kind<T> kind(TopicContract topic, String sink) {
    return new EmitRecords.Kind<>(topic.name(), registry.serializer(), sink);
  }

  private static void write(KStream<byte[], byte[]> records, TopicContract topic, String sink) {
    records.to(topic.name(), Produced.with(Serdes.ByteArray(), Serdes.ByteArray()).withName(sink));
  }
}
