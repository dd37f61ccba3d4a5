package io.rfmstreams.topology;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.journal.ControlRecords;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.journal.MemberEventMapper;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.schemas.WinbackTrigger;
import io.rfmstreams.topology.names.Names;
import io.rfmstreams.topology.stores.StoreDefinitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The pipeline over one partition in the test's own thread, spoken to in plain words. */
final class PipelineDriver implements AutoCloseable {
  static final Topics TOPICS = Topics.withPrefix("rfm.");

  private final Path directory;
  private final Registry registry;
  private final TopologyTestDriver driver;
  private final TestInputTopic<byte[], byte[]> journal;
  private final TestOutputTopic<String, SegmentTransition> transitions;
  private final TestOutputTopic<String, MemberSegments> pictures;
  private final TestOutputTopic<String, WinbackTrigger> triggers;
  private final TestOutputTopic<byte[], byte[]> deadLetters;

  /** How a driver differs from the usual one. */
  record Variant(
      RuleBook rules,
      int partitions,
      Slices slices,
      StoreDefinitions stores,
      RegistrySettings registry) {
    static Variant usual() {
      return new Variant(
          TestRules.book(),
          1,
          Slices.DEFAULT,
          StoreDefinitions.onDisk(StateForms.current()),
          RegistrySettings.at("mock://" + UUID.randomUUID()));
    }

    Variant rules(RuleBook other) {
      return new Variant(other, partitions, slices, stores, registry);
    }

    /** The journal has so many partitions, of which this is the first. */
    Variant partitions(int other) {
      return new Variant(rules, other, slices, stores, registry);
    }

    Variant slices(Slices other) {
      return new Variant(rules, partitions, other, stores, registry);
    }

    Variant stores(StoreDefinitions other) {
      return new Variant(rules, partitions, slices, other, registry);
    }

    Variant registry(RegistrySettings other) {
      return new Variant(rules, partitions, slices, stores, other);
    }
  }

  static PipelineDriver start() {
    return start(Variant.usual());
  }

  static PipelineDriver start(Variant variant) {
    Registry registry = Registry.connect(variant.registry());
    if (variant.registry().url().startsWith("mock:")) {
      TOPICS.all().stream()
          .filter(topic -> topic.subject().isPresent())
          .forEach(registry::register);
    }
    return new PipelineDriver(variant, registry);
  }

  private PipelineDriver(Variant variant, Registry registry) {
    this.registry = registry;
    try {
      this.directory = Files.createTempDirectory("pipeline");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Properties properties = StreamsSettings.of("test", "nowhere:9092", directory).properties();
    PipelineTopology topology =
        new PipelineTopology(
            TOPICS,
            new JournalPartitions(variant.partitions()),
            variant.rules(),
            registry,
            variant.slices(),
            variant.stores());
    this.driver = new TopologyTestDriver(topology.build(properties), properties);
    this.journal =
        driver.createInputTopic(
            TOPICS.memberEvents().name(), new ByteArraySerializer(), new ByteArraySerializer());
    this.transitions = output(TOPICS.segmentTransitions(), SegmentTransition.class);
    this.pictures = output(TOPICS.memberSegments(), MemberSegments.class);
    this.triggers = output(TOPICS.winbackTriggers(), WinbackTrigger.class);
    this.deadLetters =
        driver.createOutputTopic(
            TOPICS.deadLetters().name(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private <T extends SpecificRecord> TestOutputTopic<String, T> output(
      TopicContract topic, Class<T> kind) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), registry.serde(kind).deserializer());
  }

  MemberWords member(String memberId) {
    return new MemberWords(this, memberId);
  }

  /** A tick says that every day before this one is closed. */
  void dayBegins(String day) {
    tick(LocalDate.parse(day).atStartOfDay(TestRules.ZONE).toInstant());
  }

  /** One tick for each day from the first to the last. */
  void daysBegin(String first, String last) {
    for (LocalDate day = LocalDate.parse(first);
        !day.isAfter(LocalDate.parse(last));
        day = day.plusDays(1)) {
      dayBegins(day.toString());
    }
  }

  private void tick(Instant at) {
    record(null, wire(ControlRecords.tick(at)), at);
  }

  /** An event whose record carries the event's own time. */
  void event(MemberEvent event) {
    record(event.memberId().getBytes(StandardCharsets.UTF_8), wire(event), event.occurredAt());
  }

  /** An event under a key of its own, as its record's timestamp says. */
  void event(@Nullable String key, MemberEvent event, Instant recordedAt) {
    record(key == null ? null : key.getBytes(StandardCharsets.UTF_8), wire(event), recordedAt);
  }

  void record(byte @Nullable [] key, byte @Nullable [] value, Instant recordedAt) {
    record(key, value, new RecordHeaders(), recordedAt);
  }

  void record(byte @Nullable [] key, byte @Nullable [] value, Headers headers, Instant recordedAt) {
    journal.pipeInput(new TestRecord<>(key, value, headers, recordedAt));
  }

  byte[] wire(MemberEvent event) {
    return registry
        .<io.rfmstreams.schemas.MemberEvent>serializer()
        .serialize(TOPICS.memberEvents().name(), MemberEventMapper.toRecord(event));
  }

  /** Lets wall-clock time pass, so that the next slices run. */
  void timePasses(Duration duration) {
    driver.advanceWallClockTime(duration);
  }

  List<TestRecord<String, SegmentTransition>> transitionRecords() {
    return transitions.readRecordsToList();
  }

  /** A topic's records as they lie in it. */
  List<TestRecord<byte[], byte[]>> rawRecords(TopicContract topic) {
    return driver
        .createOutputTopic(topic.name(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
        .readRecordsToList();
  }

  /** What has come out since the last look, as {@code member axis: from -> to on day (cause)}. */
  List<String> moves() {
    List<String> moves = new ArrayList<>();
    for (TestRecord<String, SegmentTransition> record : transitionRecords()) {
      SegmentTransition move = record.value();
      LocalDate day = move.getEffectiveAt().atZone(TestRules.ZONE).toLocalDate();
      moves.add(
          "%s %s: %s -> %s on %s (%s)"
              .formatted(
                  move.getMemberId(),
                  move.getAxis(),
                  move.getFrom() == null ? "nothing" : move.getFrom(),
                  move.getTo(),
                  day,
                  move.getCause()));
    }
    return moves;
  }

  /** Passes over what has come out so far: the next look sees what comes after. */
  void passOverMoves() {
    transitionRecords();
  }

  List<TestRecord<String, MemberSegments>> pictureRecords() {
    return pictures.readRecordsToList();
  }

  List<TestRecord<String, WinbackTrigger>> triggerRecords() {
    return triggers.readRecordsToList();
  }

  List<TestRecord<byte[], byte[]>> deadLetterRecords() {
    return deadLetters.readRecordsToList();
  }

  /** The reasons of the dead letters since the last look. */
  List<String> deadLetterReasons() {
    return deadLetterRecords().stream()
        .map(letter -> header(letter, DeadLetterRecords.REASON))
        .toList();
  }

  static String header(TestRecord<byte[], byte[]> record, String name) {
    return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
  }

  Ledger ledger() {
    Ledger ledger = driver.<Integer, Ledger>getKeyValueStore(Names.LEDGER).get(0);
    return ledger == null ? Ledger.EMPTY : ledger;
  }

  TopologyTestDriver driver() {
    return driver;
  }

  static Instant at(String time) {
    return OffsetDateTime.parse(time.length() == 10 ? time + "T12:00:00+08:00" : time).toInstant();
  }

  @Override
  public void close() {
    driver.close();
    try (Stream<Path> files = Files.walk(directory)) {
      registry.close();
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
