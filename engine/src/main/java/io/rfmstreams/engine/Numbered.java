package io.rfmstreams.engine;

import java.util.Arrays;

/**
 * Instants by number: of policies, or of event types, as the rule book numbers them. Immutable, and
 * small: most members have none.
 *
 * @param numbers ascending
 * @param instants one for each number, in milliseconds
 */
record Numbered(int[] numbers, long[] instants) {

  static final Numbered NONE = new Numbered(new int[0], new long[0]);

  /** No instant. */
  static final long NEVER = Long.MIN_VALUE;

  /** The instant of a number; {@link #NEVER} without one. */
  long get(int number) {
    int index = Arrays.binarySearch(numbers, number);
    return index < 0 ? NEVER : instants[index];
  }

  boolean isEmpty() {
    return numbers.length == 0;
  }

  /** With the instant of a number set. */
  Numbered with(int number, long instant) {
    int found = Arrays.binarySearch(numbers, number);
    if (found >= 0) {
      long[] next = instants.clone();
      next[found] = instant;
      return new Numbered(numbers, next);
    }
    int index = -found - 1;
    int[] nextNumbers = Arrays.copyOf(numbers, numbers.length + 1);
    long[] nextInstants = Arrays.copyOf(instants, instants.length + 1);
    System.arraycopy(numbers, index, nextNumbers, index + 1, numbers.length - index);
    System.arraycopy(instants, index, nextInstants, index + 1, instants.length - index);
    nextNumbers[index] = number;
    nextInstants[index] = instant;
    return new Numbered(nextNumbers, nextInstants);
  }

  /** Without a number. */
  Numbered without(int number) {
    int index = Arrays.binarySearch(numbers, number);
    if (index < 0) {
      return this;
    }
    if (numbers.length == 1) {
      return NONE;
    }
    int[] nextNumbers = new int[numbers.length - 1];
    long[] nextInstants = new long[numbers.length - 1];
    System.arraycopy(numbers, 0, nextNumbers, 0, index);
    System.arraycopy(instants, 0, nextInstants, 0, index);
    System.arraycopy(numbers, index + 1, nextNumbers, index, nextNumbers.length - index);
    System.arraycopy(instants, index + 1, nextInstants, index, nextInstants.length - index);
    return new Numbered(nextNumbers, nextInstants);
  }
}
