package io.rfmstreams.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second terminal joins a demo with the file the demo writes. */
class DemoSettingsTest {

  @Test
  void whatTheDemoRunsWith_isWhatAnotherCommandReads(@TempDir Path directory) throws IOException {
    Path file = DemoSettings.write(directory, ProjectFiles.ROOT, "127.0.0.1:1234", "http://r:81");

    Settings settings = DemoSettings.read(file);
    assertThat(settings.deployment().zone()).hasToString("Europe/London");
    assertThat(settings.rules()).exists();
    assertThat(settings.streams().bootstrapServers()).isEqualTo("127.0.0.1:1234");
    assertThat(settings.registry().url()).isEqualTo("http://r:81");
    assertThat(settings.ticker().enabled()).isFalse();

    Result shown = new Terminal(directory).run("settings", "--config", file.toString());
    assertThat(shown.code()).as(shown.err()).isZero();
    assertThat(shown.out()).containsPattern("rfm.topics.partitions=4 +# " + file + ", line");
  }
}
