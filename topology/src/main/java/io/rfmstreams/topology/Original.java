package io.rfmstreams.topology;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
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

  static Original of(Record<byte[], byte[]> record, RecordMetadata metadata) {
    return new Original(
        record.key(),
        record.value(),
        record.headers(),
        metadata.topic(),
        metadata.partition(),
        metadata.offset());
  }

  /** How long it is before compression. */
  int bytes() {
    long bytes = length(key) + length(value);
    for (Header header : headers) {
      bytes += header.key().length() + length(header.value());
    }
    return Math.toIntExact(bytes);
  }

  private static long length(byte @Nullable [] part) {
    return part == null ? 0 : part.length;
  }

  /** Where it is, for people. */
  String place() {
    return "%s partition %d offset %d".formatted(topic, partition, offset);
  }
}
