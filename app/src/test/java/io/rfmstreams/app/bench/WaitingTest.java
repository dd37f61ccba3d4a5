package io.rfmstreams.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.cli.Failure;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A measurement ends, one way or the other. */
@Timeout(20)
class WaitingTest {
  private final AtomicInteger looks = new AtomicInteger();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Waiting waiting = new Waiting("bare-1", stopped, Duration.ofMillis(1));

  @Test
  void endsWhenItIsReached() throws InterruptedException, ExecutionException {
    waiting.until(() -> looks.incrementAndGet() == 3);

    assertThat(looks).hasValue(3);
  }

  @Test
  void endsWhenTheApplicationDies_andSaysOfWhat() {
    assertThatThrownBy(
            () ->
                waiting.until(
                    () -> {
                      stopped.completeExceptionally(
                          new IllegalStateException(new IOException("no space left")));
                      return false;
                    }))
        .isInstanceOf(Failure.class)
        .hasMessage("bare-1 stopped itself, so there is nothing to measure: no space left");
  }

  @Test
  void endsWhenTheApplicationIsClosed() {
    stopped.complete(null);

    assertThatThrownBy(() -> waiting.until(() -> false))
        .isInstanceOf(Failure.class)
        .hasMessage("bare-1 stopped before all was read");
  }

  @Test
  void whatIsReadBeforeTheFirstLook_isNotMeasured() {
    assertThat(ThroughputBenchmark.requireSome(1)).isEqualTo(1);
    assertThatThrownBy(() -> ThroughputBenchmark.requireSome(0))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("give more --events");
  }
}
