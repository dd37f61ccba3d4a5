package io.rfmstreams.app.bench;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.service.pipeline.Pipeline;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * Law 4: how long after a midnight's tick the last transition of many members due at once is committed,
 * with no traffic.
 */
final class DrainBenchmark {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Instant BOUGHT = Instant.parse("2025-01-01T04:00:00Z");
  private static final int AT_RISK_DAYS = 90;

  private final Bench bench;
  private final RuleBook rules;
  private final Path directory;

  DrainBenchmark(Bench bench, RuleBook rules, Path directory) {
    this.bench = bench;
    this.rules = rules;
    this.directory = directory;
  }

  /** Seconds from writing the tick to the last commit. */
  double seconds(int members) throws InterruptedException, ExecutionException {
    String id = "drain";
    bench.createJournal();
    Topics topics = bench.topics(id + ".");
    try (JournalWriter journal = bench.journal()) {
      for (int member = 0; member < members; member++) {
        String event = Integer.toString(member);
        journal.event(
            new MemberEvent(
                event,
                "m" + member,
                "purchase",
                BOUGHT,
                9_900L,
                "CNY",
                event,
                null,
                null,
                Map.of()));
      }
      int day = rules.calendar().dayOf(BOUGHT.toEpochMilli());
      for (int before = 1; before < AT_RISK_DAYS; before++) {
        journal.tick(startOf(day + before));
      }
      journal.flush();
      StreamsSettings settings =
          StreamsSettings.of(id, bench.bootstrapServers(), directory.resolve(id));
      try (Pipeline pipeline =
          new Pipeline(topics, Bench.JOURNAL, rules, bench.registry(), Slices.DEFAULT, settings)) {
        bench.measures(pipeline::close);
        pipeline.start();
        waiting(pipeline).until(() -> pipeline.running().isDone());
        awaitDrained(id, pipeline);
        long start = System.nanoTime();
        journal.tick(startOf(day + AT_RISK_DAYS));
        journal.flush();
        awaitDrained(id, pipeline);
        return (System.nanoTime() - start) / 1e9;
      }
    }
  }

  private Instant startOf(int day) {
    return Instant.ofEpochMilli(rules.calendar().startOf(day));
  }

  private static Waiting waiting(Pipeline pipeline) {
    return new Waiting("the pipeline", pipeline.stopped(), POLL);
  }

  private void awaitDrained(String id, Pipeline pipeline)
      throws InterruptedException, ExecutionException {
    waiting(pipeline).until(() -> bench.uncommitted(id) == 0 && !pipeline.hasPendingTicks());
    Thread.sleep(StreamsSettings.Timing.DEFAULT.commit().toMillis()); // the last slice's commit
  }
}
