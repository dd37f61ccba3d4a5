package io.rfmstreams.topology;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/**
 * A record's own timestamp, whatever the record holds. Streams drops a record without one unseen, and
 * nothing may get lost before {@code check-event} has looked at it: so it gets {@link #NONE}, which no
 * other record has, since one stamped with the epoch itself is taken for a millisecond younger.
 */
final class JournalTime implements TimestampExtractor {

  /** What stands for no timestamp, in milliseconds. */
  static final long NONE = 0;

  /** What stands for the epoch: a client that knows no time writes 0. */
  static final long EPOCH = 1;

  @Override
  public long extract(ConsumerRecord<Object, Object> record, long partitionTime) {
    return record.timestamp() < 0 ? NONE : Math.max(EPOCH, record.timestamp());
  }
}
