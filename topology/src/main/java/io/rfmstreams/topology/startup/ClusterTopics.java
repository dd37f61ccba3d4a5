package io.rfmstreams.topology.startup;

import io.rfmstreams.topology.names.Names;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.jspecify.annotations.Nullable;

/** Asks the brokers how topics are. */
public final class ClusterTopics {

  private ClusterTopics() {}

  /**
   * The state of those of the topics that exist.
   *
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  public static Map<String, TopicState> read(Admin admin, Collection<String> names)
      throws ExecutionException, InterruptedException {
    Set<String> existing = new HashSet<>(admin.listTopics().names().get());
    existing.retainAll(Set.copyOf(names));
    Map<String, TopicDescription> descriptions =
        admin.describeTopics(existing).allTopicNames().get();
    Map<ConfigResource, Config> configs =
        admin.describeConfigs(existing.stream().map(ClusterTopics::resource).toList()).all().get();
    Set<String> written = written(admin, descriptions);
    Map<String, TopicState> states = new HashMap<>();
    for (TopicDescription topic : descriptions.values()) {
      states.put(
          topic.name(),
          new TopicState(
              topic.partitions().size(),
              settings(configs.get(resource(topic.name()))),
              written.contains(topic.name())));
    }
    return states;
  }

  /**
   * Whether an application has stores.
   *
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  public static boolean hasStores(Admin admin, String applicationId)
      throws ExecutionException, InterruptedException {
    return admin.listTopics().names().get().contains(Names.changelog(applicationId, Names.MEMBERS));
  }

  /** Brokers need not tell every setting, nor every value. */
  static Map<String, String> settings(@Nullable Config config) {
    Map<String, String> settings = new HashMap<>();
    if (config != null) {
      for (ConfigEntry entry : config.entries()) {
        if (entry.value() != null) {
          settings.put(entry.name(), entry.value());
        }
      }
    }
    return settings;
  }

  private static Set<String> written(Admin admin, Map<String, TopicDescription> descriptions)
      throws ExecutionException, InterruptedException {
    Set<String> written = new HashSet<>();
    offsets(admin, partitions(descriptions.values()), OffsetSpec.latest())
        .forEach(
            (partition, end) -> {
              if (end > 0) {
                written.add(partition.topic());
              }
            });
    return written;
  }

  static List<TopicPartition> partitions(Collection<TopicDescription> topics) {
    return topics.stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .toList();
  }

  static Map<TopicPartition, Long> offsets(
      Admin admin, Collection<TopicPartition> partitions, OffsetSpec which)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions.forEach(partition -> asked.put(partition, which));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    admin
        .listOffsets(asked)
        .all()
        .get()
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
