package io.rfmstreams.fit;

import java.util.List;
import java.util.Optional;

/** A way out of the parameters' range, and what it means if the likelihood does not fall along it. */
final class Boundary {
  private final double[] direction;
  private final String meaning;

  /**
   * @param direction for each parameter the power of a large number that it is multiplied by
   * @param meaning in words for the reader of a report
   */
  Boundary(double[] direction, String meaning) {
    this.direction = direction;
    this.meaning = meaning;
  }

  /** A warning of the first way that is open; it opens those that come after it too. */
  static Optional<Fit.Warning> firstOpen(List<Boundary> boundaries, Maximum maximum) {
    return boundaries.stream()
        .filter(boundary -> maximum.isOpenTowards(boundary.direction))
        .map(boundary -> new Fit.Warning(Fit.Kind.BOUNDARY, boundary.meaning))
        .findFirst();
  }
}
