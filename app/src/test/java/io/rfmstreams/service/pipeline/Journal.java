package io.rfmstreams.service.pipeline;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.load.Load;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.files.TemporaryFolder;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.testkit.ProjectFiles;
import io.rfmstreams.topology.startup.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** A deployment's topics on a real broker, with a file played into its journal. */
final class Journal {
  static final Path ROOT = ProjectFiles.ROOT;
  static final Path RETAIL = ProjectFiles.RETAIL;

  private final EmbeddedBroker broker;
  private final Registry registry;
  private final Topics topics;
  private final RuleBook rules;
  private final int partitions;

  Journal(EmbeddedBroker broker, Registry registry, String name, RuleBook rules, int partitions)
      throws InterruptedException, ExecutionException {
    this.broker = broker;
    this.registry = registry;
    this.topics = Topics.withPrefix(name + ".");
    this.rules = rules;
    this.partitions = partitions;
    try (Admin admin = Admin.create(client())) {
      admin.createTopics(topics.all().stream().map(this::newTopic).toList()).all().get();
    }
  }

  private Journal(Journal other, Registry registry) {
    this.broker = other.broker;
    this.registry = registry;
    this.topics = other.topics;
    this.rules = other.rules;
    this.partitions = other.partitions;
  }

  /** The same topics, read with another registry client. */
  Journal readThrough(Registry other) {
    return new Journal(this, other);
  }

  /** Of its contract, but that nothing is compacted: when that happens is a matter of chance. */
  private NewTopic newTopic(TopicContract contract) {
    Map<String, String> config = new HashMap<>(contract.config());
    if ("compact".equals(config.put("cleanup.policy", "delete"))) {
      config.put("retention.ms", "-1");
    }
    return new NewTopic(contract.name(), Optional.of(partitions), Optional.empty()).configs(config);
  }

  Map<String, Object> client() {
    return Map.of("bootstrap.servers", broker.bootstrapServers());
  }

  Currency currency() {
    return rules.deployment().currency();
  }

  JournalPartitions partitions() {
    return new JournalPartitions(partitions);
  }

  Topics topics() {
    return topics;
  }

  /** Registers the schemas of all topics. */
  void registerSchemas() {
    topics.all().stream().filter(topic -> topic.subject().isPresent()).forEach(registry::register);
  }

  /** The options of a command that works on these topics under a rule file of the project. */
  List<String> options(String ruleFile, String applicationId, Path state, String registryUrl) {
    return Stream.of(
            "rfm.zone=" + rules.deployment().zone(),
            "rfm.currency=" + rules.deployment().currency(),
            "rfm.rules=" + ROOT.resolve("config/rules/" + ruleFile + ".yaml"),
            "rfm.application.id=" + applicationId,
            "rfm.topics.prefix=" + topics.inputPrefix(),
            "rfm.state.dir=" + state,
            "rfm.ticker.enabled=false",
            "rfm.triggers.from=beginning",
            "rfm.kafka.bootstrap.servers=" + broker.bootstrapServers(),
            "rfm.registry.schema.registry.url=" + registryUrl)
        .flatMap(setting -> Stream.of("--set", setting))
        .toList();
  }

  /** Plays a file as {@code load} does; gives how many records it wrote to the journal. */
  void play(Path file, LocalDate asOf, boolean asLogged) throws IOException {
    try (JournalWriter journal = writer();
        TemporaryFolder scratch = TemporaryFolder.named("load")) {
      Load load =
          Load.of(new EventsFile(file.toString()), rules, Instant.now(), asLogged, scratch.path());
      load.play(journal, asOf, true, Load.Pace.FASTEST, written -> {});
    }
  }

  JournalWriter writer() {
    return new JournalWriter(
        Map.of("bootstrap.servers", broker.bootstrapServers()), topics, registry);
  }

  /** Records of the journal that a group has not committed yet. */
  long uncommitted(String group) throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(client())) {
      return Reading.of(admin, topics, group).unread();
    }
  }

  /** All committed values of a topic, by key, in the order a reader sees them. */
  <T extends SpecificRecord> Map<String, List<@Nullable T>> read(
      TopicContract topic, Class<T> kind) {
    Map<String, List<@Nullable T>> byKey = new HashMap<>();
    try (Deserializer<T> deserializer = registry.serde(kind).deserializer()) {
      for (ConsumerRecord<String, byte[]> record : records(topic)) {
        byKey
            .computeIfAbsent(String.valueOf(record.key()), key -> new ArrayList<>())
            .add(deserializer.deserialize(topic.name(), record.value()));
      }
    }
    return byKey;
  }

  /** Every committed record of a topic, partition by partition. */
  List<ConsumerRecord<String, byte[]>> records(TopicContract topic) {
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    try (CommittedRecords<String> committed =
        new CommittedRecords<>(client(), new StringDeserializer())) {
      committed.forEach(topic.name(), records::add);
    }
    return records;
  }

  /** A reader of a topic's committed records, at the beginning of each partition. */
  KafkaConsumer<String, byte[]> committed(TopicContract topic) {
    Map<String, Object> config = new HashMap<>(client());
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    KafkaConsumer<String, byte[]> consumer =
        new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    consumer.assign(
        consumer.partitionsFor(topic.name()).stream()
            .map(info -> new TopicPartition(topic.name(), info.partition()))
            .toList());
    consumer.seekToBeginning(consumer.assignment());
    return consumer;
  }

  /** A rule file of the project, in another zone if one is given. */
  static RuleBook rules(String name, @Nullable String zone) throws IOException {
    String text = Files.readString(ROOT.resolve("config/rules/" + name + ".yaml"));
    text = text + "\nevent-types: [heartbeat]\n"; // a type only the hostile logs know
    text = zone == null ? text : text.replaceFirst("(?m)^zone: \\S+", "zone: " + zone);
    return RuleBooks.of(List.of(RuleFile.parse(name, text)), Deployment.Bounds.DEFAULT);
  }

  static Path write(Path file, List<LogLine> lines) throws IOException {
    return Files.writeString(file, EventsCsv.render(lines));
  }
}
