package io.rfmstreams.app.demo;

import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.app.cli.Progress;
import io.rfmstreams.app.cli.ProjectFolder;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.app.cli.TemporaryFolder;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.app.load.CommittedRecords;
import io.rfmstreams.app.load.JournalWriter;
import io.rfmstreams.app.load.Load;
import io.rfmstreams.app.pipeline.Pipeline;
import io.rfmstreams.app.pipeline.Service;
import io.rfmstreams.app.settings.Settings;
import io.rfmstreams.app.setup.KafkaBrokers;
import io.rfmstreams.app.setup.SchemaSetup;
import io.rfmstreams.app.setup.TopicSetup;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code demo}. */
@Command(
    name = "demo",
    description =
        "Runs broker, registry and pipeline in this process and plays a year of real retail data in.")
public final class DemoCommand implements Callable<Integer> {
  private static final int PARTITIONS = 4;
  private static final Duration READY_WITHIN = Duration.ofMinutes(2);

  @Spec private CommandSpec spec;
  @Mixin private ProjectFolder project;

  @Option(
      names = "--speed",
      paramLabel = "DAYS",
      description = "Days of history played a second; 0, the default, is as fast as it goes.")
  private double speed;

  @Option(names = "--exit-when-done", description = "Print the summary and end.")
  private boolean exitWhenDone;

  @Option(names = "--json", description = "Print the summary as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    if (!(speed >= 0 && speed < 1e6)) {
      throw Failure.usage("--speed is %s; expected days a second, 0 or more".formatted(speed));
    }
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter told = json ? spec.commandLine().getErr() : out;
    try (Shutdown shutdown = Shutdown.onSignals()) {
      Path directory = shutdown.closing("folder", TemporaryFolder.named("rfm-demo")).path();
      Logging.toFileIn(directory);
      EmbeddedBroker broker =
          shutdown.closing("broker", EmbeddedBroker.start(directory.resolve("kafka")));
      EmbeddedRegistry embedded = shutdown.closing("registry", EmbeddedRegistry.start());
      told.printf("broker    %s%nregistry  %s%n", broker.bootstrapServers(), embedded.url());
      Settings settings = settings(directory, broker, embedded);
      Registry registry =
          shutdown.closing("registry client", Registry.connect(settings.registry()));
      prepare(settings);
      boolean cutJournalAccepted = false;
      Service service = new Service(settings, cutJournalAccepted);
      Summary summary = play(settings, service, registry, shutdown, told);
      if (shutdown.isRequested()) {
        return ExitCode.CLEAN;
      }
      if (json) {
        out.println(summary.asJson());
      } else {
        summary.asText(service.ruleFile()).forEach(out::println);
      }
      if (!exitWhenDone) {
        told.println("Everything stays up for your own consumers. Ctrl-C ends it.");
        shutdown.await();
      }
      return ExitCode.CLEAN;
    }
  }

  private Settings settings(Path directory, EmbeddedBroker broker, EmbeddedRegistry registry) {
    // Its own world: neither the operator's file nor the environment says anything to a demo.
    Settings.Places nowhere = new Settings.Places(directory, directory, Map.of());
    Map<String, String> decided =
        Map.of(
            "rfm.zone", "Europe/London",
            "rfm.currency", "GBP",
            "rfm.rules", project.path().resolve("config/rules/retail-demo.yaml").toString(),
            "rfm.application.id", "rfm-demo",
            "rfm.state.dir", directory.resolve("state").toString(),
            "rfm.ticker.enabled", "false",
            "rfm.topics.partitions", Integer.toString(PARTITIONS),
            "rfm.kafka.bootstrap.servers", broker.bootstrapServers(),
            "rfm.registry.schema.registry.url", registry.url());
    return Settings.read(
        nowhere,
        null,
        decided.entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()).toList());
  }

  private static void prepare(Settings settings) {
    try (KafkaBrokers brokers = KafkaBrokers.of(settings);
        SchemaSetup schemas = SchemaSetup.of(settings)) {
      new TopicSetup(brokers, settings.topics()).create();
      schemas.register();
    }
  }

  private Summary play(
      Settings settings, Service service, Registry registry, Shutdown shutdown, PrintWriter told)
      throws InterruptedException, ExecutionException {
    Instant begun = Instant.now();
    Pipeline pipeline = service.start(registry, shutdown);
    awaitRunning(pipeline);
    Path data = project.path().resolve("data/online-retail-events.csv.gz");
    Load load = Load.of(new EventsFile(data.toString()), service.rules(), begun, false);
    told.printf("playing   %,d events of %s%n", load.size(), data.getFileName());
    try (JournalWriter journal =
            new JournalWriter(settings.kafka(), settings.topics().names(), registry);
        Progress progress = new Progress("playing", "events", load.size(), told)) {
      load.play(journal, null, true, new Tempo(speed, shutdown), progress::reached);
    }
    Topics topics = settings.topics().names();
    awaitAllCommitted(settings, topics, pipeline, shutdown);
    Duration took = Duration.between(begun, Instant.now());
    try (CommittedRecords<String> committed =
        new CommittedRecords<>(settings.kafka(), new StringDeserializer())) {
      return Summary.read(committed, topics, registry, pipeline.ledger(), took);
    }
  }

  private static void awaitAllCommitted(
      Settings settings, Topics topics, Pipeline pipeline, Shutdown shutdown)
      throws InterruptedException, ExecutionException {
    String group = settings.streams().applicationId();
    try (KafkaBrokers brokers = KafkaBrokers.of(settings)) {
      while (!shutdown.isRequested()
          && (Reading.of(brokers.admin(), topics, group).unread() > 0
              || pipeline.hasPendingTicks())) {
        if (pipeline.stopped().isDone()) {
          throw Failure.failed("the pipeline stopped itself; run with --stacktrace to see more");
        }
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  private static void awaitRunning(Pipeline pipeline) throws InterruptedException {
    try {
      pipeline.running().get(READY_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw Failure.failed("the pipeline does not start: " + e.getCause(), e);
    } catch (TimeoutException e) {
      throw Failure.failed("the pipeline is not ready after " + READY_WITHIN, e);
    }
  }
}
