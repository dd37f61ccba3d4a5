package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.service.ServiceException;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a start opens, and that it is closed again however the start ends. */
@Timeout(120)
class ServiceTest {
  private static final String ID = "service";

  private static EmbeddedBroker broker;
  private static Registry registry;

  private Path state;

  /** The broker's threads, and whatever else runs. */
  private final Set<Thread> before = alive();

  @BeforeAll
  static void createTopicsAndSchemas(@TempDir Path kafka)
      throws IOException, InterruptedException, ExecutionException {
    broker = EmbeddedBroker.start(kafka);
    registry = Registry.connect(RegistrySettings.at("mock://" + ID));
    Journal journal = new Journal(broker, registry, ID, Journal.rules("default-retail", null), 2);
    journal.topics().all().stream()
        .filter(topic -> topic.subject().isPresent())
        .forEach(registry::register);
  }

  @BeforeEach
  void makeAPlace(@TempDir Path directory) {
    state = directory;
  }

  @AfterAll
  static void stop() throws IOException {
    registry.close();
    broker.close();
  }

  private Service service(String... assignments) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "rfm.kafka.bootstrap.servers=" + broker.bootstrapServers(),
                "rfm.registry.schema.registry.url=mock://" + ID,
                "rfm.application.id=" + ID,
                "rfm.topics.prefix=" + ID + ".",
                "rfm.state.dir=" + state));
    all.addAll(List.of(assignments));
    Path nowhere = state.resolve("no-settings");
    return new Service(
        Settings.read(new Settings.Places(Journal.ROOT, nowhere, Map.of()), null, all), false);
  }

  @Test
  @Tag("slow")
  void itsTickerClosesTheDays_asSoonAsPartitionsAreAssigned() throws InterruptedException {
    try (Shutdown shutdown = Shutdown.onSignals()) {
      Pipeline pipeline = service().start(registry, shutdown);
      pipeline.running().join();

      Instant earliest = startOfYesterday();
      await()
          .atMost(Duration.ofSeconds(50)) // less than the period: it is the assignment that ticks
          .ignoreExceptions()
          .untilAsserted(
              () ->
                  assertThat(pipeline.lastTicks())
                      .containsOnlyKeys(0, 1)
                      .allSatisfy(
                          (partition, tick) -> assertThat(tick).isAfterOrEqualTo(earliest)));
    }
    assertNothingIsLeft();
  }

  /** Today's may not have settled. */
  private static Instant startOfYesterday() {
    Clock clock = Clock.system(ZoneId.of("Asia/Shanghai"));
    return LocalDate.now(clock).minusDays(1).atStartOfDay(clock.getZone()).toInstant();
  }

  @Test
  void whatIsMissing_isSaid_andNothingIsOpened() {
    try (Shutdown shutdown = Shutdown.onSignals()) {
      assertThatThrownBy(() -> service("rfm.topics.prefix=other.").start(registry, shutdown))
          .isInstanceOf(ServiceException.class)
          .hasMessageStartingWith("the pipeline cannot start:\n")
          .hasMessageContaining("These topics do not exist: other.member-events, ")
          .hasMessageContaining("are not registered: other.member-events-value, ");
      assertNothingIsLeft();
    }
  }

  @Test
  void aStartThatFailsHalfWay_leavesNothingOpen() throws InterruptedException {
    try (Shutdown shutdown = Shutdown.onSignals()) {
      // The pipeline can be built with it; the ticker's producer cannot ask for partitions.
      Service impatient = service("rfm.kafka.max.block.ms=0");
      assertThatThrownBy(() -> impatient.start(registry, shutdown))
          .isInstanceOf(ServiceException.class)
          .hasMessageStartingWith("the brokers do not serve this client: ");
    }
    assertNothingIsLeft();
  }

  @Test
  void aStateFolderInUse_isSaid() throws InterruptedException {
    try (Shutdown shutdown = Shutdown.onSignals()) {
      service().start(registry, shutdown);

      assertThatThrownBy(() -> service().start(registry, shutdown))
          .isInstanceOf(SettingsException.class)
          .hasMessage(
              "another instance uses " + state + "; give this one an rfm.state.dir of its own");
    }
    assertNothingIsLeft();
  }

  @Test
  void closedWhileItStarts_itLeavesNothingOpen() throws InterruptedException {
    Shutdown shutdown = Shutdown.onSignals();
    shutdown.close();

    Pipeline pipeline = service().start(registry, shutdown);

    assertThat(pipeline.running()).isCancelled();
    assertThat(pipeline.stopped()).isCompleted();
    assertNothingIsLeft();
  }

  private static Set<Thread> alive() {
    return Thread.getAllStackTraces().keySet();
  }

  /** No thread of the pipeline, the ticker or a client. */
  private void assertNothingIsLeft() {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(alive())
                    .filteredOn(thread -> !before.contains(thread))
                    .extracting(Thread::getName)
                    .noneMatch(
                        name ->
                            name.contains(ID + "-")
                                || name.equals("ticker")
                                || name.startsWith("kafka-producer")
                                || name.startsWith("kafka-admin")));
  }
}
