package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.io.IOException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a registry again and again until it answers or the patience is over. "There is no such schema"
 * is an answer too.
 */
final class Patience {
  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);
  private static final int NOT_FOUND = 404;

  private final Duration limit;
  private final Timer timer;

  /** A question to the registry. */
  interface Question<T> {
    T ask() throws IOException, RestClientException;
  }

  /** Passing time, so that tests need not wait for it. */
  interface Timer {
    long nanoTime();

    void pause(Duration duration) throws InterruptedException;
  }

  /** The time that really passes. */
  static final Timer REAL_TIME =
      new Timer() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
          Thread.sleep(duration.toMillis());
        }
      };

  Patience(Duration limit, Timer timer) {
    this.limit = limit;
    this.timer = timer;
  }

  Timer timer() {
    return timer;
  }

  /**
   * The registry's answer.
   *
   * @param what what is asked for, to name it in messages
   * @throws RestClientException if the answer is that there is no such thing
   * @throws RegistryUnavailableException if there was no answer until the patience was over
   */
  <T> T answer(String what, Question<T> question) throws RestClientException {
    long start = timer.nanoTime();
    Duration pause = FIRST_PAUSE;
    while (true) {
      Exception failure;
      try {
        return question.ask();
      } catch (RestClientException e) {
        if (isNotFound(e)) {
          throw e;
        }
        failure = e;
      } catch (IOException e) {
        failure = e;
      }
      Duration waited = Duration.ofNanos(timer.nanoTime() - start);
      if (waited.plus(pause).compareTo(limit) > 0) {
        throw unavailable(what, waited, failure);
      }
      LOG.warn("The schema registry does not answer for {}; asked again. {}", what, failure + "");
      pauseFor(pause, what, failure);
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  /**
   * Whether the registry itself says that there is no such thing. Its own codes have five digits; a
   * bare 404 comes from something else that answers at this address.
   */
  static boolean isNotFound(RestClientException e) {
    return e.getStatus() == NOT_FOUND && e.getErrorCode() / 100 == NOT_FOUND;
  }

  private void pauseFor(Duration pause, String what, Exception failure) {
    try {
      timer.pause(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      failure.addSuppressed(e);
      throw new RegistryUnavailableException(
          "Interrupted while waiting for the schema registry to answer for " + what, failure);
    }
  }

  private static RegistryUnavailableException unavailable(
      String what, Duration waited, Exception failure) {
    return new RegistryUnavailableException(
        "The schema registry did not answer for %s within %d ms: %s. Check that it runs and that its URL and credentials are right; nothing was lost, the work goes on where it stopped."
            .formatted(what, waited.toMillis(), failure),
        failure);
  }
}
