package io.rfmstreams.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A figure cut into bands. Band {@code i} holds the values with exactly {@code i} cuts at or below
 * them, so a value equal to a cut is in the upper band.
 *
 * <p>A condition that compares the figure with literals only is constant within a band, which is what
 * lets it be evaluated once per band instead of once per member and day.
 */
public final class Bands {
  private final Figure figure;
  private final long[] cuts;

  /**
   * @param figure what is cut
   * @param cuts lowest value of each band but the first, strictly ascending; may be empty
   * @throws IllegalArgumentException if the cuts do not ascend
   */
  public Bands(Figure figure, long... cuts) {
    for (int i = 1; i < cuts.length; i++) {
      if (cuts[i] <= cuts[i - 1]) {
        throw new IllegalArgumentException(
            "cuts of " + figure.kind() + " must ascend: " + Arrays.toString(cuts));
      }
    }
    this.figure = figure;
    this.cuts = cuts.clone();
  }

  public Figure figure() {
    return figure;
  }

  /** How many bands there are: one more than cuts. */
  public int count() {
    return cuts.length + 1;
  }

  /** The band of a value: the number of cuts at or below it. */
  public int of(long value) {
    int band = 0;
    while (band < cuts.length && cuts[band] <= value) {
      band++;
    }
    return band;
  }

  /** The lowest value of {@code band}; {@code Long.MIN_VALUE} for band 0. */
  public long lowest(int band) {
    return band == 0 ? Long.MIN_VALUE : cuts[band - 1];
  }

  /** The cut crossed when {@code before} became {@code after}: the near edge of the band entered. */
  long cutCrossed(int bandBefore, int bandAfter) {
    return bandAfter > bandBefore ? cuts[bandAfter - 1] : cuts[bandAfter];
  }

  /** The cuts above band 0, ascending. */
  public long[] cuts() {
    return cuts.clone();
  }

  /** The lowest cut above {@code value}, or {@link Figure#INFINITE} if there is none. */
  public long nextCutAbove(long value) {
    int band = of(value);
    return band == cuts.length ? Figure.INFINITE : cuts[band];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Bands that
        && figure.equals(that.figure)
        && Arrays.equals(cuts, that.cuts);
  }

  @Override
  public int hashCode() {
    return 31 * figure.hashCode() + Arrays.hashCode(cuts);
  }

  @Override
  public String toString() {
    return figure + " cut at " + Arrays.toString(cuts);
  }
}
