package io.rfmstreams.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.load.CommittedRecords;
import io.rfmstreams.app.settings.Settings;
import io.rfmstreams.app.setup.KafkaBrokers;
import io.rfmstreams.engine.Ledger;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * What a reader of the topics sees after a demo.
 *
 * @param ledger what became of the journal's records
 * @param transitions how many there are
 * @param triggers how many members were to be won back
 * @param segments members by axis, then by segment
 * @param took from the start of the pipeline to the last commit
 */
record Summary(
    Ledger ledger,
    long transitions,
    long triggers,
    Map<String, Map<String, Long>> segments,
    Duration took) {

  List<String> asText(RuleFile rules) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "read      %,d records = accepted %,d + duplicate %,d + control %,d + dead-lettered %,d, in %.1f s"
            .formatted(
                ledger.received(),
                ledger.accepted(),
                ledger.duplicate(),
                ledger.control(),
                ledger.deadLettered(),
                took.toMillis() / 1e3));
    lines.add("wrote     %,d transitions, %,d win-back triggers".formatted(transitions, triggers));
    segments.forEach(
        (axis, members) -> {
          lines.add(axis);
          members.entrySet().stream()
              .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
              .forEach(
                  segment ->
                      lines.add(
                          "  %,6d  %-18s %s"
                              .formatted(
                                  segment.getValue(),
                                  segment.getKey(),
                                  rules.label(axis, segment.getKey()))));
        });
    return lines;
  }

  String asJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.putObject("ledger")
        .put("received", ledger.received())
        .put("accepted", ledger.accepted())
        .put("duplicate", ledger.duplicate())
        .put("control", ledger.control())
        .put("deadLettered", ledger.deadLettered());
    root.put("transitions", transitions);
    root.put("triggers", triggers);
    ObjectNode axes = root.putObject("segments");
    segments.forEach((axis, members) -> members.forEach(axes.withObjectProperty(axis)::put));
    root.put("seconds", took.toMillis() / 1e3);
    return root.toString();
  }

  /** The topics, as a committed reader sees them. */
  static final class Source {
    private final Settings settings;
    private final Registry registry;
    private final Topics topics;

    Source(Settings settings, Registry registry) {
      this.settings = settings;
      this.registry = registry;
      this.topics = settings.topics().names();
    }

    /** Records of the journal the pipeline has not committed yet. */
    long uncommitted() throws InterruptedException, ExecutionException {
      try (KafkaBrokers brokers = KafkaBrokers.of(settings)) {
        return Reading.of(brokers.admin(), topics, settings.streams().applicationId()).unread();
      }
    }

    Summary read(Ledger ledger, Duration took) {
      Map<String, Map<String, Long>> segments = new TreeMap<>();
      try (Deserializer<MemberSegments> pictures =
          registry.serde(MemberSegments.class).deserializer()) {
        Map<String, MemberSegments> latest = new HashMap<>();
        for (ConsumerRecord<String, byte[]> record : records(topics.memberSegments())) {
          if (record.value() == null) {
            latest.remove(record.key());
          } else {
            latest.put(record.key(), pictures.deserialize(record.topic(), record.value()));
          }
        }
        for (MemberSegments member : latest.values()) {
          member
              .getSegments()
              .forEach(
                  (axis, segment) ->
                      segments
                          .computeIfAbsent(axis, a -> new TreeMap<>())
                          .merge(segment, 1L, Long::sum));
        }
      }
      return new Summary(
          ledger,
          records(topics.segmentTransitions()).size(),
          records(topics.winbackTriggers()).size(),
          segments,
          took);
    }

    private List<ConsumerRecord<String, byte[]>> records(TopicContract topic) {
      List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
      try (CommittedRecords<String> committed =
          new CommittedRecords<>(settings.kafka(), new StringDeserializer())) {
        committed.forEach(topic.name(), records::add);
      }
      return records;
    }
  }
}
