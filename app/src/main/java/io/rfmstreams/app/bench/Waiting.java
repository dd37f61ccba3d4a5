package io.rfmstreams.app.bench;

import io.rfmstreams.app.cli.Failure;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;

/**
 * Waits for what an application under measurement does, for as long as it lives.
 *
 * @param application named to the user if it dies
 * @param stopped whether it has
 */
record Waiting(String application, BooleanSupplier stopped, Duration poll) {

  /** What is waited for. */
  interface Reached {
    boolean now() throws InterruptedException, ExecutionException;
  }

  /**
   * @throws Failure if the application has stopped
   */
  void until(Reached reached) throws InterruptedException, ExecutionException {
    requireAlive();
    while (!reached.now()) {
      Thread.sleep(poll.toMillis());
      requireAlive();
    }
  }

  private void requireAlive() {
    if (stopped.getAsBoolean()) {
      throw Failure.failed(
          "%s stopped itself, so there is nothing to measure; what is logged above says why"
              .formatted(application));
    }
  }
}
