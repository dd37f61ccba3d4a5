package io.rfmstreams.service.pipeline;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Why the latest dead letters are such. */
public final class DeadLetterReasons {
  private static final long LATEST = 100;

  private DeadLetterReasons() {}

  /**
   * The commonest reason among the latest dead letters of each partition, with one of them as an
   * example; empty if there are none, or nobody may read them.
   *
   * @param client settings of the Kafka client
   */
  public static Optional<String> commonest(Map<String, String> client, Topics topics) {
    Map<String, Integer> counts = new HashMap<>();
    Map<String, String> examples = new HashMap<>();
    try (CommittedRecords<byte[]> records =
        new CommittedRecords<>(client, new ByteArrayDeserializer())) {
      for (TopicPartition partition : records.partitions(topics.deadLetters().name())) {
        long end = records.end(partition);
        long from = Math.max(records.beginning(partition), end - LATEST);
        records.forEach(
            partition,
            from,
            end,
            letter -> {
              String reason = header(letter, Topics.DEAD_LETTER_REASON);
              counts.merge(reason, 1, Integer::sum);
              examples.put(reason, header(letter, Topics.DEAD_LETTER_DETAIL));
            });
      }
    } catch (KafkaException unreadable) {
      return Optional.empty();
    }
    return counts.entrySet().stream()
        .max(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .map(reason -> "'%s': %s".formatted(reason, examples.get(reason)));
  }

  private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
    Header header = letter.headers().lastHeader(name);
    return header == null
        ? ""
        : Rejection.visible(new String(header.value(), StandardCharsets.UTF_8));
  }
}
