package io.rfmstreams.app.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.commands.LedgerReport;
import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.Tally.Count;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * What a reader of the topics sees after a demo.
 *
 * @param ledger what became of the journal's records
 * @param transitions how many there are
 * @param signals how many records of win-back triggers and their cancels
 * @param segments members by axis, then by segment
 * @param took from the first event played, to a pipeline that runs, to the last commit
 */
record Summary(
    Ledger ledger,
    long transitions,
    long signals,
    Map<String, Map<String, Long>> segments,
    Duration took) {

  List<String> asText(RuleFile rules) {
    List<String> lines = new ArrayList<>();
    lines.addAll(LedgerReport.lines(ledger));
    lines.add(
        "took      %.1f s from the first event played to the last commit"
            .formatted(took.toMillis() / 1e3));
    lines.add(
        "wrote     %,d transitions, %,d records of win-back triggers and cancels"
            .formatted(transitions, signals));
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
    root.put("triggers", ledger.tally().of(Count.SENT));
    root.put("cancelled", ledger.tally().of(Count.CANCELLED));
    ObjectNode axes = root.putObject("segments");
    segments.forEach((axis, members) -> members.forEach(axes.withObjectProperty(axis)::put));
    root.put("seconds", took.toMillis() / 1e3);
    return root.toString();
  }

  /** Reads from the topics what came of it. */
  static Summary read(
      CommittedRecords<String> committed,
      Topics topics,
      Registry registry,
      Ledger ledger,
      Duration took) {
    AtomicLong transitions = new AtomicLong();
    committed.forEach(topics.segmentTransitions().name(), record -> transitions.incrementAndGet());
    AtomicLong signals = new AtomicLong();
    committed.forEach(topics.winbackTriggers().name(), record -> signals.incrementAndGet());
    return new Summary(
        ledger, transitions.get(), signals.get(), segments(committed, topics, registry), took);
  }

  private static Map<String, Map<String, Long>> segments(
      CommittedRecords<String> committed, Topics topics, Registry registry) {
    Map<String, MemberSegments> latest = new HashMap<>();
    try (Deserializer<MemberSegments> pictures =
        registry.serde(MemberSegments.class).deserializer()) {
      committed.forEach(
          topics.memberSegments().name(),
          record -> {
            if (record.value() == null) {
              latest.remove(record.key());
            } else {
              latest.put(record.key(), pictures.deserialize(record.topic(), record.value()));
            }
          });
    }
    Map<String, Map<String, Long>> segments = new TreeMap<>();
    for (MemberSegments member : latest.values()) {
      member
          .getSegments()
          .forEach(
              (axis, segment) ->
                  segments
                      .computeIfAbsent(axis, a -> new TreeMap<>())
                      .merge(segment, 1L, Long::sum));
    }
    return segments;
  }
}
