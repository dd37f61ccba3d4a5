package io.rfmstreams.topology;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/** A record as it came, and where it came from: what a dead letter hands on. */
@SuppressWarnings("ArrayRecordComponent") // Bytes that are handed on untouched and never compared.
record Original(
    byte @Nullable [] key,
    byte @Nullable [] value,
    Headers headers,
    String topic,
    int partition,
    long offset) {

  /** Each header says how long its key and its value are, in up to five bytes each. */
  private static final int HEADER_LENGTHS = 10;

  static Original of(Record<byte[], byte[]> record, RecordMetadata metadata) {
    return new Original(
        record.key(),
        record.value(),
        record.headers(),
        metadata.topic(),
        metadata.partition(),
        metadata.offset());
  }

  /** At most how long it is before compression, as a producer counts it. */
  long bytes() {
    long bytes = length(key) + length(value);
    for (Header header : headers) {
      bytes += HEADER_LENGTHS + Utils.utf8Length(header.key()) + length(header.value());
    }
    return bytes;
  }

  private static long length(byte @Nullable [] part) {
    return part == null ? 0 : part.length;
  }

  /** Where it is, for people. */
  String place() {
    return "%s partition %d offset %d".formatted(topic, partition, offset);
  }
}
