package io.rfmstreams.app.pipeline;

import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.app.load.JournalWriteException;
import io.rfmstreams.app.settings.Settings;
import io.rfmstreams.app.setup.SchemaSetup;
import io.rfmstreams.schemas.Registry;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code run}. */
@Command(
    name = "run",
    description =
        "Runs the pipeline against the Kafka and registry of the settings, until stopped.")
public final class RunCommand implements Callable<Integer> {

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
      shutdown.await();
    }
    Throwable reason = failure.get();
    if (reason != null) {
      throw Failure.failed(
          "the pipeline stopped itself: %s\nWhat it decided is committed up to there; nothing is half done. The log says more."
              .formatted(said(reason)),
          reason);
    }
    out.println("stopped");
    return ExitCode.CLEAN;
  }

  private static void tellIfWaiting(Pipeline pipeline, PrintWriter out) {
    if (!pipeline.running().isDone()) {
      out.println("waiting   for partitions: others hand them over, or stores are read back");
    }
  }

  private static String said(Throwable failure) {
    if (failure instanceof JournalWriteException) {
      return String.valueOf(failure.getMessage());
    }
    Throwable innermost = failure;
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      innermost = cause;
    }
    return innermost.getMessage() == null ? innermost.toString() : innermost.getMessage();
  }
}
