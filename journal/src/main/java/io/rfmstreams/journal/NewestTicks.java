package io.rfmstreams.journal;

import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.schemas.MemberEventReader;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.schemas.UndecodableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Finds the newest ticks of the journal: anything older than them counts as late. Ticks are the only
 * records without a key, so others are passed over undecoded; each partition is searched backwards from
 * its end, block by block.
 */
public final class NewestTicks {
  private static final long BLOCK = 20_000;

  private final String topic;
  private final MemberEventReader reader;

  public NewestTicks(Topics topics, MemberEventReader reader) {
    this.topic = topics.memberEvents().name();
    this.reader = reader;
  }

  /**
   * The newest tick of each partition that has one.
   *
   * @throws org.apache.kafka.common.errors.TimeoutException if the brokers fall silent meanwhile
   */
  public Map<TopicPartition, Instant> newest(CommittedRecords<byte[]> records) {
    Map<TopicPartition, Instant> ticks = new HashMap<>();
    for (TopicPartition partition : records.partitions(topic)) {
      newest(records, partition).ifPresent(tick -> ticks.put(partition, tick));
    }
    return ticks;
  }

  private Optional<Instant> newest(CommittedRecords<byte[]> records, TopicPartition partition) {
    long first = records.beginning(partition);
    for (long to = records.end(partition); to > first; to -= BLOCK) {
      List<Instant> ticks = new ArrayList<>();
      records.forEach(
          partition, Math.max(first, to - BLOCK), to, record -> tick(record).ifPresent(ticks::add));
      if (!ticks.isEmpty()) {
        return Optional.of(Collections.max(ticks));
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> tick(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null) {
      return Optional.empty();
    }
    try {
      io.rfmstreams.schemas.MemberEvent event = reader.read(record.value());
      Instant latest = Instant.ofEpochMilli(record.timestamp()).plus(EventCheck.CLOCK_TOLERANCE);
      boolean refused = event.getOccurredAt().isAfter(latest);
      return event.getType().equals(ControlRecords.TICK) && !refused
          ? Optional.of(event.getOccurredAt())
          : Optional.empty();
    } catch (UndecodableException e) {
      return Optional.empty();
    }
  }
}
