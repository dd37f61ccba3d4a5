package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.service.ServiceException;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.names.Names;
import io.rfmstreams.topology.startup.Beginning;
import io.rfmstreams.topology.stores.Generation;
import io.rfmstreams.topology.stores.TriggersFrom;
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

  private static final int FORM = StateForms.current().written();

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
        .isInstanceOf(ServiceException.class)
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
      Beginning.begin(admin, journal.topics(), "empty", TriggersFrom.BEGINNING);
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
      Beginning.begin(admin, journal.topics(), "day", TriggersFrom.parse("2026-02-01"));
    }
    assertThat(triggersFrom("day")).isEqualTo("2026-02-01");

    readAll(journal, "day", begun("day"));

    assertThat(triggersFrom("day")).isEqualTo("2026-02-01");
    assertThat(triggersFrom("day", FROM + "2026-02-01")).isEqualTo("2026-02-01");
    assertThatThrownBy(() -> begun("day", FROM + "beginning"))
        .hasMessageContaining("'day' was begun with rfm.triggers.from=2026-02-01");
    assertThatThrownBy(() -> begun("day", "rfm.earliest-day=1990-01-02"))
        .hasMessageStartingWith(
            "the pipeline cannot start:\nThe stores were begun with other settings")
        .hasMessageContaining("stored: earliest day: 1990-01-01; now: earliest day: 1990-01-02");
  }

  /** Both have looked before either begins. */
  @Test
  void ofTwoThatStartTogether_whoIsToldAnotherDay_isRefused() throws Exception {
    Journal journal = journal("together");
    buy(journal);
    Begun first = begun("together", FROM + "beginning");
    Begun same = begun("together", FROM + "beginning");
    Begun other = begun("together", FROM + "2026-02-01");

    begin("together", first);

    begin("together", same);
    assertBegunByAnother(other);
    readAll(journal, "together", first); // now only the stores tell
    begin("together", same);
    assertBegunByAnother(other);
  }

  private void assertBegunByAnother(Begun other) {
    assertThatThrownBy(() -> begin("together", other))
        .isInstanceOf(ServiceException.class)
        .hasMessageStartingWith("the pipeline cannot start:\nMeanwhile another instance")
        .hasMessageContaining(
            "'together' with rfm.triggers.from=beginning, this one was to begin it with 2026-02-01");
  }

  /** Stores begun by a version whose states cannot be read on, as that version left them. */
  @Test
  void storesOfAFormThatIsNotRead_areRefusedAtTheStart_sayingWhy() throws Exception {
    Journal journal = journal("old");
    buy(journal);
    createStores(journal, "old");
    store(journal, "old", 0, "journal: old.member-events\nmember state: 1\nstores: 1");

    assertThatThrownBy(() -> begun("old"))
        .isInstanceOf(ServiceException.class)
        .hasMessageStartingWith("the pipeline cannot start:\nThe stores hold members' states")
        .hasMessageContaining("form 1 kept no consent")
        .hasMessageContaining("start a new generation");
  }

  @Test
  void theStoresOfEveryPartition_areLookedAt() throws Exception {
    Journal journal = journal("each");
    buy(journal);
    String settings = generation(journal, begun("each", FROM + "beginning")).settings();
    createStores(journal, "each");
    store(journal, "each", 0, settings + "\nmember state: " + FORM);
    store(journal, "each", 1, settings + "\nmember state: " + FORM);
    assertThat(triggersFrom("each")).isNull();

    store(journal, "each", 1, "other: setting\n" + settings + "\nmember state: " + FORM);

    assertThatThrownBy(() -> begun("each")).hasMessageContaining("(stored: other: setting; now: )");
  }

  /** An upgrade adds to what a store says, long after it was begun. */
  @Test
  void theLatestThatAStoreSays_counts() throws Exception {
    Journal journal = journal("latest");
    buy(journal);
    String settings = generation(journal, begun("latest", FROM + "beginning")).settings();
    createStores(journal, "latest");
    store(journal, "latest", 0, settings + "\nmember state: " + FORM);
    assertThat(triggersFrom("latest")).isNull();
    storeTicks(journal, "latest", 6_000);

    store(journal, "latest", 0, settings + "\nmember state: " + FORM + " to 99");

    assertThatThrownBy(() -> begun("latest"))
        .hasMessageContaining("form %d is of a later version", FORM + 1);
  }

  private static Generation generation(Journal journal, Begun begun) {
    return Generation.of(journal.topics(), begun.partitions(), begun.rules(), StateForms.current());
  }

  private static String ticks(String id) {
    return Names.changelog(id, Names.TICKS);
  }

  private static void createStores(Journal journal, String id) throws Exception {
    try (Admin admin = Admin.create(journal.client())) {
      admin.createTopics(List.of(new NewTopic(ticks(id), 2, (short) 1))).all().get();
    }
  }

  /** What a task stores of its generation. */
  private static void store(Journal journal, String id, int partition, String generation) {
    byte[] generationKey = {2}; // persisted
    write(journal, id, partition, 1, generationKey, generation.getBytes(StandardCharsets.UTF_8));
  }

  private static void storeTicks(Journal journal, String id, int times) {
    write(journal, id, 0, times, new byte[] {0}, new byte[18]);
  }

  private static void write(
      Journal journal, String id, int partition, int times, byte[] key, byte[] value) {
    try (var producer =
        new KafkaProducer<>(
            journal.client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      for (int i = 0; i < times; i++) {
        producer.send(new ProducerRecord<>(ticks(id), partition, key, value));
      }
    }
  }

  private void begin(String id, Begun begun) throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      begun.begin(admin, settings(id));
    }
  }

  /** Runs an instance until it has read the journal. */
  private void readAll(Journal journal, String id, Begun begun) {
    try (Pipeline pipeline =
        new Pipeline(
            journal.topics(),
            begun.partitions(),
            begun.rules(),
            StateForms.current(),
            registry,
            Slices.DEFAULT,
            settings(id).streams().properties())) {
      pipeline.startReading();
      await().atMost(Duration.ofMinutes(1)).until(() -> journal.uncommitted(id) == 0);
    }
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
