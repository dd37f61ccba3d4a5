package io.rfmstreams.app.load;

import io.rfmstreams.schemas.MemberEventReader;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.schemas.UndecodableException;
import io.rfmstreams.topology.ControlRecords;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Finds the newest tick of the journal: anything older than it counts as late. Ticks are the only
 * records without a key, so others are passed over undecoded; each partition is searched backwards from
 * its end, block by block.
 */
final class NewestTicks {
  private static final long BLOCK = 20_000;
  private static final Duration POLL = Duration.ofMillis(500);

  private final Map<String, Object> config;
  private final String topic;
  private final MemberEventReader reader;

  NewestTicks(Map<String, String> client, Topics topics, MemberEventReader reader) {
    this.config = new HashMap<>(client);
    this.config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    this.config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    this.topic = topics.memberEvents().name();
    this.reader = reader;
  }

  /** The newest tick of any partition; empty if there is none. */
  Optional<Instant> newest() {
    try (Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return consumer.partitionsFor(topic).stream()
          .map(info -> new TopicPartition(topic, info.partition()))
          .flatMap(partition -> newest(consumer, partition).stream())
          .max(Instant::compareTo);
    }
  }

  private Optional<Instant> newest(Consumer<byte[], byte[]> consumer, TopicPartition partition) {
    consumer.assign(List.of(partition));
    long first = consumer.beginningOffsets(List.of(partition)).getOrDefault(partition, 0L);
    long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
    for (long to = end; to > first; to -= BLOCK) {
      Optional<Instant> found = newestIn(consumer, partition, Math.max(first, to - BLOCK), to);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> newestIn(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, long from, long to) {
    Optional<Instant> newest = Optional.empty();
    consumer.seek(partition, from);
    while (consumer.position(partition) < to) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL).records(partition)) {
        Optional<Instant> tick = record.offset() < to ? tick(record) : Optional.empty();
        newest =
            tick.isPresent() && !tick.get().isBefore(newest.orElse(Instant.MIN)) ? tick : newest;
      }
    }
    return newest;
  }

  private Optional<Instant> tick(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null) {
      return Optional.empty();
    }
    try {
      io.rfmstreams.schemas.MemberEvent event = reader.read(record.value());
      return event.getType().equals(ControlRecords.TICK)
          ? Optional.of(event.getOccurredAt())
          : Optional.empty();
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }
}
