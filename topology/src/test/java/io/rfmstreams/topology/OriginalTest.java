package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.schemas.Topics;
import java.util.List;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.internal.AbstractRecords;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A record counted too short would be refused by the producer, at every restart anew. */
class OriginalTest {

  @Test
  void countsHeadersAtLeastAsLongAsAProducerDoes() {
    RecordHeaders many = new RecordHeaders();
    for (int i = 0; i < 100_000; i++) {
      many.add(new RecordHeader("", new byte[0]));
    }
    requireEnough(new byte[3], null, many);
    requireEnough(
        null, new byte[5], headers(new RecordHeader("生日".repeat(50_000), new byte[200_000])));
    requireEnough(new byte[100], new byte[100], headers());
  }

  private static RecordHeaders headers(Header... headers) {
    return new RecordHeaders(List.of(headers));
  }

  private static void requireEnough(
      byte @Nullable [] key, byte @Nullable [] value, RecordHeaders headers) {
    long counted = new Original(key, value, headers, "journal", 0, 7).bytes();
    int producer =
        AbstractRecords.estimateSizeInBytesUpperBound(
            RecordBatch.CURRENT_MAGIC_VALUE,
            Compression.NONE.type(),
            key,
            value,
            headers.toArray());

    assertThat(counted + Topics.DEAD_LETTER_HEADER_BYTES).isGreaterThanOrEqualTo(producer);
    assertThat(counted).isLessThan(producer + 10L * (headers.toArray().length + 1));
  }
}
