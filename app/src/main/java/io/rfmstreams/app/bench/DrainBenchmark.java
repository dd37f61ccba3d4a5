package io.rfmstreams.app.bench;

import io.rfmstreams.app.cli.Failure;
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
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Law 4: how long after a midnight's tick the last transition of many members due at once is committed;
 * on one midnight with no traffic, and on a later one with a thousand events a second arriving.
 */
final class DrainBenchmark {
  private static final Duration POLL = Duration.ofMillis(20);
  private static final Duration ALL_SEEN_WITHIN = Duration.ofMinutes(1);
  private static final Instant BOUGHT = Instant.parse("2025-01-01T04:00:00Z");
  private static final int AT_RISK_DAYS = 90;
  private static final int DORMANT_DAYS = 180;

  private final Bench bench;
  private final RuleBook rules;
  private final Path directory;

  /**
   * What a midnight took.
   *
   * @param quietSeconds from the tick to the last commit, with no traffic
   * @param busySeconds the same with traffic
   * @param arrived events that arrived meanwhile
   * @param p99Millis within which 99 of 100 of them were seen by a reader of committed records
   */
  record Drained(double quietSeconds, double busySeconds, int arrived, double p99Millis) {}

  DrainBenchmark(Bench bench, RuleBook rules, Path directory) {
    this.bench = bench;
    this.rules = rules;
    this.directory = directory;
  }

  /** Measures both midnights. */
  Drained run(int members) throws InterruptedException, ExecutionException {
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
      int bought = rules.calendar().dayOf(BOUGHT.toEpochMilli());
      ticks(journal, bought + 1, bought + AT_RISK_DAYS - 1);
      StreamsSettings settings =
          StreamsSettings.of(id, bench.bootstrapServers(), directory.resolve(id));
      try (Pipeline pipeline =
          new Pipeline(topics, Bench.JOURNAL, rules, bench.registry(), Slices.DEFAULT, settings)) {
        bench.measures(pipeline::close);
        pipeline.start();
        waiting(pipeline).until(() -> pipeline.running().isDone());
        awaitDrained(pipeline, startOf(bought + AT_RISK_DAYS - 1));
        double quiet = secondsToDrain(journal, pipeline, bought + AT_RISK_DAYS);
        ticks(journal, bought + AT_RISK_DAYS + 1, bought + DORMANT_DAYS - 1);
        awaitDrained(pipeline, startOf(bought + DORMANT_DAYS - 1));
        Traffic traffic =
            new Traffic(
                bench.bootstrapServers(),
                Bench.partitionsOf(topics.segmentTransitions().name()),
                journal,
                startOf(bought + DORMANT_DAYS));
        FutureTask<long[]> latencies = new FutureTask<>(traffic);
        Thread thread = new Thread(latencies, "traffic");
        thread.setDaemon(true);
        long start = System.nanoTime();
        journal.tick(startOf(bought + DORMANT_DAYS));
        thread.start();
        awaitDrained(pipeline, startOf(bought + DORMANT_DAYS));
        double busy = (System.nanoTime() - start) / 1e9;
        traffic.stop();
        long[] nanos = latencies.get(ALL_SEEN_WITHIN.toSeconds(), TimeUnit.SECONDS);
        return new Drained(quiet, busy, nanos.length, nanos[nanos.length * 99 / 100] / 1e6);
      } catch (TimeoutException e) {
        throw Failure.failed(
            "events that arrived at a midnight were not seen within " + ALL_SEEN_WITHIN, e);
      }
    }
  }

  private double secondsToDrain(JournalWriter journal, Pipeline pipeline, int day)
      throws InterruptedException, ExecutionException {
    long start = System.nanoTime();
    ticks(journal, day, day);
    awaitDrained(pipeline, startOf(day));
    return (System.nanoTime() - start) / 1e9;
  }

  private void ticks(JournalWriter journal, int first, int last) {
    for (int day = first; day <= last; day++) {
      journal.tick(startOf(day));
    }
    journal.flush();
  }

  private Instant startOf(int day) {
    return Instant.ofEpochMilli(rules.calendar().startOf(day));
  }

  private static Waiting waiting(Pipeline pipeline) {
    return new Waiting("the pipeline", pipeline.stopped(), POLL);
  }

  /** Waits until every partition is drained through a tick, and that is committed. */
  private static void awaitDrained(Pipeline pipeline, Instant tick)
      throws InterruptedException, ExecutionException {
    waiting(pipeline)
        .until(
            () ->
                pipeline.lastTicks().values().stream().noneMatch(tick::isAfter)
                    && !pipeline.hasPendingTicks());
    Thread.sleep(StreamsSettings.Timing.DEFAULT.commit().toMillis()); // the last slice's commit
  }
}
