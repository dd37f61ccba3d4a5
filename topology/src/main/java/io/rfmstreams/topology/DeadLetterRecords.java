package io.rfmstreams.topology;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Makes dead letters: what could not be taken in, as it came; headers say why and whence. Of a record that
 * is too long for any topic there are only they: it is in the journal, at the place they name.
 */
final class DeadLetterRecords {
  static final String REASON = Topics.DEAD_LETTER_REASON;
  static final String DETAIL = Topics.DEAD_LETTER_DETAIL;
  static final String TOPIC = Topics.DEAD_LETTER_TOPIC;
  static final String PARTITION = Topics.DEAD_LETTER_PARTITION;
  static final String OFFSET = Topics.DEAD_LETTER_OFFSET;

  private static final int LONGEST_DETAIL = 1000;

  private static final String TOO_LONG =
      "key, value and headers are left out: %d bytes, at most %d fit; %s";

  private static final int LONGEST_ORIGINAL =
      Topics.DEAD_LETTER_BYTES - Topics.DEAD_LETTER_HEADER_BYTES;

  private DeadLetterRecords() {}

  static Record<byte[], byte[]> of(Outcome.DeadLetter letter, long timestamp) {
    Original original = letter.original();
    Rejection rejection = letter.rejection();
    long bytes = original.bytes();
    boolean fits = bytes <= LONGEST_ORIGINAL;
    Headers headers = fits ? new RecordHeaders(original.headers()) : new RecordHeaders();
    String detail = cut(rejection.detail());
    add(headers, REASON, rejection.reason().code());
    add(headers, DETAIL, fits ? detail : TOO_LONG.formatted(bytes, LONGEST_ORIGINAL, detail));
    add(headers, TOPIC, original.topic());
    add(headers, PARTITION, Integer.toString(original.partition()));
    add(headers, OFFSET, Long.toString(original.offset()));
    return fits
        ? new Record<>(original.key(), original.value(), timestamp, headers)
        : new Record<>(null, null, timestamp, headers);
  }

  /** Details quote the record, whose fields may be of any length. */
  private static String cut(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
