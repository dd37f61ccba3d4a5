package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.offline.replay.FoundByReplay;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The pipeline's process is killed three times, each time with a transaction open, and started again:
 * committed readers see each transition once, and the ledger counts each record once, as if nothing had
 * happened. Its stores carry on: what was on the disk when they were last closed is not read back.
 */
class KilledPipelineIT {
  private static final String ID = "killed";
  private static final int KILLS = 3;
  private static final int MOST_KILLS = 12;

  @Test
  void outputIsAsIfItHadNotBeenKilled(@TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    RuleBook rules = Journal.rules("retail-demo", null);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        EmbeddedRegistry embedded = EmbeddedRegistry.start();
        Registry registry = Registry.connect(VersionProcess.registry(embedded.url()))) {
      Journal journal = new Journal(broker, registry, ID, rules, 4);
      journal.registerSchemas();
      LocalDate asOf =
          Player.dayOfLatest(EventsCsv.read(Journal.RETAIL), rules.deployment().zone());
      journal.play(Journal.RETAIL, asOf, false);
      long records = journal.uncommitted(ID);
      RunProcess run =
          new RunProcess(
              journal,
              "retail-demo",
              ID,
              directory.resolve("state"),
              embedded,
              "rfm.slice.budget=20",
              "rfm.kafka.max.poll.records=200",
              "rfm.kafka.session.timeout.ms=6000", // the dead are missed sooner
              "rfm.kafka.heartbeat.interval.ms=2000");
      stoppedWithATenthDone(run, journal, records);
      long durable = changelogRecords(journal);
      long since = 0;
      int inside = 0;
      for (int kill = 0; inside < KILLS && kill < MOST_KILLS; kill++) {
        since += changelogRecords(journal) - durable;
        inside += killedInsideATransaction(run, journal) ? 1 : 0;
      }
      assertThat(inside).as("kills inside a transaction").isEqualTo(KILLS);
      FoundByReplay replay = FoundByReplay.of(Journal.RETAIL, rules, asOf, false);
      since += changelogRecords(journal) - durable;
      Process last = run.start();
      try {
        await()
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> journal.uncommitted(ID) == 0);
        // The last ticks are drained in slices after they are read.
        await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> transitions(journal) >= replay.transitions().size());
      } finally {
        last.destroy();
        assertThat(last.waitFor(60, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(last.exitValue()).isEqualTo(128 + 15); // SIGTERM
      assertThat(durable).as("in the changelogs when the stores were closed").isPositive();
      assertThat(run.readBack()).hasSizeGreaterThan(KILLS);
      assertThat(run.readBack().stream().mapToLong(Long::longValue).sum())
          .as("records read back by all starts")
          .isLessThan(since + durable);
      Output.assertSame(journal, replay);
      Output.assertCounted(ledgerRestored(broker, journal, registry, directory), records, replay);
    }
  }

  /** The ledger that an instance without stores of its own finds in the changelogs. */
  private static Ledger ledgerRestored(
      EmbeddedBroker broker, Journal journal, Registry registry, Path directory) {
    RuleFile ruleFile = RuleFile.read(Journal.ROOT.resolve("config/rules/retail-demo.yaml"));
    StreamsSettings settings =
        StreamsSettings.of(ID, broker.bootstrapServers(), directory.resolve("restored"));
    try (Pipeline pipeline =
        new Pipeline(
            journal.topics(),
            journal.partitions(),
            RuleBooks.of(List.of(ruleFile), Deployment.Bounds.DEFAULT),
            registry,
            Slices.DEFAULT,
            settings)) {
      pipeline.startReading();
      pipeline.running().orTimeout(2, TimeUnit.MINUTES).join();
      await().atMost(Duration.ofMinutes(1)).until(() -> !pipeline.hasPendingTicks());
      return pipeline.ledger();
    }
  }

  /** Stops a run early on, so that its stores are closed and what they hold is on the disk. */
  private static void stoppedWithATenthDone(RunProcess run, Journal journal, long records)
      throws IOException, InterruptedException, ExecutionException {
    Process process = run.start();
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(5))
        .until(() -> journal.uncommitted(ID) < records * 9 / 10);
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(journal.uncommitted(ID)).as("stopped before the end").isPositive();
  }

  /** What a store that was lost whole would read back: no offsets, which markers and aborts take too. */
  private static long changelogRecords(Journal journal)
      throws InterruptedException, ExecutionException {
    AtomicLong records = new AtomicLong();
    try (Admin admin = Admin.create(journal.client());
        CommittedRecords<String> committed =
            new CommittedRecords<>(journal.client(), new StringDeserializer())) {
      for (String topic : admin.listTopics().names().get()) {
        if (topic.startsWith(ID) && topic.endsWith("-changelog")) {
          committed.forEach(topic, record -> records.incrementAndGet());
        }
      }
    }
    return records.get();
  }

  private static int transitions(Journal journal) {
    return journal.records(journal.topics().segmentTransitions()).size();
  }

  /**
   * Kills a run that has committed something and has a transaction open; false if that was committed in
   * the moment between.
   */
  private static boolean killedInsideATransaction(RunProcess run, Journal journal)
      throws IOException, InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(journal.client())) {
      long leftBefore = journal.uncommitted(ID);
      Process process = run.start();
      await()
          .atMost(Duration.ofMinutes(2))
          .pollInterval(Duration.ofMillis(5))
          .until(
              () -> {
                long left = journal.uncommitted(ID);
                return left < leftBefore && left > 0 && hasOpenTransaction(admin);
              });
      process.destroyForcibly();
      process.waitFor();
      assertThat(journal.uncommitted(ID)).as("killed before the end").isPositive();
      return hasOpenTransaction(admin);
    }
  }

  private static boolean hasOpenTransaction(Admin admin)
      throws InterruptedException, ExecutionException {
    return admin.listTransactions().all().get().stream()
        .filter(transaction -> transaction.transactionalId().startsWith(ID))
        .map(TransactionListing::state)
        .anyMatch(TransactionState.ONGOING::equals);
  }
}
