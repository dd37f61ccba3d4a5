package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class JournalTimeTest {

  /** Streams drops a record whose time is negative, and nobody would know. */
  @Test
  void noTimestampIsNone_andIsToldFromTheEpoch() {
    assertThat(extracted(-1)).isEqualTo(JournalTime.NONE).isNotNegative();
    assertThat(extracted(0)).isEqualTo(JournalTime.EPOCH);
    assertThat(extracted(1_767_225_600_000L)).isEqualTo(1_767_225_600_000L);
  }

  private static long extracted(long timestamp) {
    return new JournalTime()
        .extract(
            new ConsumerRecord<>(
                "t",
                0,
                0,
                timestamp,
                TimestampType.CREATE_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty()),
            7);
  }
}
