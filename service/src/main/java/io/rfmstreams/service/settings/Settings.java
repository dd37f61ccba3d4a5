package io.rfmstreams.service.settings;

import io.confluent.kafka.schemaregistry.client.security.basicauth.BasicAuthCredentialProvider;
import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import io.rfmstreams.topology.stores.TriggersFrom;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * What an operator has set, checked and typed.
 *
 * @param deployment zone, currency, longest window, memory, earliest day and, where it is said, the first
 *     day of triggers that go out
 * @param triggersFrom that day as it is said; empty where nobody has said it
 * @param forms how members' states are stored
 * @param rules the rule set file
 * @param topics their names, and what they are created with
 * @param streams how the pipeline runs
 * @param slices how the draining of a tick is cut up
 * @param ticker whether and when the service writes ticks
 * @param registry how to reach the schema registry
 * @param kafka the settings of every Kafka client, {@code bootstrap.servers} among them
 * @param shown every setting as it may be shown
 */
public record Settings(
    Deployment deployment,
    Optional<TriggersFrom> triggersFrom,
    StateForms forms,
    Path rules,
    TopicSettings topics,
    StreamsSettings streams,
    Slices slices,
    Ticker ticker,
    RegistrySettings registry,
    Map<String, String> kafka,
    List<Shown> shown) {

  /** Where the file lies unless {@code --config} names another. */
  private static final String USUAL_FILE = "config/rfm.properties";

  private static final String REGISTRY_URL =
      AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG;
  private static final String CREDENTIALS_SOURCE =
      AbstractKafkaSchemaSerDeConfig.BASIC_AUTH_CREDENTIALS_SOURCE;
  private static final String URLS =
      "(https?|mock)://[^\\s,/]+[^\\s,]*(,https?://[^\\s,/]+[^\\s,]*)*";

  /**
   * The topics.
   *
   * @param names what they are called
   * @param partitions how many partitions each is created with
   * @param replication copies of each partition, -1 for the brokers' default
   */
  public record TopicSettings(Topics names, int partitions, short replication) {}

  /**
   * The service's own clock.
   *
   * @param enabled off while history is played in
   * @param settle how long after midnight a day is closed
   */
  public record Ticker(boolean enabled, Duration settle) {}

  /**
   * One setting as it may be shown: secrets are masked.
   *
   * @param origin the file and line, the variable, the option, or "default"
   */
  public record Shown(String key, String value, String origin) {}

  /** Where settings are looked for. */
  public record Places(Path home, Path workingDirectory, Map<String, String> environment) {}

  /**
   * Reads the settings.
   *
   * @param file the file named, or null for the usual one if there is one
   * @param assignments what the command line says, each {@code key=value}
   * @throws SettingsException with everything that is wrong
   */
  public static Settings read(Places places, @Nullable Path file, List<String> assignments) {
    SettingsSources sources = new SettingsSources();
    Path usual = places.home().resolve(USUAL_FILE);
    if (file != null) {
      sources.add(places.workingDirectory().resolve(file));
    } else if (Files.exists(usual)) {
      sources.add(usual);
    }
    sources.add(places.environment());
    sources.add(assignments);
    return from(sources.read(), places);
  }

  private static Settings from(SettingsTexts texts, Places places) {
    Map<String, String> kafka = texts.client(PassThrough.KAFKA);
    Path stateDirectory = texts.path(Keys.STATE_DIR, places.home(), places.workingDirectory());
    StreamsSettings.Timing timing = timing(texts);
    Optional<TriggersFrom> triggersFrom = texts.get(Keys.TRIGGERS_FROM);
    Settings settings =
        new Settings(
            new Deployment(
                texts.get(Keys.ZONE),
                texts.get(Keys.CURRENCY),
                texts.get(Keys.LONGEST_WINDOW),
                new Deployment.Memory(texts.get(Keys.MONEY_EVENTS), texts.get(Keys.OTHER_EVENTS)),
                texts.get(Keys.EARLIEST_DAY),
                triggersFrom.map(TriggersFrom::day).orElse(null)),
            triggersFrom,
            texts.get(Keys.STATE_FORM),
            texts.path(Keys.RULES, places.home(), places.workingDirectory()),
            new TopicSettings(
                topics(texts.get(Keys.PREFIX), texts.get(Keys.OUTPUT_PREFIX)),
                texts.get(Keys.PARTITIONS),
                texts.get(Keys.REPLICATION).shortValue()),
            new StreamsSettings(
                texts.get(Keys.APPLICATION_ID),
                bootstrapServers(kafka),
                stateDirectory,
                texts.get(Keys.THREADS),
                texts.get(Keys.STANDBYS),
                timing,
                (long) texts.get(Keys.MEMBER_CACHE) << 20,
                kafka),
            new Slices(texts.get(Keys.SLICE_BUDGET), texts.get(Keys.SLICE_INTERVAL)),
            new Ticker(texts.get(Keys.TICKER_ENABLED), texts.get(Keys.TICKER_SETTLE)),
            registry(texts, timing.transaction()),
            kafka,
            shown(texts));
    texts.requireSound();
    return settings;
  }

  private static Topics topics(String prefix, String outputPrefix) {
    return outputPrefix.isEmpty() ? Topics.withPrefix(prefix) : new Topics(prefix, outputPrefix);
  }

  private static StreamsSettings.Timing timing(SettingsTexts texts) {
    int commit = texts.get(Keys.COMMIT_INTERVAL);
    int transaction = texts.get(Keys.TRANSACTION_TIMEOUT);
    int poll = texts.get(Keys.POLL);
    if (transaction <= commit + poll) {
      texts.refuse(
          Keys.TRANSACTION_TIMEOUT,
          "more than commit interval and poll together",
          Keys.COMMIT_INTERVAL,
          Keys.POLL);
      return StreamsSettings.Timing.DEFAULT;
    }
    return new StreamsSettings.Timing(
        Duration.ofMillis(commit), Duration.ofMillis(transaction), Duration.ofMillis(poll));
  }

  /** The last question to a registry may outlast the patience, by less than as much again. */
  private static RegistrySettings registry(SettingsTexts texts, Duration transaction) {
    Map<String, String> more = new HashMap<>(texts.client(PassThrough.REGISTRY));
    requireCredentialsSource(texts, more);
    String url = Objects.requireNonNull(more.remove(REGISTRY_URL));
    if (!url.matches(URLS)) {
      texts.refuse(
          PassThrough.REGISTRY.prefix() + REGISTRY_URL,
          "expected a URL such as http://host:8081, or several, separated by commas alone");
    }
    Duration patience = Duration.ofMillis(texts.get(Keys.REGISTRY_PATIENCE));
    if (patience.compareTo(transaction.dividedBy(2)) > 0) {
      texts.refuse(
          Keys.REGISTRY_PATIENCE,
          "at most half of a transaction's time-out",
          Keys.TRANSACTION_TIMEOUT);
    }
    return RegistrySettings.at(url).withClient(more).withPatience(patience);
  }

  /** The registry's client passes over a name it does not know, and then shows no credentials. */
  private static void requireCredentialsSource(SettingsTexts texts, Map<String, String> client) {
    String source = client.get(CREDENTIALS_SOURCE);
    List<String> known =
        ServiceLoader.load(BasicAuthCredentialProvider.class).stream()
            .map(provider -> provider.get().alias())
            .sorted()
            .toList();
    if (source != null && !known.contains(source)) {
      texts.refuse(
          PassThrough.REGISTRY.prefix() + CREDENTIALS_SOURCE,
          "expected one of " + String.join(", ", known));
    }
  }

  private static String bootstrapServers(Map<String, String> kafka) {
    return Objects.requireNonNull(kafka.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG));
  }

  private static List<Shown> shown(SettingsTexts texts) {
    return texts.all().entrySet().stream()
        .map(
            setting ->
                new Shown(
                    setting.getKey(),
                    Secrets.masked(setting.getKey(), setting.getValue().text()),
                    setting.getValue().origin()))
        .toList();
  }

  /** As it may be shown: without secrets. */
  @Override
  public String toString() {
    return "Settings" + shown;
  }
}
