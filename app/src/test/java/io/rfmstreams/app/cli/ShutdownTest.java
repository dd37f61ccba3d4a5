package io.rfmstreams.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ShutdownTest {

  @Test
  void closesOnce_theLastOpenedFirst_alsoAfterAFailure() {
    List<String> closed = new ArrayList<>();
    Shutdown shutdown = Shutdown.onSignals();
    shutdown.closing("first", () -> closed.add("first"));
    shutdown.closing(
        "second",
        () -> {
          throw new IllegalStateException("does not close");
        });
    shutdown.closing("third", () -> closed.add("third"));

    shutdown.close();
    shutdown.close();

    assertThat(closed).containsExactly("third", "first");
  }

  @Test
  void closesAtOnce_whatComesAfterTheEnd() {
    List<String> closed = new ArrayList<>();
    Shutdown shutdown = Shutdown.onSignals();
    shutdown.close();

    shutdown.closing("late", () -> closed.add("late"));

    assertThat(closed).containsExactly("late");
  }

  @Test
  void await_returnsWhenTheEndIsAskedFor() throws InterruptedException {
    try (Shutdown shutdown = Shutdown.onSignals()) {
      Thread asker = new Thread(shutdown::request);
      asker.start();
      shutdown.await();
      assertThat(shutdown.isRequested()).isTrue();
      asker.join();
    }
  }

  @Test
  void sigterm_closesEverythingBeforeTheProcessEnds() throws Exception {
    Process process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
      assertThat(out.readLine()).isEqualTo("waiting");
      // Not Process.destroy(): that closes what it still has to say.
      process.toHandle().destroy();
      assertThat(out.readLine()).isEqualTo("closed");
      assertThat(process.waitFor(Duration.ofSeconds(20).toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(143);
    } finally {
      process.destroyForcibly();
    }
  }

  /** A long command, to be ended from outside. */
  static final class Waiting {
    public static void main(String[] args) throws InterruptedException {
      try (Shutdown shutdown = Shutdown.onSignals()) {
        shutdown.closing("it", () -> System.out.println("closed"));
        System.out.println("waiting");
        shutdown.await();
      }
    }
  }
}
