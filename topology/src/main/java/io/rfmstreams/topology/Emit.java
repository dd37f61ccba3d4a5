package io.rfmstreams.topology;

import io.rfmstreams.journal.PictureRecords;
import io.rfmstreams.journal.TransitionRecords;
import io.rfmstreams.journal.TriggerRecords;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.schemas.WinbackTrigger;
import io.rfmstreams.topology.names.Names;
import java.util.Currency;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;

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

  void transitions(KStream<String, Outcome> outcomes) {
    TransitionRecords records = new TransitionRecords(currency);
    write(
        outcomes,
        () -> new EmitTransitions(records),
        Names.EMIT_TRANSITIONS,
        SegmentTransition.class,
        topics.segmentTransitions(),
        Names.WRITE_TRANSITIONS);
  }

  void pictures(KStream<String, Outcome> outcomes) {
    PictureRecords records = new PictureRecords(currency);
    write(
        outcomes,
        () -> new EmitPictures(records),
        Names.EMIT_PICTURES,
        MemberSegments.class,
        topics.memberSegments(),
        Names.WRITE_PICTURES);
  }

  void triggers(KStream<String, Outcome> outcomes) {
    TriggerRecords records = new TriggerRecords(currency);
    write(
        outcomes,
        () -> new EmitTriggers(records),
        Names.EMIT_TRIGGERS,
        WinbackTrigger.class,
        topics.winbackTriggers(),
        Names.WRITE_TRIGGERS);
  }

  void deadLetters(KStream<String, Outcome> outcomes) {
    outcomes
        .process(EmitDeadLetters::new, Named.as(Names.EMIT_DEAD_LETTERS))
        .to(
            topics.deadLetters().name(),
            Produced.with(Serdes.ByteArray(), Serdes.ByteArray())
                .withName(Names.WRITE_DEAD_LETTERS));
  }

  private <T extends SpecificRecord> void write(
      KStream<String, Outcome> outcomes,
      ProcessorSupplier<String, Outcome, String, T> step,
      String stepName,
      Class<T> kind,
      TopicContract topic,
      String sinkName) {
    outcomes
        .process(step, Named.as(stepName))
        .to(topic.name(), Produced.with(Serdes.String(), registry.serde(kind)).withName(sinkName));
  }
}
