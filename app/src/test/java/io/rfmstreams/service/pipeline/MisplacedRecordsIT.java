package io.rfmstreams.service.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.journal.MemberEventMapper;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One member's events from clients that place keys differently: what lies in the wrong partition is
 * written where it belongs, and then the member is as if all had been there at once.
 */
class MisplacedRecordsIT {
  private static final String REGISTRY_URL = "mock://misplaced";
  private static final Instant DAY = Instant.parse("2026-01-03T04:00:00Z");
  private static final int MEMBERS = 12;

  private static EmbeddedBroker broker;
  private static Registry registry;
  private static RuleBook rules;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    broker = EmbeddedBroker.start(directory);
    registry = Registry.connect(RegistrySettings.at(REGISTRY_URL));
    rules = Journal.rules("default-retail", null);
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
    broker.close();
  }

  @Test
  void writtenWhereTheyBelong_oneMemberHasOneHistory(@TempDir Path state) throws Exception {
    Journal right = journal("right");
    Journal mixed = journal("mixed");
    try (JournalWriter writer = right.writer();
        Producer<byte[], byte[]> librdkafka = producer()) {
      for (int i = 0; i < MEMBERS; i++) {
        for (MemberEvent event : history("km-" + i)) {
          writer.event(event);
          librdkafka.send(misplaced(mixed, event)).get();
        }
      }
      writer.flush();
      appendLetterWithoutRecord(mixed, librdkafka, 0);
      appendLetterWithoutRecord(mixed, librdkafka, 1_000_000);
      appendLetterOfAnotherJournal(mixed, librdkafka, history("km-0").get(0));
    }
    int misplaced =
        (int)
            (mixed.records(mixed.topics().memberEvents()).stream()
                .filter(r -> mixed.partitions().of(r.key().getBytes(UTF_8)) != r.partition())
                .count());
    assertThat(misplaced).isPositive();

    try (Pipeline first = pipeline(right, "right", state);
        Pipeline second = pipeline(mixed, "mixed", state)) {
      first.start();
      second.start();
      awaitRead(right, "right");
      awaitRead(mixed, "mixed");
      assertThat(second.ledger().deadLettered()).isEqualTo(misplaced);

      Result loaded = load(mixed, state, "--from-dead-letters", "wrong-partition");
      assertThat(loaded.code()).as(loaded.err()).isEqualTo(ExitCode.SOME_REJECTED);
      assertThat(loaded.out())
          .contains("written   %d records of mixed.dead-letters into".formatted(misplaced + 1))
          .contains("left out  1 records: they were too long for a dead letter, and mixed.member-e")
          .contains("left out  1 records: they are of another journal than mixed.member-events");
      awaitRead(mixed, "mixed");

      assertThat(transitions(mixed)).isEqualTo(transitions(right)).hasSize(MEMBERS);
      long accepted = second.ledger().accepted();
      assertThat(accepted).isEqualTo(first.ledger().accepted());

      load(mixed, state, "--from-dead-letters", "wrong-partition");
      awaitRead(mixed, "mixed");
      assertThat(second.ledger().accepted()).isEqualTo(accepted);
      assertThat(second.ledger().deadLettered()).isEqualTo(misplaced);
      assertThat(transitions(mixed)).isEqualTo(transitions(right));
    }
    assertThat(
            mixed.records(mixed.topics().memberEvents()).stream()
                .flatMap(record -> Stream.of(record.headers().toArray()))
                .map(header -> header.key())
                .distinct())
        .containsExactly("trace");

    Instant nextDay = Instant.parse("2026-01-03T16:00:00Z");
    try (JournalWriter writer = mixed.writer()) {
      writer.tick(nextDay);
      writer.flush();
    }
    Result late = load(mixed, state, "--from-dead-letters", "wrong-partition");
    assertThat(late.code()).isEqualTo(ExitCode.FAILED);
    assertThat(late.err())
        .contains(
            "the journal is closed up to 2026-01-03T16:00:00Z, and what the dead letters hold begins at 2026-01-03T04:00:00Z")
        .contains("--backfill");
  }

  @Test
  void anythingElse_isRefusedBeforeABrokerIsAsked() {
    assertRefused("expected wrong-partition", "load", "--from-dead-letters", "too-late");
    assertRefused("not both", "load", "x.csv", "--from-dead-letters", "wrong-partition");
    assertRefused("Missing required parameter: 'FILE'", "load");
    assertRefused(
        "--as-of goes with a FILE",
        "load",
        "--from-dead-letters",
        "wrong-partition",
        "--as-of",
        "2026-01-01");
  }

  private static void assertRefused(String why, String... command) {
    Result result = new Terminal(Journal.ROOT).run(command);
    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(why);
  }

  private static List<MemberEvent> history(String member) {
    return List.of(
        event(member, "-1", "purchase", DAY, 10_000, "-a"),
        event(member, "-2", "purchase", DAY.plusSeconds(1), 5_000, "-b"),
        event(member, "-1", "purchase", DAY, 10_000, "-a"),
        event(member, "-3", "refund", DAY.plusSeconds(2), 10_000, "-a"));
  }

  private static MemberEvent event(
      String member, String id, String type, Instant at, long minor, String order) {
    return new MemberEvent(
        member + id, member, type, at, minor, "CNY", member + order, null, null, Map.of());
  }

  /** As librdkafka places keys unless it is told otherwise. */
  private static ProducerRecord<byte[], byte[]> misplaced(Journal journal, MemberEvent event) {
    byte[] key = event.memberId().getBytes(UTF_8);
    CRC32 crc = new CRC32();
    crc.update(key);
    int partition = (int) (crc.getValue() % journal.partitions().count());
    RecordHeaders headers = new RecordHeaders();
    headers.add("trace", key);
    return new ProducerRecord<>(
        journal.topics().memberEvents().name(),
        partition,
        event.occurredAt().toEpochMilli(),
        key,
        registry
            .<io.rfmstreams.schemas.MemberEvent>serializer()
            .serialize(journal.topics().memberEvents().name(), MemberEventMapper.toRecord(event)),
        headers);
  }

  /** What a record leaves that is too long for a dead letter: its place. */
  private static void appendLetterWithoutRecord(
      Journal journal, Producer<byte[], byte[]> producer, long offset)
      throws ExecutionException, InterruptedException {
    RecordHeaders headers = new RecordHeaders();
    headers.add("rfm.reason", "wrong-partition".getBytes(UTF_8));
    headers.add("rfm.topic", journal.topics().memberEvents().name().getBytes(UTF_8));
    headers.add("rfm.partition", "0".getBytes(UTF_8));
    headers.add("rfm.offset", Long.toString(offset).getBytes(UTF_8));
    producer
        .send(
            new ProducerRecord<>(journal.topics().deadLetters().name(), 0, 1L, null, null, headers))
        .get();
  }

  /** Journals may share a topic of dead letters. */
  private static void appendLetterOfAnotherJournal(
      Journal journal, Producer<byte[], byte[]> producer, MemberEvent event)
      throws ExecutionException, InterruptedException {
    ProducerRecord<byte[], byte[]> original = misplaced(journal, event);
    original.headers().add("rfm.reason", "wrong-partition".getBytes(UTF_8));
    original.headers().add("rfm.topic", "other.member-events".getBytes(UTF_8));
    producer
        .send(
            new ProducerRecord<>(
                journal.topics().deadLetters().name(),
                0,
                1L,
                original.key(),
                original.value(),
                original.headers()))
        .get();
  }

  private static Producer<byte[], byte[]> producer() {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", broker.bootstrapServers()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static Journal journal(String id) throws InterruptedException, ExecutionException {
    Journal journal = new Journal(broker, registry, id, rules, 4);
    journal.registerSchemas();
    return journal;
  }

  private static Pipeline pipeline(Journal journal, String id, Path state) {
    return new Pipeline(
        journal.topics(),
        journal.partitions(),
        rules,
        registry,
        Slices.DEFAULT,
        StreamsSettings.of(id, broker.bootstrapServers(), state.resolve(id)));
  }

  private static void awaitRead(Journal journal, String id) {
    await().atMost(Duration.ofMinutes(1)).until(() -> journal.uncommitted(id) == 0);
  }

  /** Of each member, the segments it was in, by axis. */
  private static Map<String, List<String>> transitions(Journal journal) {
    Map<String, List<String>> texts = new java.util.TreeMap<>();
    journal
        .read(journal.topics().segmentTransitions(), SegmentTransition.class)
        .forEach(
            (member, moves) -> {
              List<String> last = new ArrayList<>();
              for (String axis : List.of("value", "lifecycle", "loyalty")) {
                moves.stream()
                    .filter(move -> move != null && move.getAxis().equals(axis))
                    .reduce((earlier, later) -> later)
                    .ifPresent(move -> last.add(axis + " " + move.getTo()));
              }
              texts.put(member, last);
            });
    return texts;
  }

  private static Result load(Journal journal, Path state, String... options) {
    return new Terminal(Journal.ROOT)
        .run(
            Stream.of(
                    Stream.of("load"),
                    Stream.of(options),
                    journal
                        .options("default-retail", "mixed", state.resolve("load"), REGISTRY_URL)
                        .stream())
                .flatMap(part -> part)
                .toArray(String[]::new));
  }
}
