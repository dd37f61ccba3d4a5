package io.rfmstreams.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.cli.Failure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A measurement ends, one way or the other. */
@Timeout(20)
class WaitingTest {
  private final AtomicInteger looks = new AtomicInteger();

  @Test
  void endsWhenItIsReached() throws InterruptedException, ExecutionException {
    waiting(100).until(() -> looks.incrementAndGet() == 3);

    assertThat(looks).hasValue(3);
  }

  @Test
  void endsWhenTheApplicationDies_andSaysWhich() {
    assertThatThrownBy(() -> waiting(2).until(() -> looks.incrementAndGet() < 0))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("bare-1 stopped itself");
    assertThat(looks).hasValue(2);
  }

  @Test
  void whatIsReadBeforeTheFirstLook_isNotMeasured() {
    assertThat(ThroughputBenchmark.requireSome(1)).isEqualTo(1);
    assertThatThrownBy(() -> ThroughputBenchmark.requireSome(0))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("give more --events");
  }

  private Waiting waiting(int looksUntilItDies) {
    return new Waiting("bare-1", () -> looks.get() >= looksUntilItDies, Duration.ofMillis(1));
  }
}
