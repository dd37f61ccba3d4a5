package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.schemas.RegistrySettings;
import java.nio.file.Path;
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
            StreamsSettings.Timing.DEFAULT,
            StreamsSettings.DEFAULT_MEMBER_CACHE_BYTES,
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

  /** Or a registry outage would be fenced and read again, for ever, before it is reported. */
  @Test
  void theRegistrysPatienceIsOverBeforeATransactionIs() {
    assertThat(RegistrySettings.DEFAULT_PATIENCE).isLessThan(usual.timing().transaction());
  }
}
