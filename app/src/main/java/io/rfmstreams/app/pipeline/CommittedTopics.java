package io.rfmstreams.app.pipeline;

import io.rfmstreams.schemas.TopicContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** A deployment's topics as a reader of committed records sees them. */
public final class CommittedTopics implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);

  private final Map<String, Object> client;
  private final Admin admin;

  /**
   * @param client how to reach the brokers, by Kafka's own settings
   */
  public CommittedTopics(Map<String, ?> client) {
    this.client = Map.copyOf(client);
    this.admin = Admin.create(this.client);
  }

  /** How many records of a topic a consumer group has not committed yet. */
  public long uncommitted(TopicContract topic, String group)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    long left = 0;
    for (Map.Entry<TopicPartition, Long> end : ends(topic).entrySet()) {
      OffsetAndMetadata offset = committed.get(end.getKey());
      left += end.getValue() - (offset == null ? 0 : offset.offset());
    }
    return left;
  }

  /** Hands out every record committed by now, partition by partition in order. */
  public void forEach(TopicContract topic, Consumer<ConsumerRecord<String, byte[]>> each) {
    try (KafkaConsumer<String, byte[]> consumer = reader(topic)) {
      Set<TopicPartition> partitions = consumer.assignment();
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(POLL).forEach(each);
      }
    }
  }

  /** A reader of a topic's committed records, at the beginning of each partition. */
  public KafkaConsumer<String, byte[]> reader(TopicContract topic) {
    Map<String, Object> config = new HashMap<>(client);
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

  private Map<TopicPartition, Long> ends(TopicContract topic)
      throws InterruptedException, ExecutionException {
    String name = topic.name();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    admin
        .describeTopics(List.of(name))
        .allTopicNames()
        .get()
        .values()
        .forEach(
            description ->
                description
                    .partitions()
                    .forEach(
                        partition ->
                            latest.put(
                                new TopicPartition(name, partition.partition()),
                                OffsetSpec.latest())));
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(latest)
        .all()
        .get()
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  @Override
  public void close() {
    admin.close();
  }
}
