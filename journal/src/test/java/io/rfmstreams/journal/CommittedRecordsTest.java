package io.rfmstreams.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CommittedRecordsTest {
  private static final String TOPIC = "journal";
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

  private final MockConsumer<String, byte[]> brokers = new MockConsumer<>("none");
  private final CommittedRecords<String> records =
      new CommittedRecords<>(brokers, Duration.ofMillis(100));
  private final List<String> read = new ArrayList<>();

  @BeforeEach
  void aTopicOfFourRecords() {
    brokers.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, Node.noNode(), new Node[0], new Node[0])));
    brokers.updateBeginningOffsets(Map.of(PARTITION, 2L));
    brokers.updateEndOffsets(Map.of(PARTITION, 6L));
  }

  @Test
  void readsFromTheBeginningToTheEnd_asItIsWhenItBegins() {
    brokers.schedulePollTask(() -> add(2, 3));
    brokers.schedulePollTask(() -> {}); // nothing for a moment
    brokers.schedulePollTask(() -> add(4, 5, 6));

    records.forEach(TOPIC, record -> read.add(record.key()));

    assertThat(read).containsExactly("2", "3", "4", "5");
  }

  @Test
  void givesUp_whenTheBrokersFallSilentBeforeTheEnd() {
    brokers.schedulePollTask(() -> add(2, 3));

    assertThatThrownBy(() -> records.forEach(TOPIC, record -> read.add(record.key())))
        .isInstanceOf(TimeoutException.class)
        .hasMessageContaining("nothing of topic journal, partition 0, from offset 4 on");
    assertThat(read).containsExactly("2", "3");
  }

  private void add(long... offsets) {
    for (long offset : offsets) {
      brokers.addRecord(
          new ConsumerRecord<>(
              TOPIC, 0, offset, Long.toString(offset), "value".getBytes(StandardCharsets.UTF_8)));
    }
  }
}
