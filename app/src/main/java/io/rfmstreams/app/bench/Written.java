package io.rfmstreams.app.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * What an application has written: of each partition how many records, and some of them from all over it,
 * so that memory does not grow with the measurement.
 */
record Written(Map<TopicPartition, Share> shares) {
  private static final int KEPT_OF_EACH = 4_000;
  private static final Duration POLL = Duration.ofMillis(200);

  /** A record's bytes. */
  @SuppressWarnings("ArrayRecordComponent") // Bytes that are written again and never compared.
  record Bytes(byte @Nullable [] key, byte @Nullable [] value) {}

  /** What one partition holds. */
  record Share(long count, List<Bytes> some) {}

  /** Reads the committed records of these partitions. */
  static Written read(String bootstrapServers, List<TopicPartition> partitions) {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            5_000);
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return read(consumer, partitions);
    }
  }

  private static Written read(Consumer<byte[], byte[]> consumer, List<TopicPartition> partitions) {
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    Map<TopicPartition, Share> shares = new HashMap<>();
    partitions.forEach(partition -> shares.put(partition, new Share(0, new ArrayList<>())));
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        long stride = 1 + ends.getOrDefault(partition, 0L) / KEPT_OF_EACH;
        shares.compute(partition, (p, share) -> with(share, record, stride));
      }
    }
    return new Written(shares);
  }

  private static Share with(
      @Nullable Share share, ConsumerRecord<byte[], byte[]> record, long stride) {
    List<Bytes> some = share == null ? new ArrayList<>() : share.some();
    long before = share == null ? 0 : share.count();
    if (before % stride == 0) {
      some.add(new Bytes(record.key(), record.value()));
    }
    return new Share(before + 1, some);
  }
}
