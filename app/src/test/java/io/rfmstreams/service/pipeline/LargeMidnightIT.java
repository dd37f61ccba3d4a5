package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.DeadlineEntry;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemoryStores;
import io.rfmstreams.engine.Partition;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Timeline;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.journal.TransitionRecords;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.service.pipeline.DrainWatch.Call;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import io.rfmstreams.topology.stores.RocksDbTuning;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * 400,000 members of one partition are due at one midnight, and draining them takes longer than a
 * transaction may: without slices and commits between them the brokers would give the transaction up,
 * and it would be begun anew for ever. All become at risk without any traffic, and later all dormant
 * while some of them, and others, buy.
 */
@Tag("slow")
class LargeMidnightIT {
  private static final String ID = "large-midnight";
  private static final int MEMBERS = 400_000;
  private static final int AT_RISK_DAYS = 90;
  private static final int DORMANT_DAYS = 180;
  private static final Instant BOUGHT = Instant.parse("2025-01-01T04:00:00Z");
  private static final Slices SLICES = new Slices(1_000, Duration.ofMillis(5));
  private static final StreamsSettings.Timing TIMING =
      new StreamsSettings.Timing(
          Duration.ofMillis(100), Duration.ofSeconds(3), Duration.ofMillis(10));

  @Test
  void isDrainedInSlices_withCommitsBetween_withoutTrafficAndWith(@TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    RuleBook rules = Journal.rules("default-retail", null);
    DrainWatch.Seen seen = DrainWatch.of(ID);
    Alone silent = new Alone(rules);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Registry registry =
            Registry.connect(RegistrySettings.at("mock://" + ID).withAutoRegister(true))) {
      Journal journal = new Journal(broker, registry, ID, rules, 1);
      StreamsSettings settings = settings(broker, directory.resolve("state"));
      try (JournalWriter writer = journal.writer();
          Committed committed = new Committed(journal, registry);
          Pipeline pipeline =
              new Pipeline(
                  journal.topics(), journal.partitions(), rules, registry, SLICES, settings)) {
        pipeline.start();
        for (int member = 0; member < MEMBERS; member++) {
          writer.event(purchase("first", "m" + member, BOUGHT));
        }
        writer.tick(midnight(rules, AT_RISK_DAYS - 1));
        writer.flush();
        await().atMost(Duration.ofMinutes(2)).until(() -> journal.uncommitted(ID) == 0);
        await().atMost(Duration.ofMinutes(1)).until(() -> !pipeline.hasPendingTicks());
        silent.event(purchase("first", "m", BOUGHT));
        silent.tick(midnight(rules, AT_RISK_DAYS - 1));
        committed.skip(MEMBERS * silent.said().size());
        double rebalances = rebalances(pipeline);
        seen.drain();

        Instant atRisk = midnight(rules, AT_RISK_DAYS);
        writer.tick(atRisk);
        awaitDrained(seen, writer::flush);
        silent.tick(atRisk);
        committed.requireSame(silent.said(), Map.of());
        assertThat(committed.movesAt(atRisk)).isEqualTo(eachOnce());
        requireSliced(seen.drain(), committed.commits());

        Instant dormant = midnight(rules, DORMANT_DAYS);
        Traffic traffic = new Traffic(writer, dormant.plus(Duration.ofHours(1)));
        writer.tick(dormant);
        awaitDrained(seen, traffic::goOn);
        silent.tick(dormant);
        committed.requireSame(silent.said(), traffic.toldAlone(rules, atRisk, dormant));
        assertThat(committed.movesAt(dormant)).isEqualTo(eachOnce());
        List<Call> drain = seen.drain();
        requireSliced(drain, committed.commits());
        assertThat(drain.stream().filter(call -> !call.bySlice()).count())
            .as("records read between slices, without which this says nothing of traffic")
            .isGreaterThan(50);

        assertThat(seen.starts()).as("starts of the one task").hasSize(1);
        assertThat(rebalances(pipeline)).isEqualTo(rebalances);
        assertThat(pipeline.stopped()).isNotDone();
      }
    }
  }

  private static StreamsSettings settings(EmbeddedBroker broker, Path state) {
    return new StreamsSettings(
        ID,
        broker.bootstrapServers(),
        state,
        1,
        0,
        TIMING,
        RocksDbTuning.DEFAULT_MEMBER_CACHE_BYTES,
        DrainWatch.settings());
  }

  private static void awaitDrained(DrainWatch.Seen seen, Runnable meanwhile) {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(
            () -> {
              meanwhile.run();
              return seen.handled() >= MEMBERS;
            });
  }

  private static void requireSliced(List<Call> drain, int commits) {
    assertThat(DrainWatch.handled(drain)).isEqualTo(MEMBERS);
    assertThat(drain) // an entry that was begun is handled whole
        .allMatch(call -> call.handled() < SLICES.budget() + DeadlineEntry.MOST_MEMBERS);
    assertThat(DrainWatch.duration(drain))
        .as("the whole drain: it has to outlast a transaction, or this says nothing")
        .isGreaterThan(TIMING.transaction());
    assertThat(commits).as("commits between the drain's transitions").isGreaterThan(5);
  }

  private static Map<String, Integer> eachOnce() {
    Map<String, Integer> once = new HashMap<>();
    for (int member = 0; member < MEMBERS; member++) {
      once.put("m" + member, 1);
    }
    return once;
  }

  private static double rebalances(Pipeline pipeline) {
    return pipeline.streams().metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("rebalance-total"))
        .mapToDouble(metric -> (double) metric.metricValue())
        .sum();
  }

  /** The start of a day, so many days after that of the purchases. */
  private static Instant midnight(RuleBook rules, int days) {
    int bought = rules.calendar().dayOf(BOUGHT.toEpochMilli());
    return Instant.ofEpochMilli(rules.calendar().startOf(bought + days));
  }

  private static MemberEvent purchase(String id, String memberId, Instant at) {
    return new MemberEvent(id, memberId, "purchase", at, 9_900L, "CNY", id, null, null, Map.of());
  }

  /** A transition as a reader sees it, but for whose it is. */
  private static String withoutMember(SegmentTransition transition) {
    String text = transition.toString();
    return text.substring(text.indexOf("\"sequence\""));
  }

  /** One member in a partition of its own: law 2 says that its transitions are the same. */
  private static final class Alone {
    private final Partition partition;
    private final List<String> said = new ArrayList<>();

    Alone(RuleBook rules) {
      TransitionRecords records = new TransitionRecords(rules.deployment().currency());
      this.partition =
          new Partition(
              Timeline.of(rules),
              new MemoryStores(),
              (memberId, decision, cause) ->
                  decision
                      .transitions()
                      .forEach(each -> said.add(withoutMember(records.of(each)))));
    }

    void event(MemberEvent event) {
      partition.event(event, event.occurredAt().toEpochMilli());
    }

    void tick(Instant midnight) {
      partition.tick(midnight, midnight.toEpochMilli());
      partition.drain(Integer.MAX_VALUE);
    }

    /** The transitions since this was last asked. */
    List<String> said() {
      List<String> since = List.copyOf(said);
      said.clear();
      return since;
    }
  }

  /** Members who are due buy, and others, for as long as it goes on. */
  private static final class Traffic {
    private final JournalWriter journal;
    private final Instant at;
    private final Map<String, List<MemberEvent>> byMember = new HashMap<>();
    private int bought;

    Traffic(JournalWriter journal, Instant at) {
      this.journal = journal;
      this.at = at;
    }

    void goOn() {
      for (int i = 0; i < 5; i++) {
        buys("m" + bought * 7_919L % MEMBERS);
        buys("other" + bought % 1_000);
      }
      journal.flush();
    }

    private void buys(String memberId) {
      MemberEvent event = purchase("e" + bought++, memberId, at);
      byMember.computeIfAbsent(memberId, id -> new ArrayList<>()).add(event);
      journal.event(event);
    }

    /** What comes of each of them from a midnight on, had it been alone. */
    Map<String, List<String>> toldAlone(RuleBook rules, Instant before, Instant midnight) {
      Map<String, List<String>> told = new HashMap<>();
      byMember.forEach(
          (memberId, events) -> {
            Alone member = new Alone(rules);
            if (memberId.startsWith("m")) {
              member.event(purchase("first", memberId, BOUGHT));
            }
            member.tick(before);
            member.said();
            member.tick(midnight);
            events.forEach(member::event);
            told.put(memberId, member.said());
          });
      return told;
    }
  }

  /** What a reader of committed transitions sees, in the one partition they are in. */
  private static final class Committed implements AutoCloseable {
    private final String topic;
    private final KafkaConsumer<String, byte[]> reader;
    private final Deserializer<SegmentTransition> deserializer;
    private final Map<Instant, Map<String, Integer>> moves = new HashMap<>();
    private int commits;
    private long nextOffset;

    Committed(Journal journal, Registry registry) {
      this.topic = journal.topics().segmentTransitions().name();
      this.reader = journal.committed(journal.topics().segmentTransitions());
      this.deserializer = registry.serde(SegmentTransition.class).deserializer();
    }

    void skip(int records) {
      read(records, record -> {});
    }

    /**
     * Reads on; what it finds of each member must be what is expected.
     *
     * @param ofSilent what is expected of each of the {@link #MEMBERS} that no other list is for
     * @param ofBuyers what is expected of those who bought
     */
    void requireSame(List<String> ofSilent, Map<String, List<String>> ofBuyers) {
      long buyersDue = ofBuyers.keySet().stream().filter(id -> id.startsWith("m")).count();
      int records =
          ofSilent.size() * (MEMBERS - (int) buyersDue)
              + ofBuyers.values().stream().mapToInt(List::size).sum();
      Map<String, List<String>> found = new HashMap<>();
      Map<String, String> sameTexts = new HashMap<>();
      moves.clear();
      read(
          records,
          record -> {
            SegmentTransition transition = deserializer.deserialize(topic, record.value());
            String text = withoutMember(transition);
            found
                .computeIfAbsent(transition.getMemberId(), id -> new ArrayList<>(2))
                .add(sameTexts.computeIfAbsent(text, same -> same));
            if (transition.getAxis().equals("lifecycle")) {
              moves
                  .computeIfAbsent(transition.getEffectiveAt(), at -> new HashMap<>())
                  .merge(transition.getMemberId(), 1, Integer::sum);
            }
          });
      found.forEach(
          (member, texts) ->
              assertThat(texts).as(member).isEqualTo(ofBuyers.getOrDefault(member, ofSilent)));
    }

    private void read(int records, Consumer<ConsumerRecord<String, byte[]>> taker) {
      int[] left = {records};
      commits = 0;
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> record : reader.poll(Duration.ofMillis(100))) {
                  commits += commitsBefore(record);
                  taker.accept(record);
                  left[0]--;
                }
                return left[0] <= 0;
              });
      assertThat(left[0]).as("records that should not be there").isZero();
    }

    /** A commit takes one place in the topic; a transaction that was given up takes its records' too. */
    private int commitsBefore(ConsumerRecord<String, byte[]> record) {
      long skipped = record.offset() - nextOffset;
      assertThat(skipped).as("places without a committed record at %d", nextOffset).isIn(0L, 1L);
      nextOffset = record.offset() + 1;
      return (int) skipped;
    }

    /** Commits before and between the records read last. */
    int commits() {
      return commits;
    }

    /** Of what was read last: how often each member moved through its life at an instant. */
    Map<String, Integer> movesAt(Instant effectiveAt) {
      return moves.getOrDefault(effectiveAt, Map.of());
    }

    @Override
    public void close() {
      reader.close();
      deserializer.close();
    }
  }
}
