package io.rfmstreams.service.setup;

import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.setup.TopicReport.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.jspecify.annotations.Nullable;

/**
 * The topics of a deployment: creates those that are missing, and compares those that are there with
 * what is expected. It never changes a topic.
 */
public final class TopicSetup {

  private static final Duration LISTED_WITHIN = Duration.ofSeconds(10);
  private static final Duration BETWEEN_LISTS = Duration.ofMillis(50);

  private final KafkaBrokers brokers;
  private final Settings.TopicSettings settings;

  public TopicSetup(KafkaBrokers brokers, Settings.TopicSettings settings) {
    this.brokers = brokers;
    this.settings = settings;
  }

  /** Every topic as it is, in the contract's order. */
  public List<TopicReport> describe() {
    Map<String, TopicDescription> present = descriptions();
    Map<ConfigResource, Config> configs =
        brokers.answer(
            "read the topics' settings",
            brokers
                .admin()
                .describeConfigs(present.keySet().stream().map(TopicSetup::resource).toList())
                .all());
    return settings.names().all().stream()
        .map(
            contract -> {
              TopicDescription topic = present.get(contract.name());
              Config config = configs.get(resource(contract.name()));
              return topic == null || config == null
                  ? new TopicReport(contract.name(), State.MISSING, 0, 0, Map.of(), List.of())
                  : compared(contract, topic.partitions().size(), copies(topic), config);
            })
        .toList();
  }

  /** Creates what is missing, and describes all. */
  public List<TopicReport> create() {
    Map<String, TopicReport> reports = new LinkedHashMap<>();
    describe().forEach(topic -> reports.put(topic.name(), topic));
    List<TopicContract> missing =
        settings.names().all().stream()
            .filter(contract -> !isPresent(reports.get(contract.name())))
            .toList();
    CreateTopicsResult made =
        brokers.admin().createTopics(missing.stream().map(this::newTopic).toList());
    brokers.answer("create topics", made.all());
    missing.forEach(contract -> reports.put(contract.name(), created(contract, made)));
    awaitListed(missing.stream().map(TopicContract::name).toList());
    return List.copyOf(reports.values());
  }

  private static boolean isPresent(@Nullable TopicReport topic) {
    return topic != null && topic.state() == State.PRESENT;
  }

  /** Whoever comes next, such as {@code run}, asks whether they exist; for some moments brokers may say no. */
  private void awaitListed(List<String> created) {
    long end = System.nanoTime() + LISTED_WITHIN.toNanos();
    while (!listed().containsAll(created) && System.nanoTime() < end) {
      LockSupport.parkNanos(BETWEEN_LISTS.toNanos());
    }
  }

  /** As the answer to its creation tells it: other brokers may not have heard of it yet. */
  private TopicReport created(TopicContract contract, CreateTopicsResult made) {
    String what = "tell what was created";
    String topic = contract.name();
    return compared(
            contract,
            brokers.answer(what, made.numPartitions(topic)),
            brokers.answer(what, made.replicationFactor(topic)),
            brokers.answer(what, made.config(topic)))
        .as(State.CREATED);
  }

  private Map<String, TopicDescription> descriptions() {
    List<String> names = settings.names().all().stream().map(TopicContract::name).toList();
    List<String> present = listed().stream().filter(names::contains).toList();
    return brokers.answer(
        "describe the topics", brokers.admin().describeTopics(present).allTopicNames());
  }

  private Set<String> listed() {
    return brokers.answer("list the topics", brokers.admin().listTopics().names());
  }

  private NewTopic newTopic(TopicContract contract) {
    Optional<Short> replication =
        settings.replication() < 0 ? Optional.empty() : Optional.of(settings.replication());
    return new NewTopic(contract.name(), Optional.of(settings.partitions()), replication)
        .configs(expected(contract));
  }

  /**
   * The contract's settings, and that records keep the time they carry: of any age, as history is loaded,
   * but no more than an hour ahead of the broker's clock.
   */
  private static Map<String, String> expected(TopicContract contract) {
    Map<String, String> config = new TreeMap<>(contract.config());
    config.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    config.put(TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.toString(Long.MAX_VALUE));
    config.put(
        TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
        Long.toString(Duration.ofHours(1).toMillis()));
    return config;
  }

  private static int copies(TopicDescription topic) {
    return topic.partitions().stream().mapToInt(p -> p.replicas().size()).min().orElse(0);
  }

  private TopicReport compared(
      TopicContract contract, int partitions, int replication, Config config) {
    Map<String, String> expected = expected(contract);
    Map<String, String> found =
        config.entries().stream()
            .filter(entry -> expected.containsKey(entry.name()))
            .collect(
                Collectors.toMap(
                    entry -> entry.name(),
                    entry -> Optional.ofNullable(entry.value()).orElse(""),
                    (a, b) -> b,
                    TreeMap::new));

    List<String> differences = new ArrayList<>();
    if (partitions != settings.partitions()) {
      differences.add(
          different("partitions", partitions, settings.partitions() + " (rfm.topics.partitions)"));
    }
    if (settings.replication() > 0 && replication != settings.replication()) {
      differences.add(
          different(
              "replication", replication, settings.replication() + " (rfm.topics.replication)"));
    }
    expected.forEach(
        (key, value) -> {
          String actual = found.getOrDefault(key, "");
          if (!suffices(key, actual, value)) {
            differences.add(different(key, actual, value));
          }
        });
    return new TopicReport(
        contract.name(), State.PRESENT, partitions, replication, found, differences);
  }

  /** More room for records than expected is no harm. */
  private static boolean suffices(String key, String found, String expected) {
    return found.equals(expected)
        || (key.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
            && !found.isEmpty()
            && Long.parseLong(found) > Long.parseLong(expected));
  }

  private static String different(String what, Object found, Object expected) {
    return what + " is " + found + ", expected " + expected;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
