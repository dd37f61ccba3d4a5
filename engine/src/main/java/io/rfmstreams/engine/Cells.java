package io.rfmstreams.engine;

import java.util.Collection;

/**
 * Numbers the combinations of several choices from 0 on: the last choice varies fastest.
 *
 * <p>It is the one numbering that tables are filled and looked up by. Tables of both kinds, an {@link
 * Axis}'s and a {@link Policy}'s, are part of a rule book's fingerprint, so it never changes.
 */
public final class Cells {
  private final int[] sizes;

  /** Of so many alternatives each. */
  public Cells(int... sizes) {
    this.sizes = sizes.clone();
  }

  /** Of the bands of several figures. */
  public static Cells ofBands(Collection<Bands> dimensions) {
    return new Cells(dimensions.stream().mapToInt(Bands::count).toArray());
  }

  /** Of the segments of several axes. */
  public static Cells ofSegments(Collection<Axis> axes) {
    return new Cells(axes.stream().mapToInt(axis -> axis.segments().size()).toArray());
  }

  /**
   * How many combinations there are.
   *
   * @throws ArithmeticException if they are more than an int holds
   */
  public int count() {
    int count = 1;
    for (int size : sizes) {
      count = Math.multiplyExact(count, size);
    }
    return count;
  }

  /** The number of a combination. */
  public int number(int... choices) {
    int number = 0;
    for (int i = 0; i < choices.length; i++) {
      number = extended(number, sizes[i], choices[i]);
    }
    return number;
  }

  /** Goes to the combination with the next number; false, and back at the first, after the last. */
  public boolean advance(int[] choices) {
    for (int i = choices.length - 1; i >= 0; i--) {
      choices[i]++;
      if (choices[i] < sizes[i]) {
        return true;
      }
      choices[i] = 0;
    }
    return false;
  }

  /** The number of a combination with one more choice, of {@code size} alternatives. */
  static int extended(int number, int size, int choice) {
    return number * size + choice;
  }
}
