package io.rfmstreams.app.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.app.bench.ThroughputBenchmark.Pair;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.app.cli.ProjectFolder;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.app.cli.TemporaryFolder;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code bench}. */
@Command(
    name = "bench",
    description = {
      "Measures the pipeline against the least a live aggregate must do, on this machine.",
      "Both read the same journal in turns; look at the ratio, not at the rates."
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
          "Pairs of runs that count, after one that does not; by default ${DEFAULT-VALUE}.")
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
    List<Pair> pairs;
    double drained;
    try (Shutdown shutdown = Shutdown.onSignals()) {
      Path directory = shutdown.closing("folder", TemporaryFolder.named("rfm-bench")).path();
      Logging.toFileIn(directory);
      Bench bench = shutdown.closing("broker", new Bench(directory, "bench."));
      told.printf("writing   %,d events of %,d members over %d days%n", events, members, days);
      bench.write(workload, rules);
      pairs =
          new ThroughputBenchmark(bench, workload, rules, directory)
              .run(runs, pair -> told.println("measured  " + text(pair)));
      Bench drainBench = shutdown.closing("drain", bench.beside("drain-journal."));
      drained = new DrainBenchmark(drainBench, rules, directory).seconds(due);
    }
    print(pairs, drained, out);
    return ExitCode.CLEAN;
  }

  private void print(List<Pair> pairs, double drained, PrintWriter out) {
    double pipeline = median(pairs, pair -> pair.pipeline().eventsPerSecond());
    double bare = median(pairs, pair -> pair.bare().eventsPerSecond());
    double ratio = median(pairs, Pair::ratio);
    double busy = median(pairs, pair -> pair.pipeline().busyMicrosPerEvent());
    double bareBusy = median(pairs, pair -> pair.bare().busyMicrosPerEvent());
    double records = median(pairs, pair -> pair.pipeline().recordsPerEvent());
    double bareRecords = median(pairs, pair -> pair.bare().recordsPerEvent());
    double changelog = median(pairs, pair -> pair.pipeline().changelogBytesPerEvent());
    double output = median(pairs, pair -> pair.pipeline().outputBytesPerEvent());
    if (json) {
      ObjectNode root = new ObjectMapper().createObjectNode();
      root.put("pipelineEventsPerSecond", pipeline)
          .put("bareEventsPerSecond", bare)
          .put("ratio", ratio)
          .put("pipelineBusyMicrosPerEvent", busy)
          .put("bareBusyMicrosPerEvent", bareBusy)
          .put("pipelineRecordsPerEvent", records)
          .put("bareRecordsPerEvent", bareRecords)
          .put("changelogBytesPerEvent", changelog)
          .put("outputBytesPerEvent", output)
          .put("due", due)
          .put("drainSeconds", drained);
      out.println(root);
      return;
    }
    out.printf("pipeline  %,.0f events/s (median of %d)%n", pipeline, pairs.size());
    out.printf("bare      %,.0f events/s%n", bare);
    out.printf("ratio     %.2f%n", ratio);
    out.printf(
        "busy      the pipeline's stream threads %.1f µs an event, the bare aggregate's %.1f%n",
        busy, bareBusy);
    out.printf(
        "records   the pipeline writes %.1f an event, the bare aggregate %.1f%n",
        records, bareRecords);
    out.printf("bytes     changelog %.0f, output %.0f an event%n", changelog, output);
    out.printf("drain     %,d due at one midnight: %.1f s to the last commit%n", due, drained);
  }

  private static String text(Pair pair) {
    return "pipeline %,.0f events/s, busy %.1f µs an event; bare %,.0f events/s, %.1f µs; ratio %.2f"
        .formatted(
            pair.pipeline().eventsPerSecond(),
            pair.pipeline().busyMicrosPerEvent(),
            pair.bare().eventsPerSecond(),
            pair.bare().busyMicrosPerEvent(),
            pair.ratio());
  }

  private static double median(List<Pair> pairs, ToDoubleFunction<Pair> figure) {
    double[] sorted = pairs.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
