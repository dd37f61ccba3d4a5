package io.rfmstreams.app.load;

import io.rfmstreams.app.cli.EventsFileParameter;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.Progress;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.journal.JournalWriteException;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.journal.NewestTicks;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.WholeFiles;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistryUnavailableException;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.setup.KafkaBrokers;
import io.rfmstreams.service.setup.SchemaSetup;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** The command {@code load}. */
@Command(
    name = "load",
    description = {
      "Writes events from a file into the journal, with the ticks between days;",
      "or, with --from-dead-letters, those that lay in the wrong partition into the right one."
    },
    modelTransformer = LoadCommand.WithoutFile.class)
public final class LoadCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;
  @Mixin private EventsFileParameter input;

  @Option(names = "--no-ticks", description = "Write no ticks: a running service's ticker does.")
  private boolean noTicks;

  @Option(
      names = "--backfill",
      description = "Go on although days of the file are closed already: its events count as late.")
  private boolean backfill;

  @Option(
      names = "--as-logged",
      description = "Take the lines in the file's order, late ones late, instead of by time.")
  private boolean asLogged;

  @Option(
      names = "--as-of",
      paramLabel = "DATE",
      description = "The last day played; by default the day of the latest well-formed line.")
  private @Nullable LocalDate asOf;

  @Option(
      names = "--rejects",
      paramLabel = "FILE",
      description =
          "Where lines that cannot be taken go, with their reasons; by default ${DEFAULT-VALUE}.")
  private Path rejects = Path.of("rejects.csv");

  @Option(
      names = "--from-dead-letters",
      paramLabel = "REASON",
      description = {
        "Write the records of dead letters instead of a FILE, as they were, into the partition where they belong. The only REASON that mends is wrong-partition.",
        "Said again, it writes them again: they are duplicates by then."
      })
  private @Nullable String deadLetters;

  /** FILE is left out with --from-dead-letters, and only then. */
  static final class WithoutFile implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec load) {
      PositionalParamSpec file = load.positionalParameters().get(0);
      load.remove(file);
      return load.addPositional(
          PositionalParamSpec.builder(file)
              .arity("0..1")
              .required(false)
              .paramLabel("[FILE]")
              .build());
    }
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    requireOneSource();
    Settings settings = options.read();
    if (deadLetters != null) {
      return loadDeadLetters(settings);
    }
    RuleBook rules = RuleBooks.of(settings.deployment(), List.of(RuleFile.read(settings.rules())));
    Instant now = Instant.now();
    requireNotInFuture(rules, now);
    EventsFile events = input.file();
    WholeFiles.requirePlaceOfItsOwn(
        "--rejects", rejects, options.filesRead(events, List.of(settings.rules())));
    if (rejects.toString().isEmpty()) {
      throw Failure.usage("--rejects is empty, expected a file");
    }
    WholeFiles.requireWritable(rejects);
    return Shutdown.during(
        "rfm-load",
        (shutdown, scratch) ->
            load(events, Load.of(events, rules, now, asLogged, scratch), rules, settings));
  }

  private void requireOneSource() {
    ParseResult said = spec.commandLine().getParseResult();
    boolean file = said.hasMatchedPositional(0);
    if (deadLetters == null && !file) {
      throw Failure.usage("Missing required parameter: 'FILE'");
    }
    if (deadLetters == null) {
      return;
    }
    if (file) {
      throw Failure.usage("give a FILE or --from-dead-letters, not both");
    }
    for (String ofFiles : List.of("--as-logged", "--as-of", "--rejects")) {
      if (said.hasMatchedOption(ofFiles)) {
        throw Failure.usage(ofFiles + " goes with a FILE, not with --from-dead-letters");
      }
    }
    if (!deadLetters.equals(MisplacedLetters.REASON)) {
      throw Failure.usage(
          "--from-dead-letters is %s, expected %s: records refused for another reason would be refused again wherever they are written; what writes them must be mended"
              .formatted(Rejection.quoted(deadLetters), MisplacedLetters.REASON));
    }
  }

  private int loadDeadLetters(Settings settings) {
    PrintWriter out = spec.commandLine().getOut();
    Topics topics = settings.topics().names();
    MisplacedLetters.Found found =
        playing(settings, registry -> loadDeadLetters(settings, registry));
    out.printf(
        "written   %,d records of %s into the partitions where they belong%n",
        found.records(), topics.deadLetters().name());
    if (found.gone() > 0) {
      out.printf(
          "left out  %,d records: they were too long for a dead letter, and %s no longer holds them%n",
          found.gone(), topics.memberEvents().name());
    }
    if (found.elsewhere() > 0) {
      out.printf(
          "left out  %,d records: they are of another journal than %s; load those with its rfm.topics.prefix%n",
          found.elsewhere(), topics.memberEvents().name());
    }
    return found.gone() + found.elsewhere() == 0 ? ExitCode.CLEAN : ExitCode.SOME_REJECTED;
  }

  private MisplacedLetters.Found loadDeadLetters(Settings settings, Registry registry) {
    PrintWriter err = spec.commandLine().getErr();
    Topics topics = settings.topics().names();
    try (MisplacedLetters letters = new MisplacedLetters(settings.kafka(), topics)) {
      MisplacedLetters.Found found =
          letters.look(registry.memberEventReader(topics.memberEvents()));
      requireInTime(
          "what the dead letters hold", found.earliest(), newestTicks(settings, registry), err);
      try (JournalWriter journal = new JournalWriter(settings.kafka(), topics, registry);
          Progress progress = new Progress("loading", "records", found.records(), err)) {
        letters.writeTo(journal, progress::reached);
      }
      return found;
    }
  }

  private int load(EventsFile events, Load load, RuleBook rules, Settings settings)
      throws IOException {
    String notReadToEnd = load.rejected().notReadToEnd(events.source());
    if (notReadToEnd != null) {
      tellRejects(events, load);
      throw Failure.failed(
          notReadToEnd + "\nNothing was written: mend the file, and load it again.");
    }
    long written = write(events, load, rules, settings);
    PrintWriter out = spec.commandLine().getOut();
    events.rows().ifPresent(counts -> out.printf("rows      %s%n", counts.asText()));
    out.printf("written   %,d events of %s%n", written, events.source());
    if (load.rejected().count() > 0) {
      tellRejects(events, load);
    }
    load.notices().forEach(notice -> out.println("notice    " + notice.words()));
    return load.rejected().count() == 0 ? ExitCode.CLEAN : ExitCode.SOME_REJECTED;
  }

  private void tellRejects(EventsFile events, Load load) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    load.writeRejects(rejects);
    out.printf(
        "rejected  %,d records; each with its line and reason is in %s%n",
        load.rejected().count(), rejects);
    load.rejected().asText(events.source()).forEach(out::println);
  }

  private long write(EventsFile events, Load load, RuleBook rules, Settings settings) {
    PrintWriter err = spec.commandLine().getErr();
    return playing(
        settings,
        registry -> {
          Map<TopicPartition, Instant> ticks = newestTicks(settings, registry);
          requireSameDays(ticks, rules.calendar());
          requireInTime(events.source(), load.earliest(), ticks, err);
          try (JournalWriter journal =
                  new JournalWriter(settings.kafka(), settings.topics().names(), registry);
              Progress progress = new Progress("loading", "events", load.size(), err)) {
            return load.play(journal, asOf, !noTicks, Load.Pace.FASTEST, progress::reached);
          }
        });
  }

  /** Does the work with a registry, if there is a journal; what is in the way is said for people. */
  private static <T> T playing(Settings settings, Function<Registry, T> work) {
    try (KafkaBrokers brokers = KafkaBrokers.of(settings);
        Registry registry = SchemaSetup.registry(settings)) {
      requireJournal(brokers, settings);
      return work.apply(registry);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (RegistryUnavailableException e) {
      throw Failure.failed(String.valueOf(e.getMessage()), e);
    } catch (SerializationException e) {
      throw Failure.failed(
          "the schema registry at %s: %s".formatted(settings.registry().url(), e.getMessage()), e);
    } catch (KafkaException | JournalWriteException e) {
      throw Failure.failed(
          "the journal at %s cannot be read or written: %s"
              .formatted(settings.kafka().get("bootstrap.servers"), e.getMessage()),
          e);
    }
  }

  private void requireNotInFuture(RuleBook rules, Instant now) {
    LocalDate today = LocalDate.ofInstant(now, rules.calendar().zone());
    if (asOf != null && asOf.isAfter(today)) {
      throw Failure.usage(
          "--as-of %s is after today, %s; a tick of it would close days that are still to come"
              .formatted(asOf, today));
    }
  }

  private static void requireJournal(KafkaBrokers brokers, Settings settings) {
    String journal = settings.topics().names().memberEvents().name();
    if (!brokers
        .answer("reach the brokers", brokers.admin().listTopics().names())
        .contains(journal)) {
      throw Failure.failed(
          "topic %s does not exist; `./rfm topics create` creates it".formatted(journal));
    }
  }

  /** A journal has one zone: ticks of another's days would all be dead letters. */
  private static void requireSameDays(Map<TopicPartition, Instant> ticks, ZoneCalendar calendar) {
    ticks.forEach(
        (partition, tick) -> {
          long millis = tick.toEpochMilli();
          if (calendar.startOf(calendar.asOfDay(millis)) != millis) {
            throw Failure.failed(
                "the newest tick of topic %s, partition %d, is of %s, which is no start of a day in %s: the journal counts another zone's days, and this file's ticks would be dead letters.\nSet rfm.zone, rfm.currency and rfm.rules to what the journal's service has, or load into another journal (rfm.topics.prefix)."
                    .formatted(partition.topic(), partition.partition(), tick, calendar.zone()));
          }
        });
  }

  private void requireInTime(
      String source,
      Optional<Instant> earliest,
      Map<TopicPartition, Instant> ticks,
      PrintWriter err) {
    Optional<Instant> newest = ticks.values().stream().max(Instant::compareTo);
    if (earliest.isEmpty() || newest.isEmpty() || !newest.get().isAfter(earliest.get())) {
      return;
    }
    String late =
        "the journal is closed up to %s, and %s begins at %s: what is older than the journal's ticks counts as late"
            .formatted(newest.get(), source, earliest.get());
    if (!backfill) {
      throw Failure.failed(late + "\nTo go on anyway, say --backfill.");
    }
    err.println(late);
  }

  private static Map<TopicPartition, Instant> newestTicks(Settings settings, Registry registry) {
    Topics topics = settings.topics().names();
    try (CommittedRecords<byte[]> records =
        new CommittedRecords<>(settings.kafka(), new ByteArrayDeserializer())) {
      return new NewestTicks(topics, registry.memberEventReader(topics.memberEvents()))
          .newest(records);
    }
  }
}
