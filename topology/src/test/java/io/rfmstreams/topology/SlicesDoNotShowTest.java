package io.rfmstreams.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.MemoryStores;
import io.rfmstreams.engine.Partition;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.journal.ControlRecords;
import io.rfmstreams.journal.MemberEventMapper;
import io.rfmstreams.journal.PictureRecords;
import io.rfmstreams.journal.TransitionRecords;
import io.rfmstreams.journal.TriggerRecords;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.oracle.HostileLogs.Ordering;
import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.names.Names;
import io.rfmstreams.topology.stores.StoreDefinitions;
import io.rfmstreams.topology.stores.TickStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * However a drain is cut up, and whenever its slices run, each member's records are those of the bare
 * engine that drains every tick at once, byte for byte, in the same order and with the same
 * timestamps.
 */
class SlicesDoNotShowTest {
  private static final int LOGS_A_TEST = 12;

  private static final Topics TOPICS = PipelineDriver.TOPICS;

  private final RegistrySettings registry = RegistrySettings.at("mock://" + UUID.randomUUID());

  /** By topic: each writes records of one kind. */
  private final Map<String, Serializer<SpecificRecord>> serializers = new HashMap<>();

  private final RuleBook rules = TestRules.bookRemembering(6);
  private final TransitionRecords transitions =
      new TransitionRecords(rules.deployment().currency());
  private final PictureRecords pictures = new PictureRecords(rules.deployment().currency());
  private final TriggerRecords triggers = new TriggerRecords(rules.deployment().currency());

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void eachMembersRecordsAreThoseOfTheBareEngine(int block) {
    for (int i = 0; i < LOGS_A_TEST; i++) {
      long seed = block * 1000L + i;
      SplittableRandom random = new SplittableRandom(seed);
      List<JournalEntry> journal = journal(seed, random);
      requireSame(throughThePipeline(journal, random), throughTheEngine(journal), seed);
    }
  }

  /** Compares record by record, so that a failure shows the first that differs. */
  private static void requireSame(
      Map<String, List<String>> pipeline, Map<String, List<String>> engine, long seed) {
    assertThat(pipeline.keySet()).isEqualTo(engine.keySet());
    engine.forEach(
        (key, expected) -> {
          List<String> actual = pipeline.getOrDefault(key, List.of());
          for (int i = 0; i < Math.min(actual.size(), expected.size()); i++) {
            assertThat(actual.get(i))
                .as("seed %d, record %d of %s", seed, i, key)
                .isEqualTo(expected.get(i));
          }
          assertThat(actual.size()).as("seed %d, %s", seed, key).isEqualTo(expected.size());
        });
  }

  /** Members that fall due on the same days, so that slices end in the midst of a day. */
  private static List<JournalEntry> journal(long seed, SplittableRandom random) {
    HostileLogs logs =
        HostileLogs.seeded(seed)
            .in(HostileLogs.SETTINGS.get(0))
            .ordered(Ordering.values()[random.nextInt(Ordering.values().length)])
            .withMembers(6)
            .withEventsPerMember(12)
            .spanningDays(500);
    List<LogLine> lines = new ArrayList<>();
    for (LogLine line : logs.lines()) {
      lines.add(line);
      lines.add(twinOf(line));
    }
    List<JournalEntry> daily = Player.play(lines, logs.lastDay(), TestRules.ZONE);
    // Ticks need not come for every day: some reveal many at once.
    return daily.stream()
        .filter(entry -> entry instanceof JournalEntry.Event || random.nextInt(4) > 0)
        .toList();
  }

  private static LogLine twinOf(LogLine line) {
    return new LogLine(
        line.eventId(),
        line.memberId() + "-twin",
        line.type(),
        line.occurredAt(),
        line.amountMinor(),
        line.currency(),
        line.orderId(),
        line.category(),
        line.attributes());
  }

  private Map<String, List<String>> throughThePipeline(
      List<JournalEntry> journal, SplittableRandom random) {
    Slices slices = new Slices(1 + random.nextInt(3), Duration.ofMillis(5));
    Map<String, List<String>> seen = new TreeMap<>();
    try (PipelineDriver pipeline =
        PipelineDriver.start(
            PipelineDriver.Variant.usual()
                .rules(rules)
                .registry(registry)
                .slices(slices)
                .stores(StoreDefinitions.inMemory()))) {
      long recordTime = 0;
      for (JournalEntry entry : journal) {
        recordTime = play(pipeline, entry, recordTime);
        if (random.nextInt(10) == 0) {
          pipeline.timePasses(Duration.ofMillis(random.nextInt(1, 20)));
        }
      }
      // More than enough for whatever is still pending.
      for (int i = 0; i < 10_000 && isDraining(pipeline); i++) {
        pipeline.timePasses(slices.interval());
      }
      TOPICS.all().stream()
          .skip(1)
          .forEach(
              topic ->
                  pipeline
                      .rawRecords(topic)
                      .forEach(record -> note(seen, topic, record.timestamp(), record)));
    }
    return seen;
  }

  private static boolean isDraining(PipelineDriver pipeline) {
    TickStore ticks = new TickStore(pipeline.driver().getKeyValueStore(Names.TICKS));
    return !ticks.progress().pending().isEmpty();
  }

  private static long play(PipelineDriver pipeline, JournalEntry entry, long recordTime) {
    if (entry instanceof JournalEntry.Event event) {
      long at = Math.max(recordTime, event.line().occurredAt().toEpochMilli());
      pipeline.event(event.line().memberId(), event(event.line()), Instant.ofEpochMilli(at));
      return at;
    }
    Instant tick = ((JournalEntry.Tick) entry).at();
    pipeline.event(null, ControlRecords.tick(tick), tick);
    return Math.max(recordTime, tick.toEpochMilli());
  }

  private Map<String, List<String>> throughTheEngine(List<JournalEntry> journal) {
    Map<String, List<String>> seen = new TreeMap<>();
    Partition partition =
        new Partition(
            Timeline.of(rules),
            new MemoryStores(),
            (memberId, decision, cause) -> note(seen, memberId, decision, cause));
    EventCheck check = new EventCheck(rules.deployment());
    long recordTime = 0;
    for (JournalEntry entry : journal) {
      if (entry instanceof JournalEntry.Event event) {
        recordTime = Math.max(recordTime, event.line().occurredAt().toEpochMilli());
        MemberEvent read = event(event.line());
        boolean refused =
            check.check(read, Instant.ofEpochMilli(recordTime)).isPresent()
                || partition.event(read, recordTime).rejection() != null;
        if (refused) {
          byte[] key = read.memberId().getBytes(UTF_8);
          byte[] value = serialized(TOPICS.memberEvents(), MemberEventMapper.toRecord(read));
          note(seen, TOPICS.deadLetters(), recordTime, new TestRecord<>(key, value));
        }
      } else if (entry instanceof JournalEntry.Tick tick) {
        partition.tick(tick.at(), tick.at().toEpochMilli());
        partition.drain(Integer.MAX_VALUE);
        recordTime = Math.max(recordTime, tick.at().toEpochMilli());
      }
    }
    return seen;
  }

  private void note(
      Map<String, List<String>> seen, String memberId, Decision decision, long cause) {
    for (Transition each : decision.transitions()) {
      note(seen, TOPICS.segmentTransitions(), memberId, cause, transitions.of(each));
    }
    MemberPicture picture = decision.picture();
    if (picture != null) {
      Instant effectiveAt = Instant.ofEpochMilli(decision.next().standsAt());
      note(seen, TOPICS.memberSegments(), memberId, cause, pictures.of(picture, effectiveAt));
    } else if (decision.erased()) {
      note(seen, TOPICS.memberSegments(), memberId, cause, null);
    }
    for (WinbackSignal each : decision.signals()) {
      note(seen, TOPICS.winbackTriggers(), memberId, cause, triggers.of(each));
    }
  }

  private void note(
      Map<String, List<String>> seen,
      TopicContract topic,
      String memberId,
      long timestamp,
      @Nullable SpecificRecord value) {
    byte[] bytes = value == null ? null : serialized(topic, value);
    note(seen, topic, timestamp, new TestRecord<>(memberId.getBytes(UTF_8), bytes));
  }

  private byte[] serialized(TopicContract topic, SpecificRecord value) {
    return serializers
        .computeIfAbsent(topic.name(), name -> Registry.connect(registry).serializer())
        .serialize(topic.name(), value);
  }

  private static void note(
      Map<String, List<String>> seen,
      TopicContract topic,
      long timestamp,
      TestRecord<byte[], byte[]> record) {
    String text = record.value() == null ? "null" : HexFormat.of().formatHex(record.value());
    seen.computeIfAbsent(
            topic.name() + " of " + new String(record.key(), UTF_8), key -> new ArrayList<>())
        .add(timestamp + " " + text);
  }

  private static MemberEvent event(LogLine line) {
    return new MemberEvent(
        line.eventId(),
        line.memberId(),
        line.type(),
        line.occurredAt(),
        line.amountMinor(),
        line.currency(),
        line.orderId(),
        null,
        line.category(),
        line.attributes());
  }
}
