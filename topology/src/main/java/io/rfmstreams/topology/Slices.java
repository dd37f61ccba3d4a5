package io.rfmstreams.topology;

import java.time.Duration;

/**
 * How the draining of a tick is cut up, so that commits come in between. It shows in when something
 * comes out, never in what.
 *
 * @param budget members handled at a time while no event waits, a tick with nothing due counting as
 *     one, at least 1
 * @param interval at least how long from slice to slice; without traffic a poll may make it longer
 */
public record Slices(int budget, Duration interval) {

  /**
   * Slices of some 25 ms: long enough that the polls between them cost little, and an event that comes
   * meanwhile waits for one of each task of its thread at most.
   */
  public static final Slices DEFAULT = new Slices(2000, Duration.ofMillis(5));

  public Slices {
    if (budget < 1) {
      throw new IllegalArgumentException("a slice handles 1 member or more, was " + budget);
    }
    if (interval.toMillis() < 1) {
      throw new IllegalArgumentException(
          "the interval between slices is 1 ms or more, was " + interval);
    }
  }
}
