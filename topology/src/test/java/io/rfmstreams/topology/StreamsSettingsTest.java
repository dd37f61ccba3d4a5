package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.StreamsSettings.Timing;
import io.rfmstreams.topology.stores.RocksDbTuning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
  private final StreamsSettings usual = StreamsSettings.of("app", "broker:9092", Path.of("state"));

  @Test
  void exactlyOnce_namedResources_andTheClassicProtocol_areNotForTheOperatorToChange() {
    StreamsSettings meddled =
        new StreamsSettings(
            "app",
            "broker:9092",
            Path.of("state"),
            1,
            0,
            Timing.DEFAULT,
            RocksDbTuning.DEFAULT_MEMBER_CACHE_BYTES,
            Map.of(
                "processing.guarantee", "at_least_once",
                "group.protocol", "streams",
                "security.protocol", "SSL"));

    Properties properties = meddled.properties();

    assertThat(properties)
        .containsEntry("processing.guarantee", "exactly_once_v2")
        .containsEntry("group.protocol", "classic")
        .containsEntry("ensure.explicit.internal.resource.naming", true)
        .containsEntry("security.protocol", "SSL");
    assertThat(new StreamsConfig(properties).getInt("num.stream.threads")).isEqualTo(1);
  }

  /** A producer refuses what is longer than its buffer, and a dead letter refused stops the pipeline. */
  @Test
  void theProducersBufferHoldsTheLongestDeadLetter_whateverOtherClientsAreTold() {
    StreamsSettings small =
        new StreamsSettings(
            "app",
            "broker:9092",
            Path.of("state"),
            1,
            0,
            Timing.DEFAULT,
            RocksDbTuning.DEFAULT_MEMBER_CACHE_BYTES,
            Map.of("buffer.memory", "1000000", "producer.buffer.memory", "1000000"));

    Map<String, Object> producer = new StreamsConfig(small.properties()).getProducerConfigs("p");

    assertThat(producer).containsEntry("buffer.memory", 4L * Topics.DEAD_LETTER_BYTES);
  }

  @Test
  void timing_isHandedOn() {
    assertThat(usual.properties())
        .containsEntry("commit.interval.ms", 100L)
        .containsEntry("poll.ms", 10L)
        .containsEntry("producer.transaction.timeout.ms", 10_000);
  }

  /** Or every transaction without traffic would be given up before it is committed. */
  @Test
  void aTransactionsTimeOut_isLongerThanCommitIntervalAndPollTogether() {
    Duration commit = Duration.ofMillis(100);
    Duration poll = Duration.ofMillis(10);
    assertThat(new Timing(commit, Duration.ofMillis(111), poll)).isNotNull();
    assertThatThrownBy(() -> new Timing(commit, Duration.ofMillis(110), poll))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("longer than commit interval and poll together");
  }

  /** Or a registry outage would be fenced and read again, for ever, before it is reported. */
  @Test
  void theRegistrysPatienceIsOverBeforeATransactionIs() {
    assertThat(RegistrySettings.DEFAULT_PATIENCE).isLessThan(usual.timing().transaction());
  }
}
