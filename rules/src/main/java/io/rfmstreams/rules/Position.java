package io.rfmstreams.rules;

/**
 * A place in a rule file as editors count it.
 *
 * @param line 1 or more
 * @param column 1 or more, in code points
 */
record Position(int line, int column) {

  /** Where a file begins: for what is wrong with all of it. */
  static final Position START = new Position(1, 1);
}
