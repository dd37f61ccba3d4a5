package io.rfmstreams.topology;

import io.rfmstreams.engine.Rejection;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Forwards what could not be taken in, as it came; headers say why and whence. */
final class EmitDeadLetters extends ContextualProcessor<String, Outcome, byte[], byte[]> {
  static final String REASON = "rfm.reason";
  static final String DETAIL = "rfm.detail";
  static final String TOPIC = "rfm.topic";
  static final String PARTITION = "rfm.partition";
  static final String OFFSET = "rfm.offset";

  private static final int LONGEST_DETAIL = 1000;

  @Override
  public void process(Record<String, Outcome> record) {
    if (record.value() instanceof Outcome.DeadLetter letter) {
      Original original = letter.original();
      context()
          .forward(
              new Record<>(original.key(), original.value(), record.timestamp(), headers(letter)));
    }
  }

  private static Headers headers(Outcome.DeadLetter letter) {
    Original original = letter.original();
    Rejection rejection = letter.rejection();
    Headers headers = new RecordHeaders(original.headers());
    add(headers, REASON, rejection.reason().code());
    add(headers, DETAIL, cut(rejection.detail()));
    add(headers, TOPIC, original.topic());
    add(headers, PARTITION, Integer.toString(original.partition()));
    add(headers, OFFSET, Long.toString(original.offset()));
    return headers;
  }

  /** Details quote the record, whose fields may be of any length. */
  private static String cut(String detail) {
    return detail.length() <= LONGEST_DETAIL ? detail : detail.substring(0, LONGEST_DETAIL) + "…";
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
