package io.rfmstreams.rules.yaml;

/**
 * A place in a file as editors count it.
 *
 * @param line 1 or more; 0 for a file that cannot be looked into
 * @param column 1 or more, in code points; 0 likewise
 */
public record Position(int line, int column) {

  /** Where a file begins: for what is wrong with all of it. */
  public static final Position START = new Position(1, 1);

  /** Nowhere in it: for a file that cannot be looked into. */
  public static final Position NOWHERE = new Position(0, 0);
}
