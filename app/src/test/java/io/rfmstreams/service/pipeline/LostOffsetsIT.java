package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import io.rfmstreams.topology.startup.StartUpChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A generation reads the journal once, from its first record to its last. Where its offsets, the
 * journal's records or its partitions are not what they were, it is refused, and nothing is read twice or
 * passed over.
 */
@Timeout(180)
class LostOffsetsIT {
  private static final String REGISTRY_URL = "mock://lost-offsets";
  private static final Registry REGISTRY =
      Registry.connect(RegistrySettings.at(REGISTRY_URL).withAutoRegister(true));
  private static final int PARTITIONS = 2;
  private static final Instant DAY = Instant.parse("2026-01-03T04:00:00Z");

  private static EmbeddedBroker broker;
  private static RuleBook rules;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    broker = EmbeddedBroker.start(directory);
    rules = Journal.rules("default-retail", null);
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void offsetsThatAreGone_areRefused_andStreamsPutsNoOthersInTheirPlace(@TempDir Path state)
      throws Exception {
    String id = "offsets";
    Journal journal = journalOf40(id);
    readAll(journal, id, state);
    int transitions = journal.records(journal.topics().segmentTransitions()).size();
    try (Admin admin = Admin.create(journal.client())) {
      // Streams does not leave its group when it is closed.
      var everybody = new RemoveMembersFromConsumerGroupOptions();
      admin.removeMembersFromConsumerGroup(id, everybody).all().get();
      admin.deleteConsumerGroups(List.of(id)).all().get();
    }

    Result refused = run(journal, id, state);
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("The offsets that application 'offsets' committed for topic offsets.member-eve")
        .contains("another rfm.application.id and another rfm.topics.output-prefix");

    try (Pipeline unchecked = pipeline(journal, id, state)) {
      unchecked.start();
      assertThatThrownBy(() -> unchecked.stopped().join())
          .hasStackTraceContaining("offsets.member-events");
    }
    assertThat(journal.records(journal.topics().segmentTransitions())).hasSize(transitions);
  }

  @Test
  void recordsDeletedUnread_areRefused(@TempDir Path state) throws Exception {
    String id = "unread";
    Journal journal = journalOf40(id);
    readAll(journal, id, state);
    write40(journal, "later");
    deleteRecords(journal, -1);

    Result refused = run(journal, id, state);

    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("Records of topic unread.member-events were deleted before application 'unread'");
  }

  @Test
  void aJournalWithoutItsBeginning_isRefused_unlessItIsAccepted(@TempDir Path state)
      throws Exception {
    String id = "cut";
    Journal journal = journalOf40(id);
    deleteRecords(journal, 3);

    Result refused = run(journal, id, state);
    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("The beginning of topic cut.member-events has been deleted: partition 0 holds")
        .contains("offsets 3 to ")
        .contains("--accept-cut-journal");

    try (Admin admin = Admin.create(journal.client())) {
      assertThat(new StartUpChecks(journal.topics(), id, true).problems(admin, REGISTRY)).isEmpty();
    }
    readAll(journal, id, state);
  }

  @Test
  void anotherNumberOfPartitions_isRefused(@TempDir Path state) throws Exception {
    String id = "partitions";
    Journal journal = journalOf40(id);
    readAll(journal, id, state);
    try (Admin admin = Admin.create(journal.client())) {
      admin
          .createPartitions(
              Map.of(journal.topics().memberEvents().name(), NewPartitions.increaseTo(3)))
          .all()
          .get();
    }

    Result refused = run(journal, id, state);

    assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
    assertThat(refused.err())
        .contains("partitions.member-events has 3 partitions, application 'partitions' was begun")
        .contains("with 2.");
  }

  private static Journal journalOf40(String name) throws InterruptedException, ExecutionException {
    Journal journal = new Journal(broker, REGISTRY, name, rules, PARTITIONS);
    journal.registerSchemas();
    write40(journal, "first");
    return journal;
  }

  private static void write40(Journal journal, String batch) {
    try (JournalWriter writer = journal.writer()) {
      for (int i = 0; i < 40; i++) {
        String id = batch + "-" + i;
        writer.event(
            new MemberEvent(id, "m" + i, "purchase", DAY, 9_900L, "CNY", id, null, null, Map.of()));
      }
      writer.flush();
    }
  }

  /** Deletes what every partition holds before an offset; −1 for all. */
  private static void deleteRecords(Journal journal, long before)
      throws InterruptedException, ExecutionException {
    String topic = journal.topics().memberEvents().name();
    try (Admin admin = Admin.create(journal.client())) {
      admin
          .deleteRecords(
              Map.of(
                  new TopicPartition(topic, 0), RecordsToDelete.beforeOffset(before),
                  new TopicPartition(topic, 1), RecordsToDelete.beforeOffset(before)))
          .all()
          .get();
    }
  }

  private static void readAll(Journal journal, String id, Path state)
      throws InterruptedException, ExecutionException {
    try (Pipeline pipeline = pipeline(journal, id, state)) {
      pipeline.start();
      await().atMost(Duration.ofMinutes(1)).until(() -> journal.uncommitted(id) == 0);
    }
  }

  private static Pipeline pipeline(Journal journal, String id, Path state) {
    StreamsSettings settings = StreamsSettings.of(id, broker.bootstrapServers(), state);
    return new Pipeline(
        journal.topics(), journal.partitions(), rules, REGISTRY, Slices.DEFAULT, settings);
  }

  private static Result run(Journal journal, String id, Path state) {
    return new Terminal(Journal.ROOT)
        .run(
            Stream.concat(
                    Stream.of("run"),
                    journal.options("default-retail", id, state, REGISTRY_URL).stream())
                .toArray(String[]::new));
  }
}
