package io.rfmstreams.app.bench;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.FileTicks;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.startup.JournalOffsets;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;

/** A broker with a journal on it, for measurements. */
final class Bench implements AutoCloseable {
  static final int PARTITIONS = 4;
  static final JournalPartitions JOURNAL = new JournalPartitions(PARTITIONS);

  private final EmbeddedBroker broker;
  private final Admin admin;
  private final Registry registry;
  private final Topics topics;
  private volatile Application measured = () -> {};

  /** What is measured, as far as ending it goes. */
  interface Application {
    void close() throws InterruptedException;
  }

  /**
   * Starts a broker.
   *
   * @param prefix begins the journal's name
   */
  Bench(Path directory, String prefix) throws IOException {
    this(EmbeddedBroker.start(directory.resolve("broker")), prefix);
  }

  private Bench(EmbeddedBroker broker, String prefix) {
    this.broker = broker;
    topics = Topics.withPrefix(prefix);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    registry = Registry.connect(RegistrySettings.at("mock://bench").withAutoRegister(true));
  }

  /** Another journal on the same broker. */
  Bench beside(String prefix) {
    return new Bench(broker, prefix);
  }

  String bootstrapServers() {
    return broker.bootstrapServers();
  }

  Registry registry() {
    return registry;
  }

  /** The journal, and outputs under a prefix of their own. */
  Topics topics(String outputPrefix) throws InterruptedException, ExecutionException {
    Topics outputs = new Topics(topics.inputPrefix(), outputPrefix);
    create(outputs.all().subList(1, outputs.all().size()));
    return outputs;
  }

  private void create(List<TopicContract> contracts)
      throws InterruptedException, ExecutionException {
    admin
        .createTopics(
            contracts.stream()
                .map(
                    contract ->
                        new NewTopic(contract.name(), Optional.of(PARTITIONS), Optional.empty())
                            .configs(contract.config()))
                .toList())
        .all()
        .get();
  }

  /** Creates the journal. */
  void createJournal() throws InterruptedException, ExecutionException {
    create(List.of(topics.memberEvents()));
  }

  /** Writes a workload with its ticks, as {@code load} would. */
  void write(Workload workload, RuleBook rules) throws InterruptedException, ExecutionException {
    createJournal();
    try (JournalWriter journal = journal()) {
      FileTicks ticks = new FileTicks(rules.calendar());
      workload.forEach(
          event -> {
            ticks.before(event.occurredAt()).forEach(journal::tick);
            journal.event(event);
          });
      journal.flush();
    }
  }

  JournalWriter journal() {
    return new JournalWriter(
        Map.of("bootstrap.servers", broker.bootstrapServers()), topics, registry);
  }

  /** The records in each partition of the journal. */
  Map<TopicPartition, Long> journalRecords() throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> records = new HashMap<>();
    JournalOffsets offsets = JournalOffsets.of(admin, topics, "nobody");
    offsets
        .places()
        .forEach(
            (partition, place) ->
                records.put(
                    new TopicPartition(offsets.journal(), partition),
                    place.end() - place.beginning()));
    return records;
  }

  /** What an application has written to its changelogs and outputs. */
  Written writtenBy(String id) throws InterruptedException, ExecutionException {
    List<TopicPartition> partitions = new ArrayList<>();
    topicsOf(id).forEach(topic -> partitions.addAll(partitionsOf(topic)));
    return Written.read(broker.bootstrapServers(), partitions);
  }

  static List<TopicPartition> partitionsOf(String topic) {
    return IntStream.range(0, PARTITIONS)
        .mapToObj(partition -> new TopicPartition(topic, partition))
        .toList();
  }

  /** Creates a topic for each that {@code application} writes to; each with its own. */
  Map<String, String> topicsLikeThoseOf(String application, String id)
      throws InterruptedException, ExecutionException {
    Map<String, String> instead = new HashMap<>();
    for (String topic : topicsOf(application)) {
      instead.put(topic, id + topic.substring(application.length()));
    }
    admin
        .createTopics(
            instead.values().stream()
                .map(
                    name ->
                        new NewTopic(name, Optional.of(PARTITIONS), Optional.empty())
                            .configs(
                                Map.of(
                                    TopicConfig.CLEANUP_POLICY_CONFIG,
                                    TopicConfig.CLEANUP_POLICY_COMPACT)))
                .toList())
        .all()
        .get();
    return instead;
  }

  private List<String> topicsOf(String id) throws InterruptedException, ExecutionException {
    return admin.listTopics().names().get().stream()
        .filter(topic -> topic.startsWith(id + "-") || topic.startsWith(id + "."))
        .sorted()
        .toList();
  }

  /** Records in the journal that a group has not committed yet. */
  long uncommitted(String group) throws InterruptedException, ExecutionException {
    return JournalOffsets.of(admin, topics, group).unread();
  }

  /** Records, and markers of transactions, written to all topics whose name begins so. */
  long recordsOf(String namePrefix) throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    for (String topic : admin.listTopics().names().get()) {
      for (int partition = 0; topic.startsWith(namePrefix) && partition < PARTITIONS; partition++) {
        latest.put(new TopicPartition(topic, partition), OffsetSpec.latest());
      }
    }
    return admin.listOffsets(latest).all().get().values().stream()
        .mapToLong(end -> end.offset())
        .sum();
  }

  /** Bytes on disk of all topics whose name begins so. */
  long bytesOf(String namePrefix) throws InterruptedException, ExecutionException {
    return admin.describeLogDirs(List.of(1)).allDescriptions().get().values().stream()
        .flatMap(byDirectory -> byDirectory.values().stream())
        .flatMap(directory -> directory.replicaInfos().entrySet().stream())
        .filter(replica -> replica.getKey().topic().startsWith(namePrefix))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  /** Has an application that is measured from now on end before its broker, whatever ends it. */
  void measures(Application application) {
    measured = application;
  }

  @Override
  public void close() throws IOException {
    try {
      measured.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    admin.close();
    registry.close();
    broker.close();
  }
}
