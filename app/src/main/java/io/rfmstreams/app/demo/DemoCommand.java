package io.rfmstreams.app.demo;

import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.app.cli.Progress;
import io.rfmstreams.app.cli.ProjectFolder;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import io.rfmstreams.app.load.Load;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.TemporaryFolder;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.service.pipeline.Pipeline;
import io.rfmstreams.service.pipeline.Service;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.setup.KafkaBrokers;
import io.rfmstreams.service.setup.SchemaSetup;
import io.rfmstreams.service.setup.TopicSetup;
import io.rfmstreams.topology.startup.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
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
    try (Shutdown shutdown = Shutdown.onSignals()) {
      TemporaryFolder folder = shutdown.closing("folder", TemporaryFolder.named("rfm-demo"));
      Path log = Logging.toFileIn(folder.path());
      try {
        demonstrate(folder.path(), shutdown);
        return ExitCode.CLEAN;
      } catch (IOException | InterruptedException | ExecutionException | RuntimeException e) {
        if (!shutdown.isRequested()) {
          folder.keep();
          spec.commandLine().getErr().printf("log       %s%n", log);
        }
        throw e;
      }
    }
  }

  private void demonstrate(Path directory, Shutdown shutdown)
      throws IOException, InterruptedException, ExecutionException {
    PrintWriter out = spec.commandLine().getOut();
    PrintWriter told = json ? spec.commandLine().getErr() : out;
    told.println("starting  broker and registry");
    EmbeddedBroker broker =
        shutdown.closing("broker", EmbeddedBroker.start(directory.resolve("kafka")));
    EmbeddedRegistry embedded = shutdown.closing("registry", EmbeddedRegistry.start());
    Path file =
        DemoSettings.write(directory, project.path(), broker.bootstrapServers(), embedded.url());
    Settings settings = DemoSettings.read(file);
    Topics topics = settings.topics().names();
    told.printf("broker    %s%nregistry  %s%n", broker.bootstrapServers(), embedded.url());
    told.printf("settings  for other terminals: ./rfm topics describe --config %s%n", file);
    told.printf(
        "topics    %s%n",
        topics.all().stream().map(TopicContract::name).collect(Collectors.joining(" ")));
    Registry registry = shutdown.closing("registry client", Registry.connect(settings.registry()));
    prepare(settings);
    boolean cutJournalAccepted = false;
    Service service = new Service(settings, cutJournalAccepted);
    Path scratch = Files.createDirectory(directory.resolve("events"));
    Summary summary = play(settings, service, registry, scratch, shutdown, told);
    if (shutdown.isRequested()) {
      return;
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
  }

  private static void prepare(Settings settings) {
    try (KafkaBrokers brokers = KafkaBrokers.of(settings);
        SchemaSetup schemas = SchemaSetup.of(settings)) {
      new TopicSetup(brokers, settings.topics()).create();
      schemas.register();
    }
  }

  private Summary play(
      Settings settings,
      Service service,
      Registry registry,
      Path scratch,
      Shutdown shutdown,
      PrintWriter told)
      throws InterruptedException, ExecutionException {
    PrintWriter err = spec.commandLine().getErr();
    told.println("starting  the pipeline");
    Pipeline pipeline = service.start(registry, shutdown);
    awaitRunning(pipeline);
    Path data = project.path().resolve("data/online-retail-events.csv.gz");
    Load load =
        Load.of(new EventsFile(data.toString()), service.rules(), Instant.now(), false, scratch);
    told.printf("playing   %,d events of %s%n", load.size(), data.getFileName());
    Instant begun = Instant.now();
    try (JournalWriter journal =
            new JournalWriter(settings.kafka(), settings.topics().names(), registry);
        Progress progress = new Progress("playing", "events", load.size(), err)) {
      load.play(journal, null, true, new Tempo(speed, shutdown), progress::reached);
    }
    Topics topics = settings.topics().names();
    try (KafkaBrokers brokers = KafkaBrokers.of(settings)) {
      awaitAllCommitted(brokers, topics, settings.streams().applicationId(), pipeline, shutdown);
    }
    Duration took = Duration.between(begun, Instant.now());
    try (CommittedRecords<String> committed =
        new CommittedRecords<>(settings.kafka(), new StringDeserializer())) {
      return Summary.read(committed, topics, registry, pipeline.ledger(), took);
    }
  }

  private void awaitAllCommitted(
      KafkaBrokers brokers, Topics topics, String group, Pipeline pipeline, Shutdown shutdown)
      throws InterruptedException, ExecutionException {
    long all = Reading.of(brokers.admin(), topics, group).unread();
    long left = all;
    try (Progress progress =
        new Progress("deciding", "records", all, spec.commandLine().getErr())) {
      while (!shutdown.isRequested() && (left > 0 || pipeline.hasPendingTicks())) {
        requireUp(pipeline);
        TimeUnit.MILLISECONDS.sleep(50);
        left = Reading.of(brokers.admin(), topics, group).unread();
        progress.reached(all - left);
      }
    }
  }

  private static void requireUp(Pipeline pipeline) {
    if (pipeline.stopped().isDone()) {
      Throwable none = new IllegalStateException("it was not asked to");
      throw Pipeline.stoppedItself(
          Objects.requireNonNullElse(
              pipeline.stopped().handle((done, reason) -> reason).join(), none));
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
