package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.StateForms;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** The topology changes only on purpose: its nodes, stores and topics are persisted names. */
class GoldenTopologyTest {
  @Test
  void describesItself_asTheGoldenFileSays() throws IOException {
    Properties properties =
        StreamsSettings.of("golden", "nowhere:9092", Path.of("unused")).properties();
    PipelineTopology topology =
        new PipelineTopology(
            PipelineDriver.TOPICS,
            new JournalPartitions(1),
            TestRules.book(),
            StateForms.current(),
            Registry.connect(RegistrySettings.at("mock://golden")),
            Slices.DEFAULT);

    assertThat(topology.build(properties).describe().toString()).isEqualTo(golden());
  }

  private static String golden() throws IOException {
    try (InputStream golden = GoldenTopologyTest.class.getResourceAsStream("topology.txt")) {
      return golden == null ? "" : new String(golden.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
