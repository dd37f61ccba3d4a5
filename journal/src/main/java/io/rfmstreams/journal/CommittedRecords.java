package io.rfmstreams.journal;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Committed records of topics, from one offset to another. Brokers that fall silent are an error, not a
 * wait without end.
 */
public final class CommittedRecords<K> implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int RECORDS_A_POLL = 5_000;

  private final Consumer<K, byte[]> consumer;
  private final Duration patience;

  /**
   * @param client settings of the Kafka client, {@code bootstrap.servers} among them
   */
  public CommittedRecords(Map<String, ?> client, Deserializer<K> keys) {
    this(new KafkaConsumer<>(config(client), keys, new ByteArrayDeserializer()), PATIENCE);
  }

  /**
   * @param patience how long brokers may give nothing while there is something to give
   */
  CommittedRecords(Consumer<K, byte[]> consumer, Duration patience) {
    this.consumer = consumer;
    this.patience = patience;
  }

  private static Map<String, Object> config(Map<String, ?> client) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, RECORDS_A_POLL);
    return config;
  }

  /** The partitions of a topic. */
  public List<TopicPartition> partitions(String topic) {
    return consumer.partitionsFor(topic).stream()
        .map(info -> new TopicPartition(topic, info.partition()))
        .toList();
  }

  /** The first offset a partition still has. */
  public long beginning(TopicPartition partition) {
    return Objects.requireNonNull(
        consumer.beginningOffsets(List.of(partition)).get(partition), "the partition exists");
  }

  /** The offset after the last committed record of a partition. */
  public long end(TopicPartition partition) {
    return Objects.requireNonNull(
        consumer.endOffsets(List.of(partition)).get(partition), "the partition exists");
  }

  /** Reads all that a topic holds now, partition by partition. */
  public void forEach(String topic, java.util.function.Consumer<ConsumerRecord<K, byte[]>> reader) {
    for (TopicPartition partition : partitions(topic)) {
      forEach(partition, beginning(partition), end(partition), reader);
    }
  }

  /**
   * Reads a part of a partition, in order.
   *
   * @param to the first offset that is not read
   * @throws TimeoutException if the brokers give nothing more before that
   */
  public void forEach(
      TopicPartition partition,
      long from,
      long to,
      java.util.function.Consumer<ConsumerRecord<K, byte[]>> reader) {
    consumer.assign(List.of(partition));
    consumer.seek(partition, from);
    long position = from;
    long heard = System.nanoTime();
    while (position < to) {
      for (ConsumerRecord<K, byte[]> record : consumer.poll(POLL).records(partition)) {
        if (record.offset() < to) {
          reader.accept(record);
        }
      }
      if (consumer.position(partition) > position) {
        position = consumer.position(partition);
        heard = System.nanoTime();
      } else if (System.nanoTime() - heard > patience.toNanos()) {
        throw new TimeoutException(
            "the brokers gave nothing of topic %s, partition %d, from offset %d on, for %d s"
                .formatted(
                    partition.topic(), partition.partition(), position, patience.toSeconds()));
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
