package io.rfmstreams.app.commands;

import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.service.pipeline.DeadLetterReasons;
import io.rfmstreams.service.pipeline.Pipeline;
import io.rfmstreams.service.pipeline.Service;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.setup.SchemaSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code run}. */
@Command(
    name = "run",
    description = {
      "Runs the pipeline against the Kafka and registry of the settings, until stopped.",
      "Every minute and at the end it says what became of all the records that its partitions hold."
    })
public final class RunCommand implements Callable<Integer> {

  private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

  /** How long partitions may take to be assigned without a word. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(
      names = "--accept-cut-journal",
      description =
          "Let a new generation begin although the beginning of the journal has been deleted.")
  private boolean cutJournalAccepted;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Settings settings = options.read();
    PrintWriter out = spec.commandLine().getOut();
    Service service = new Service(settings, cutJournalAccepted);
    AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    try (Shutdown shutdown = Shutdown.onSignals()) {
      Registry registry = shutdown.closing("registry", SchemaSetup.registry(settings));
      out.printf(
          "starting  %s under %s; log in %s%n",
          settings.streams().applicationId(),
          service.ruleFile(),
          Logging.toFileIn(settings.streams().stateDirectory()));
      Pipeline pipeline = service.start(registry, shutdown);
      pipeline.running().thenRun(() -> out.println("running   Ctrl-C or SIGTERM stops it cleanly"));
      CompletableFuture.delayedExecutor(PATIENCE.toSeconds(), TimeUnit.SECONDS)
          .execute(() -> tellIfWaiting(pipeline, out));
      pipeline
          .stopped()
          .whenComplete(
              (stopped, reason) -> {
                failure.set(reason);
                shutdown.request();
              });
      shutdown.closing("ledger report", report(pipeline, settings, out)).start();
      shutdown.await();
    }
    Throwable reason = failure.get();
    if (reason != null) {
      throw Pipeline.stoppedItself(reason);
    }
    out.println("stopped");
    return ExitCode.CLEAN;
  }

  private static LedgerReport report(Pipeline pipeline, Settings settings, PrintWriter out) {
    return new LedgerReport(
        pipeline::ledger,
        () -> DeadLetterReasons.commonest(settings.kafka(), settings.topics().names()),
        line -> {
          out.println(line);
          LOG.info(line);
        },
        LOG::warn);
  }

  private static void tellIfWaiting(Pipeline pipeline, PrintWriter out) {
    if (!pipeline.running().isDone()) {
      out.println("waiting   for partitions: others hand them over, or stores are read back");
    }
  }
}
