package io.rfmstreams.app.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.load.JournalWriter;
import io.rfmstreams.app.settings.Settings;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.topology.Beginning;
import io.rfmstreams.topology.Slices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From which day on triggers go out: what is said, and what a generation was begun with. */
@Timeout(120)
class FirstTriggersTest {
  private static final String FROM = "rfm.triggers.from=";

  private static EmbeddedBroker broker;
  private static Registry registry;

  private Path state;

  @BeforeEach
  void makeAPlace(@TempDir Path directory) {
    state = directory;
  }

  @BeforeAll
  static void startBroker(@TempDir Path directory) throws IOException {
    broker = EmbeddedBroker.start(directory);
    registry = Registry.connect(RegistrySettings.at("mock://first").withAutoRegister(true));
  }

  @AfterAll
  static void stopBroker() throws IOException {
    registry.close();
    broker.close();
  }

  @Test
  void aJournalWithHistory_isNotBegun_untilItIsSaid() throws Exception {
    Journal journal = journal("history");
    buy(journal);

    assertThatThrownBy(() -> begun("history"))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("Topic history.member-events already holds 1 records")
        .hasMessageContaining("rfm.triggers.from=2026-01-01 ")
        .hasMessageContaining("rfm.triggers.from=beginning ");
    assertThat(triggersFrom("history", FROM + "beginning")).isNull();
    assertThat(triggersFrom("history", FROM + "2026-02-01")).isEqualTo("2026-02-01");
  }

  @Test
  void anEmptyJournal_isBegunWithAll_andSoItStays() throws Exception {
    Journal journal = journal("empty");
    assertThat(triggersFrom("empty")).isNull();
    try (Admin admin = Admin.create(journal.client())) {
      Beginning.begin(admin, journal.topics(), "empty", "beginning");
    }

    buy(journal);

    assertThat(triggersFrom("empty")).isNull();
    assertThatThrownBy(() -> begun("empty", FROM + "2026-02-01"))
        .hasMessageContaining(
            "was begun with rfm.triggers.from=beginning, the settings now say 2026-");
  }

  /** Before a record is read the group says it, then the stores do. */
  @Test
  void whatWasBegunWith_holdsForInstancesThatAreNotTold() throws Exception {
    Journal journal = journal("day");
    buy(journal);
    try (Admin admin = Admin.create(journal.client())) {
      Beginning.begin(admin, journal.topics(), "day", "2026-02-01");
    }
    assertThat(triggersFrom("day")).isEqualTo("2026-02-01");

    Begun begun = begun("day");
    try (Pipeline pipeline =
        new Pipeline(
            journal.topics(),
            begun.partitions(),
            begun.rules(),
            StateForms.current(),
            registry,
            Slices.DEFAULT,
            settings("day").streams().properties())) {
      pipeline.start();
      await().atMost(Duration.ofMinutes(1)).until(() -> journal.uncommitted("day") == 0);
    }

    assertThat(triggersFrom("day")).isEqualTo("2026-02-01");
    assertThat(triggersFrom("day", FROM + "2026-02-01")).isEqualTo("2026-02-01");
    assertThatThrownBy(() -> begun("day", FROM + "beginning"))
        .hasMessageContaining("'day' was begun with rfm.triggers.from=2026-02-01");
    assertThatThrownBy(() -> begun("day", "rfm.earliest-day=1990-01-02"))
        .hasMessageStartingWith(
            "the pipeline cannot start:\nThe stores were begun with other settings")
        .hasMessageContaining("stored: earliest day: 1990-01-01; now: earliest day: 1990-01-02");
  }

  /** Stores begun by a version whose states cannot be read on, as that version left them. */
  @Test
  void storesOfAFormThatIsNotRead_areRefusedAtTheStart_sayingWhy() throws Exception {
    Journal journal = journal("old");
    buy(journal);
    try (Admin admin = Admin.create(journal.client())) {
      admin.createTopics(List.of(new NewTopic("old-ticks-changelog", 2, (short) 1))).all().get();
    }
    byte[] generationKey = {2};
    String text = "journal: old.member-events\nmember state: 1\nstores: 1";
    try (var producer =
        new KafkaProducer<>(
            journal.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "old-ticks-changelog", generationKey, text.getBytes(StandardCharsets.UTF_8)))
          .get();
    }

    assertThatThrownBy(() -> begun("old"))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("the pipeline cannot start:\nThe stores hold members' states")
        .hasMessageContaining("form 1 kept no consent")
        .hasMessageContaining("start a new generation");
  }

  private static Journal journal(String id)
      throws InterruptedException, ExecutionException, IOException {
    return new Journal(broker, registry, id, Journal.rules("default-retail", null), 2);
  }

  private static void buy(Journal journal) {
    try (JournalWriter writer = journal.writer()) {
      writer.event(
          new MemberEvent(
              "e1",
              "m1",
              "purchase",
              Instant.parse("2026-01-03T04:00:00Z"),
              9_900L,
              "CNY",
              null,
              null,
              null,
              Map.of()));
      writer.flush();
    }
  }

  private @Nullable String triggersFrom(String id, String... assignments) throws Exception {
    LocalDate day = begun(id, assignments).rules().deployment().triggersFrom();
    return day == null ? null : day.toString();
  }

  private Begun begun(String id, String... assignments)
      throws ExecutionException, InterruptedException {
    Settings settings = settings(id, assignments);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      return Begun.of(admin, settings, RuleFile.read(settings.rules()));
    }
  }

  private Settings settings(String id, String... assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "rfm.kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "rfm.application.id=" + id,
                "rfm.topics.prefix=" + id + ".",
                "rfm.state.dir=" + state));
    all.addAll(List.of(assignments));
    return Settings.read(
        new Settings.Places(Journal.ROOT, state.resolve("no-settings"), Map.of()), null, all);
  }
}
