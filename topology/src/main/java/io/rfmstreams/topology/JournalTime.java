package io.rfmstreams.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's own timestamp, whatever the record holds. One without a timestamp gets the epoch, since
 * Streams would drop it unseen; nothing may get lost before {@code check-event} has looked at it.
 */
final class JournalTime implements TimestampExtractor {
  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return Math.max(0, record.timestamp());
  }
}
