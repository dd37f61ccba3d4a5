package io.rfmstreams.topology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;

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
      Config config = configs.getOrDefault(resource(topic.name()), new Config(List.of()));
      states.put(
          topic.name(),
          new TopicState(
              topic.partitions().size(),
              config.get("cleanup.policy").value(),
              Long.parseLong(config.get("retention.ms").value()),
              Integer.parseInt(config.get("max.message.bytes").value()),
              written.contains(topic.name())));
    }
    return states;
  }

  private static Set<String> written(Admin admin, Map<String, TopicDescription> descriptions)
      throws ExecutionException, InterruptedException {
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic : descriptions.values()) {
      topic
          .partitions()
          .forEach(
              partition -> partitions.add(new TopicPartition(topic.name(), partition.partition())));
    }
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    partitions.forEach(partition -> ends.put(partition, OffsetSpec.latest()));
    Set<String> written = new HashSet<>();
    admin
        .listOffsets(ends)
        .all()
        .get()
        .forEach(
            (partition, end) -> {
              if (end.offset() > 0) {
                written.add(partition.topic());
              }
            });
    return written;
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }
}
