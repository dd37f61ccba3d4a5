package io.rfmstreams.topology;

import java.time.Duration;

/**
 * How the draining of a tick is cut up, so that commits come in between. It shows in when something
 * comes out, never in what.
 *
 * @param budget entries of the deadline index handled at a time, a tick with nothing due counting as
 *     one, at least 1
 * @param interval how long to wait between slices
 */
public record Slices(int budget, Duration interval) {

  /**
   * Slices of some 200 ms: long enough that the polls between them cost little, far below a
   * transaction's ten seconds.
   */
  public static final Slices DEFAULT = new Slices(5000, Duration.ofMillis(5));

  public Slices {
    if (budget < 1) {
      throw new IllegalArgumentException("a slice handles 1 entry or more, was " + budget);
    }
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the interval between slices is 1 ms or more, was " + interval);
    }
  }
}
