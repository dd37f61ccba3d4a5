package io.rfmstreams.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.bench.DrainBenchmark.Drained;
import io.rfmstreams.app.bench.ThroughputBenchmark.Contender;
import io.rfmstreams.app.bench.ThroughputBenchmark.Round;
import io.rfmstreams.app.bench.ThroughputBenchmark.Run;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.app.cli.ProjectFolder;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.files.TemporaryFolder;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench}. */
@Command(
    name = "bench",
    description = {
      "Measures the pipeline against the least a live aggregate must do, and against its own reading and",
      "writing with nothing decided, on this machine. All read the same journal in turns; look at the",
      "ratios, not at the rates."
    })
public final class BenchCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ProjectFolder project;

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Purchases in the journal, by default ${DEFAULT-VALUE}.")
  private int events = Workload.standard().events();

  @Option(
      names = "--members",
      paramLabel = "N",
      description = "Members who make them, by default ${DEFAULT-VALUE}.")
  private int members = Workload.standard().members();

  @Option(
      names = "--days",
      paramLabel = "N",
      description = "Days they are spread over, each with its tick; by default ${DEFAULT-VALUE}.")
  private int days = Workload.standard().days();

  @Option(
      names = "--runs",
      paramLabel = "N",
      description =
          "Rounds of runs that count, after one that does not; by default ${DEFAULT-VALUE}.")
  private int runs = 5;

  @Option(
      names = "--due",
      paramLabel = "N",
      description = "Members due at one midnight, for the drain; by default ${DEFAULT-VALUE}.")
  private int due = 100_000;

  @Option(names = "--json", description = "Print the figures as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (events < 1000 || members < 1 || days < 1 || runs < 1 || due < 1) {
      throw Failure.usage(
          "--events takes 1000 or more, --members, --days, --runs and --due 1 or more");
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter told = json ? spec.commandLine().getErr() : out;
    RuleBook rules =
        RuleBooks.of(
            List.of(RuleFile.read(project.path().resolve("config/rules/default-retail.yaml"))),
            Deployment.Bounds.DEFAULT);
    Workload workload = new Workload(members, events, Workload.standard().start(), days);
    List<Round> rounds;
    Drained drained;
    try (Shutdown shutdown = Shutdown.onSignals()) {
      try {
        Path directory = shutdown.closing("folder", TemporaryFolder.named("rfm-bench")).path();
        Logging.toFileIn(directory);
        Bench bench = shutdown.closing("broker", new Bench(directory, "bench."));
        told.printf("writing   %,d events of %,d members over %d days%n", events, members, days);
        bench.write(workload, rules);
        rounds =
            new ThroughputBenchmark(bench, workload, rules, directory)
                .run(runs, round -> told.println("measured  " + text(round)));
        Bench drainBench = shutdown.closing("drain", bench.beside("drain-journal."));
        drained = new DrainBenchmark(drainBench, rules, directory).run(due);
      } catch (IOException | ExecutionException | RuntimeException e) {
        if (shutdown.isRequested()) {
          throw Failure.failed("interrupted", e); // what it measures is gone, and fails in any way
        }
        throw e;
      }
    }
    print(rounds, drained, out);
    return ExitCode.CLEAN;
  }

  private void print(List<Round> rounds, Drained drained, PrintWriter out) {
    double toBare = median(rounds, round -> round.ratio(Contender.PIPELINE, Contender.BARE));
    double toFloor = median(rounds, round -> round.ratio(Contender.PIPELINE, Contender.FLOOR));
    double changelog = median(rounds, Contender.PIPELINE, Run::changelogBytesPerEvent);
    double output = median(rounds, Contender.PIPELINE, Run::outputBytesPerEvent);
    if (json) {
      ObjectNode root = new ObjectMapper().createObjectNode();
      for (Contender contender : Contender.values()) {
        root.put(
                contender.word() + "EventsPerSecond",
                median(rounds, contender, Run::eventsPerSecond))
            .put(
                contender.word() + "BusyMicrosPerEvent",
                median(rounds, contender, Run::busyMicrosPerEvent))
            .put(
                contender.word() + "RecordsPerEvent",
                median(rounds, contender, Run::recordsPerEvent));
      }
      root.put("ratio", toBare)
          .put("ratioToFloor", toFloor)
          .put("changelogBytesPerEvent", changelog)
          .put("outputBytesPerEvent", output)
          .put("due", due)
          .put("drainSeconds", drained.quietSeconds())
          .put("drainSecondsWithTraffic", drained.busySeconds())
          .put("latencyP99Millis", drained.p99Millis());
      out.println(root);
      return;
    }
    out.printf("median of %d%n", rounds.size());
    for (Contender contender : Contender.values()) {
      out.printf(
          "%-9s %,.0f events/s, %.1f records written and %.1f µs of its threads an event%n",
          contender.word(),
          median(rounds, contender, Run::eventsPerSecond),
          median(rounds, contender, Run::recordsPerEvent),
          median(rounds, contender, Run::busyMicrosPerEvent));
    }
    out.printf("ratio     pipeline to bare %.2f, pipeline to floor %.2f%n", toBare, toFloor);
    out.printf("bytes     changelog %.0f, output %.0f an event%n", changelog, output);
    out.printf(
        "drain     %,d due at one midnight: %.1f s to the last commit, %,.0f a second%n",
        due, drained.quietSeconds(), due / drained.quietSeconds());
    out.printf(
        "          with 1,000 events a second arriving %.1f s, %,.0f a second; 99 of 100 of the %,d seen within %,.0f ms%n",
        drained.busySeconds(), due / drained.busySeconds(), drained.arrived(), drained.p99Millis());
  }

  private static String text(Round round) {
    return Stream.of(Contender.values())
        .map(
            contender ->
                "%s %,.0f".formatted(contender.word(), round.of(contender).eventsPerSecond()))
        .collect(Collectors.joining(", ", "", " events/s"));
  }

  private static double median(
      List<Round> rounds, Contender contender, ToDoubleFunction<Run> figure) {
    return median(rounds, round -> figure.applyAsDouble(round.of(contender)));
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    double[] sorted = rounds.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
