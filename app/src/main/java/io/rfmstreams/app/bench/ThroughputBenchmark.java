package io.rfmstreams.app.bench;

import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.service.pipeline.Pipeline;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;

/**
 * The pipeline against a {@link BareAggregate} and its {@link Floor} over the same journal under
 * exactly-once, in turns: what the machine does to one it does to the others, so their ratios are what
 * to look at.
 */
final class ThroughputBenchmark {
  private static final Duration POLL = Duration.ofMillis(50);

  /**
   * What one run took.
   *
   * @param busyMicrosPerEvent processor time of the {@link WorkingThreads}, an event: steadier than the rate on a
   *     machine that does other work too
   * @param recordsPerEvent records written to changelogs and outputs, an event
   */
  record Run(
      double eventsPerSecond,
      double busyMicrosPerEvent,
      double recordsPerEvent,
      double changelogBytesPerEvent,
      double outputBytesPerEvent) {}

  /** Who reads the journal. */
  enum Contender {
    /** The pipeline with one stream thread, as the others have. */
    PIPELINE,
    /** The pipeline with as many as it has by default. */
    THREADS,
    FLOOR,
    BARE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** A run of each, one after the other. */
  record Round(Map<Contender, Run> runs) {
    Run of(Contender contender) {
      return Objects.requireNonNull(runs.get(contender));
    }

    /** Events a second of one against those of another. */
    double ratio(Contender of, Contender to) {
      return of(of).eventsPerSecond() / of(to).eventsPerSecond();
    }
  }

  private final Bench bench;
  private final Workload workload;
  private final RuleBook rules;
  private final Path directory;
  private Written written = new Written(Map.of());

  ThroughputBenchmark(Bench bench, Workload workload, RuleBook rules, Path directory) {
    this.bench = bench;
    this.workload = workload;
    this.rules = rules;
    this.directory = directory;
  }

  /** Measures rounds, the first not counted. */
  List<Round> run(int rounds, Consumer<Round> finished)
      throws IOException, InterruptedException, ExecutionException {
    List<Round> measured = new ArrayList<>();
    for (int i = 0; i <= rounds; i++) {
      Map<Contender, Run> runs = new EnumMap<>(Contender.class);
      runs.put(Contender.PIPELINE, pipeline(settings("pipeline-" + i)));
      if (i == 0) {
        written = bench.writtenBy("pipeline-0"); // every time the same
      }
      runs.put(
          Contender.THREADS,
          pipeline(
              settings("threads-" + i)
                  .withThreads(Runtime.getRuntime().availableProcessors())
                  .forPartitions(Bench.PARTITIONS)));
      runs.put(Contender.FLOOR, floor("floor-" + i));
      runs.put(Contender.BARE, bare("bare-" + i));
      Round round = new Round(runs);
      if (i > 0) {
        measured.add(round);
        finished.accept(round);
      }
    }
    return measured;
  }

  private Run pipeline(StreamsSettings settings) throws InterruptedException, ExecutionException {
    String id = settings.applicationId();
    Topics topics = bench.topics(id + ".");
    Pipeline pipeline =
        new Pipeline(topics, Bench.JOURNAL, rules, bench.registry(), Slices.DEFAULT, settings);
    try (pipeline) {
      bench.measures(pipeline::close);
      return measure(id, pipeline::start, pipeline.stopped());
    }
  }

  private Run floor(String id) throws InterruptedException, ExecutionException {
    Map<String, String> instead = bench.topicsLikeThoseOf("pipeline-0", id);
    try (Floor floor = new Floor(settings(id), bench.journalRecords(), written, instead)) {
      bench.measures(floor::close);
      return measure(id, floor::start, floor.stopped());
    }
  }

  private Run bare(String id) throws InterruptedException, ExecutionException {
    Properties properties = settings(id).properties();
    Topics topics = Topics.withPrefix("bench.");
    try (KafkaStreams streams =
        new KafkaStreams(
            new BareAggregate(topics, bench.registry()).build(properties), properties)) {
      bench.measures(streams::close);
      CompletableFuture<Void> stopped = new CompletableFuture<>();
      streams.setUncaughtExceptionHandler(
          failure -> {
            stopped.completeExceptionally(failure);
            return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
          });
      return measure(id, streams::start, stopped);
    }
  }

  private interface Start {
    void start() throws InterruptedException, ExecutionException;
  }

  private Run measure(String id, Start application, CompletableFuture<Void> stopped)
      throws InterruptedException, ExecutionException {
    Waiting waiting = new Waiting(id, stopped, POLL);
    long total = bench.uncommitted(id);
    application.start();
    waiting.until(() -> bench.uncommitted(id) < total);
    long left = requireSome(bench.uncommitted(id));
    long start = System.nanoTime();
    long busy = WorkingThreads.busyNanos(id);
    waiting.until(() -> bench.uncommitted(id) == 0);
    double seconds = (System.nanoTime() - start) / 1e9;
    busy = WorkingThreads.busyNanos(id) - busy;
    double events = workload.events();
    return new Run(
        left / seconds,
        busy / 1e3 / left,
        (bench.recordsOf(id + "-") + bench.recordsOf(id + ".")) / events,
        bench.bytesOf(id + "-") / events,
        bench.bytesOf(id + ".") / events);
  }

  /** What is read by the first look at it cannot be timed. */
  static long requireSome(long left) {
    if (left == 0) {
      throw Failure.failed(
          "the journal was read before its reading could be timed; give more --events");
    }
    return left;
  }

  private StreamsSettings settings(String id) {
    return StreamsSettings.of(id, bench.bootstrapServers(), directory.resolve(id));
  }
}
