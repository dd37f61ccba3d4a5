package io.rfmstreams.topology.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.topology.stores.TriggersFrom;
import java.util.List;
import org.apache.kafka.streams.processor.internals.ProcessorMetadata;
import org.apache.kafka.streams.processor.internals.TopicPartitionMetadata;
import org.junit.jupiter.api.Test;

class BeginningTest {
  private static final long UNKNOWN = -1;

  @Test
  void readsWhatItWrote_andNothingElse() {
    for (String text : List.of("2026-01-01", "beginning")) {
      TriggersFrom from = TriggersFrom.parse(text);
      assertThat(Beginning.read(Beginning.written(from))).hasValue(from);
      assertThat(from.text()).isEqualTo(text);
    }
    assertThat(Beginning.read("")).isEmpty();
    assertThat(Beginning.read("not base64 §")).isEmpty();
  }

  /** What Streams commits later says nothing of the beginning, and what is begun with tells it no time. */
  @Test
  void streamsAndItPassOverEachOthersText() {
    String streams =
        new TopicPartitionMetadata(1_767_225_600_000L, new ProcessorMetadata()).encode();

    assertThat(Beginning.read(streams)).isEmpty();
    assertThat(
            TopicPartitionMetadata.decode(Beginning.written(TriggersFrom.BEGINNING))
                .partitionTime())
        .isEqualTo(UNKNOWN);
  }
}
