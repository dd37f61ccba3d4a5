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
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;

class StreamsSettingsTest {
  private static final String UNCOMMITTED = "statestore.uncommitted.max.bytes";

  private final StreamsSettings usual = StreamsSettings.of("app", "broker:9092", Path.of("state"));

  @Test
  void exactlyOnce_namedResources_andTheClassicProtocol_areNotForTheOperatorToChange() {
    StreamsSettings meddled =
        with(
            1,
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
        with(1, Map.of("buffer.memory", "1000000", "producer.buffer.memory", "1000000"));

    Map<String, Object> producer = new StreamsConfig(small.properties()).getProducerConfigs("p");

    assertThat(producer).containsEntry("buffer.memory", 4L * Topics.DEAD_LETTER_BYTES);
  }

  @Test
  void storesAreTransactional_unlessTheOperatorSaysOtherwise_andQueriesReadWhatIsCommitted() {
    StreamsSettings off =
        with(
            3,
            Map.of(
                "enable.transactional.statestores", "false",
                "default.interactive.query.isolation.level", "READ_UNCOMMITTED"));

    StreamsConfig usualConfig = new StreamsConfig(usual.properties());
    StreamsConfig offConfig = new StreamsConfig(off.properties());

    assertThat(usualConfig.getBoolean("enable.transactional.statestores")).isTrue();
    assertThat(offConfig.getBoolean("enable.transactional.statestores")).isFalse();
    assertThat(usualConfig.defaultInteractiveQueryIsolationLevel())
        .isEqualTo(offConfig.defaultInteractiveQueryIsolationLevel())
        .isEqualTo(IsolationLevel.READ_COMMITTED);
  }

  /** Kafka divides the number among the threads. */
  @Test
  void eachThreadMayHoldBackAsMuch_howeverManyThereAre() {
    assertThat(new StreamsConfig(with(8, Map.of()).properties()).getLong(UNCOMMITTED))
        .isEqualTo(8 * new StreamsConfig(usual.properties()).getLong(UNCOMMITTED));
  }

  @Test
  void noThreadIsStarted_thatNoPartitionIsLeftFor() {
    assertThat(with(16, Map.of()).forPartitions(6).threads()).isEqualTo(6);
    assertThat(with(4, Map.of()).forPartitions(6).threads()).isEqualTo(4);
  }

  private static StreamsSettings with(int threads, Map<String, String> client) {
    return new StreamsSettings(
        "app",
        "broker:9092",
        Path.of("state"),
        threads,
        0,
        Timing.DEFAULT,
        RocksDbTuning.DEFAULT_MEMBER_CACHE_BYTES,
        client);
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
