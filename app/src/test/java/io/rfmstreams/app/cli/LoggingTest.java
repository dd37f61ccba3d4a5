package io.rfmstreams.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LoggingTest {

  @Test
  void theTerminalGetsWarningsOfOurs_andTheFileEverything(@TempDir Path home) throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Talking.class.getName(),
                home.toString())
            .redirectErrorStream(true)
            .start();
    String terminal = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    assertThat(terminal.lines()).containsExactly("warn: ours warns (why)", "error: kafka fails");
    assertThat(Files.readString(home.resolve("rfm.log")))
        .contains("ours tells", "ours warns", "kafka tells", "kafka warns", "kafka fails")
        .contains("\tat ")
        .doesNotContain("before the file");
  }

  /** A command that logs. */
  static final class Talking {
    public static void main(String[] args) throws IOException {
      Path home = Path.of(args[0]);
      Logging.begin(home);
      LoggerFactory.getLogger("io.rfmstreams.x").info("before the file");
      Logging.toFileIn(home);
      LoggerFactory.getLogger("io.rfmstreams.x").info("ours tells");
      LoggerFactory.getLogger("io.rfmstreams.x")
          .warn("ours warns", new IllegalStateException("why"));
      LoggerFactory.getLogger("org.apache.kafka.x").info("kafka tells");
      LoggerFactory.getLogger("org.apache.kafka.x").warn("kafka warns");
      LoggerFactory.getLogger("kafka.x").error("kafka fails");
      Logging.end();
    }
  }
}
