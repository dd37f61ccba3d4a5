package io.rfmstreams.service.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.replay.FoundByReplay;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws 2, 5 and 6 on a real broker: a committed reader gets exactly what a replay of the file writes. */
class BrokerEqualsReplayIT {
  private static final Registry REGISTRY =
      Registry.connect(RegistrySettings.at("mock://equals-replay").withAutoRegister(true));
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker(@TempDir Path directory) throws IOException {
    broker = EmbeddedBroker.start(directory);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @ParameterizedTest
  @CsvSource({"retail-demo,1", "retail-demo,4", "retail-demo,7", "retail-churn,4"})
  void retailData(String ruleSet, int partitions, @TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    RuleBook rules = Journal.rules(ruleSet, null);
    LocalDate asOf = Player.dayOfLatest(EventsCsv.read(Journal.RETAIL), rules.deployment().zone());
    assertBrokerEqualsReplay(Journal.RETAIL, ruleSet, rules, partitions, asOf, false, directory);
  }

  @ParameterizedTest
  @CsvSource({"LATE,1", "LATE,4", "LATE,7", "SHUFFLED,1", "SHUFFLED,4", "SHUFFLED,7"})
  void hostileLogs(HostileLogs.Ordering ordering, int partitions, @TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    HostileLogs logs =
        HostileLogs.seeded(partitions).ordered(ordering).withMembers(150).withEventsPerMember(40);
    RuleBook rules = Journal.rules("default-retail", logs.zone().getId());
    Path file = Journal.write(directory.resolve("events.csv"), logs.lines());
    LocalDate asOf = logs.lastDay().plusDays(200);
    assertBrokerEqualsReplay(
        file,
        ordering.name().toLowerCase(java.util.Locale.ROOT),
        rules,
        partitions,
        asOf,
        true,
        directory);
  }

  private static void assertBrokerEqualsReplay(
      Path file,
      String name,
      RuleBook rules,
      int partitions,
      LocalDate asOf,
      boolean asLogged,
      Path directory)
      throws IOException, InterruptedException, ExecutionException {
    String id = name + "-" + partitions;
    Journal journal = new Journal(broker, REGISTRY, id, rules, partitions);
    journal.play(file, asOf, asLogged);
    long records = journal.uncommitted(id);
    StreamsSettings settings =
        StreamsSettings.of(id, broker.bootstrapServers(), directory.resolve("state"));
    Slices slices = new Slices(50, Duration.ofMillis(1)); // many slices, so that they might show
    Ledger ledger;
    try (Pipeline pipeline =
        new Pipeline(journal.topics(), journal.partitions(), rules, REGISTRY, slices, settings)) {
      pipeline.start();
      await().atMost(Duration.ofMinutes(3)).until(() -> journal.uncommitted(id) == 0);
      await().atMost(Duration.ofMinutes(1)).until(() -> !pipeline.hasPendingTicks());
      ledger = pipeline.ledger();
    }
    FoundByReplay replay = FoundByReplay.of(file, rules, asOf, asLogged);
    Output.assertSame(journal, replay);
    Output.assertCounted(ledger, records, replay);
    assertThat(journal.records(journal.topics().deadLetters()))
        .hasSize((int) ledger.deadLettered());
    assertGolden(id, OutputDigests.of(journal));
  }

  /** What the topics hold only changes on purpose; the golden file knows some of the cases. */
  private static void assertGolden(String id, List<String> found) throws IOException {
    List<String> golden;
    try (InputStream file = BrokerEqualsReplayIT.class.getResourceAsStream("/outputs.sha256")) {
      golden = new String(Objects.requireNonNull(file).readAllBytes(), UTF_8).lines().toList();
    }
    List<String> known = golden.stream().filter(line -> line.startsWith(id + " ")).toList();
    if (!known.isEmpty()) {
      assertThat(found.stream().map(line -> id + " " + line)).containsExactlyElementsOf(known);
    }
  }
}
