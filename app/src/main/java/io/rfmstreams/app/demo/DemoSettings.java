package io.rfmstreams.app.demo;

import io.rfmstreams.service.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The settings of a demo, as a file: other commands join it with {@code --config}. */
final class DemoSettings {
  private static final int PARTITIONS = 4;

  private DemoSettings() {}

  /**
   * Writes the file.
   *
   * @param directory where it is written, and the stores are kept
   * @param project holds the rule set
   */
  static Path write(Path directory, Path project, String bootstrapServers, String registryUrl)
      throws IOException {
    String text =
        """
        # What the demo runs with, for other terminals while it is up:
        #
        #   ./rfm topics describe --config %1$s
        #
        # A pipeline of your own on its journal is another generation, and takes two settings more with each
        # of `./rfm topics create`, `./rfm schemas register` and `./rfm run`:
        #
        #   --set rfm.application.id=mine --set rfm.topics.output-prefix=mine.

        rfm.zone=Europe/London
        rfm.currency=GBP
        rfm.rules=%2$s
        # Of triggers of the past one may see what they look like here: they mail nobody.
        rfm.triggers.from=beginning
        rfm.application.id=rfm-demo
        rfm.state.dir=%3$s
        # The data is of years ago; a ticker would close all days since.
        rfm.ticker.enabled=false
        rfm.topics.prefix=rfm.
        rfm.topics.output-prefix=rfm.
        rfm.topics.partitions=%4$d
        rfm.kafka.bootstrap.servers=%5$s
        rfm.registry.schema.registry.url=%6$s
        """;
    Path file = directory.resolve("rfm.properties");
    return Files.writeString(
        file,
        text.formatted(
            file,
            project.resolve("config/rules/retail-demo.yaml"),
            directory.resolve("state"),
            PARTITIONS,
            bootstrapServers,
            registryUrl));
  }

  /** Reads it; neither the operator's own file nor the environment says anything to a demo. */
  static Settings read(Path file) {
    Path nowhere = file.resolveSibling("nowhere");
    return Settings.read(new Settings.Places(nowhere, nowhere, Map.of()), file, List.of());
  }
}
