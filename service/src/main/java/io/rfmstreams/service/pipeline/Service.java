package io.rfmstreams.service.pipeline;

import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistryUnavailableException;
import io.rfmstreams.service.ServiceException;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.settings.SettingsException;
import io.rfmstreams.service.setup.KafkaBrokers;
import io.rfmstreams.topology.startup.StartUpChecks;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.errors.StreamsException;

/** Brings up the service an operator's settings describe, or says why it cannot come up. */
public final class Service {
  /** How Kafka Streams begins to say that the state folder is locked. */
  private static final String STATE_IN_USE = "Unable to initialize state";

  /** Closes in the end what the service opens. */
  public interface Closer {
    /** Takes what is to be closed, and returns it. */
    <T extends AutoCloseable> T closing(String what, T resource);
  }

  private final Settings settings;
  private final RuleFile ruleFile;
  private final RuleBook rules;
  private final boolean cutJournalAccepted;

  /**
   * @param cutJournalAccepted whether a generation may begin on a journal whose beginning was deleted
   * @throws io.rfmstreams.rules.RuleFileException if the rule set is wrong or is for another zone or
   *     currency
   */
  public Service(Settings settings, boolean cutJournalAccepted) {
    this.settings = settings;
    this.cutJournalAccepted = cutJournalAccepted;
    this.ruleFile = RuleFile.read(settings.rules());
    this.rules = RuleBooks.of(settings.deployment(), List.of(ruleFile));
  }

  /** The rules, as far as the settings say what holds. */
  public RuleBook rules() {
    return rules;
  }

  public RuleFile ruleFile() {
    return ruleFile;
  }

  /**
   * Checks topics and schemas, then starts the pipeline and its ticker.
   *
   * @param closer closes what is started here
   * @throws ServiceException saying everything that is in the way
   */
  public Pipeline start(Registry registry, Closer closer) throws InterruptedException {
    Begun begun = check(registry);
    Pipeline pipeline = closer.closing("pipeline", pipeline(begun, registry));
    if (settings.ticker().enabled()) {
      JournalWriter journal = closer.closing("journal writer", journalWriter(registry));
      Ticker ticker =
          closer.closing(
              "ticker",
              new Ticker(
                  journal,
                  rules.calendar(),
                  settings.ticker().settle(),
                  Clock.systemUTC(),
                  pipeline::lastTicks,
                  pipeline::fail));
      pipeline.onRunning(ticker::tickSoon);
      ticker.start();
    }
    begin(begun);
    pipeline.startReading();
    return pipeline;
  }

  private void begin(Begun begun) throws InterruptedException {
    try (KafkaBrokers brokers = KafkaBrokers.of(settings)) {
      begun.begin(brokers.admin(), settings);
    } catch (ExecutionException e) {
      throw new ServiceException(
          "the brokers refuse the generation's beginning: " + e.getCause(), e);
    } catch (KafkaException e) {
      throw notTold(e);
    }
  }

  private Pipeline pipeline(Begun begun, Registry registry) {
    try {
      return new Pipeline(
          settings.topics().names(),
          begun.partitions(),
          begun.rules(),
          settings.forms(),
          registry,
          settings.slices(),
          settings.streams().forPartitions(begun.partitions().count()).properties());
    } catch (StreamsException e) {
      if (String.valueOf(e.getMessage()).startsWith(STATE_IN_USE)) {
        throw new SettingsException(
            "another instance uses %s; give this one an rfm.state.dir of its own"
                .formatted(settings.streams().stateDirectory()),
            e);
      }
      throw e;
    } catch (KafkaException e) {
      throw KafkaBrokers.noClient(e);
    }
  }

  private static ServiceException notTold(KafkaException e) {
    return new ServiceException(
        "the brokers do not give what the generation was begun with: " + e.getMessage(), e);
  }

  static ServiceException cannotStart(String problems) {
    return new ServiceException("the pipeline cannot start:\n" + problems);
  }

  private JournalWriter journalWriter(Registry registry) {
    try {
      return new JournalWriter(settings.kafka(), settings.topics().names(), registry);
    } catch (KafkaException e) {
      throw KafkaBrokers.noClient(e);
    }
  }

  private Begun check(Registry registry) throws InterruptedException {
    try (KafkaBrokers brokers = KafkaBrokers.of(settings)) {
      brokers.answer("reach the brokers", brokers.admin().listTopics().names());
      List<String> problems =
          new StartUpChecks(
                  settings.topics().names(), settings.streams().applicationId(), cutJournalAccepted)
              .problems(brokers.admin(), registry);
      if (!problems.isEmpty()) {
        throw cannotStart(String.join("\n", problems));
      }
      return Begun.of(brokers.admin(), settings, ruleFile);
    } catch (ExecutionException e) {
      throw new ServiceException("the brokers refuse to describe the topics: " + e.getCause(), e);
    } catch (KafkaException e) {
      throw notTold(e);
    } catch (RegistryUnavailableException e) {
      throw new ServiceException(String.valueOf(e.getMessage()), e);
    }
  }
}
