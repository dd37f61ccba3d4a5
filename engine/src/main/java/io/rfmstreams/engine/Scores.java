package io.rfmstreams.engine;

/**
 * The boundaries of the R, F and M scores.
 *
 * <p>With ascending boundaries b: F and M score 1 + #{b ≤ value}; R scores (#b + 1) − #{b ≤ recency},
 * so that recent is high. A value equal to a boundary is in the upper bin.
 *
 * @param recency days since the last order
 * @param frequency orders in the window
 * @param monetary minor units in the window
 */
public record Scores(Bands recency, Bands frequency, Bands monetary) {

  public Scores {
    require(recency, Figure.Kind.RECENCY_DAYS);
    require(frequency, Figure.Kind.FREQUENCY);
    require(monetary, Figure.Kind.MONETARY_MINOR);
  }

  /** Scores by fixed boundaries: days, orders, minor units; each strictly ascending. */
  public static Scores byBoundaries(long[] recencyDays, long[] orders, long[] minor) {
    return new Scores(
        new Bands(Figure.of(Figure.Kind.RECENCY_DAYS), recencyDays),
        new Bands(Figure.of(Figure.Kind.FREQUENCY), orders),
        new Bands(Figure.of(Figure.Kind.MONETARY_MINOR), minor));
  }

  /** The R score of a recency in days. */
  public int r(long recencyDays) {
    return recency.count() - recency.of(recencyDays);
  }

  /** The F score of a number of orders. */
  public int f(long orders) {
    return 1 + frequency.of(orders);
  }

  /** The M score of an amount in minor units. */
  public int m(long minor) {
    return 1 + monetary.of(minor);
  }

  private static void require(Bands bands, Figure.Kind kind) {
    if (bands.figure().kind() != kind) {
      throw new IllegalArgumentException(
          "expected boundaries of " + kind + ", got those of " + bands.figure().kind());
    }
  }
}
