package io.rfmstreams.app.bench;

import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.service.ServiceException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * Waits for what an application under measurement does, for as long as it lives.
 *
 * @param application named to the user if it dies
 * @param stopped completes when it does; exceptionally with what made it
 */
record Waiting(String application, CompletableFuture<Void> stopped, Duration poll) {

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
    try {
      if (stopped.isDone()) {
        stopped.join();
        throw Failure.failed("%s stopped before all was read".formatted(application));
      }
    } catch (CompletionException e) {
      throw Failure.failed(
          "%s stopped itself, so there is nothing to measure: %s"
              .formatted(application, ServiceException.innermost(e)),
          e);
    }
  }
}
