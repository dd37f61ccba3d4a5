package io.rfmstreams.service.pipeline;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.schemas.Registry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * How long a pipeline that was killed takes to put out something new, and how much it reads back, with
 * transactional stores and without. Not a test; it is run by hand, with the class path of the tests.
 */
final class RestartMeasurement {
  private static final String RULES = "default-retail";
  private static final int PARTITIONS = 4;
  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");

  /** Events behind the load, of which half are left when the process is killed. */
  private static final int MORE = 100_000;

  private final Journal journal;
  private final int members;

  private RestartMeasurement(Journal journal, int members) {
    this.journal = journal;
    this.members = members;
  }

  /** Takes an empty directory, a number of members, and which stores: true or false. */
  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    int members = Integer.parseInt(args[1]);
    String id = "restart";
    RuleBook rules = Journal.rules(RULES, null);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        EmbeddedRegistry embedded = EmbeddedRegistry.start();
        Registry registry = Registry.connect(VersionProcess.registry(embedded.url()))) {
      Journal journal = new Journal(broker, registry, id, rules, PARTITIONS);
      journal.registerSchemas();
      RunProcess run =
          new RunProcess(
              journal,
              RULES,
              id,
              directory.resolve("state"),
              embedded,
              "rfm.kafka.enable.transactional.statestores=" + args[2],
              "rfm.kafka.session.timeout.ms=6000",
              "rfm.kafka.heartbeat.interval.ms=2000");
      new RestartMeasurement(journal, members).measure(id, run, args[2]);
    }
  }

  private void measure(String id, RunProcess run, String transactional)
      throws IOException, InterruptedException, ExecutionException {
    write(0, members);
    Process killed = run.start();
    awaitAtMost(id, 0);
    write(members, MORE);
    awaitAtMost(id, MORE / 2);
    killed.destroyForcibly().waitFor();
    long left = journal.uncommitted(id);
    long start = System.nanoTime();
    Process again = run.start();
    awaitAtMost(id, left - 1);
    double seconds = (System.nanoTime() - start) / 1e9;
    awaitAtMost(id, 0);
    again.destroy();
    again.waitFor();
    // One thread may have committed before the other had its stores read back, and it was logged.
    List<Long> readBack = run.readBack();
    System.out.printf(
        "%,d members, transactional stores %s: %,d events left, %.1f s to the first new commit, %,d records read back%n",
        members, transactional, left, seconds, readBack.get(readBack.size() - 1));
  }

  /** One event of each member in turn, all within a day. */
  private void write(int from, int events) {
    try (JournalWriter writer = journal.writer()) {
      for (int i = from; i < from + events; i++) {
        writer.event(
            new MemberEvent(
                Integer.toString(i),
                "member-" + i % members,
                MemberEvent.PURCHASE,
                START.plusMillis(i / 100),
                1000L,
                journal.currency().getCurrencyCode(),
                Integer.toString(i),
                null,
                null,
                Map.of()));
      }
      writer.flush();
    }
  }

  private void awaitAtMost(String id, long left) throws InterruptedException, ExecutionException {
    while (journal.uncommitted(id) > left) {
      Thread.sleep(Duration.ofMillis(20).toMillis());
    }
  }
}
