package io.rfmstreams.rules;

import java.util.Map;
import java.util.stream.LongStream;

/**
 * A comparison of a measure, on the left, with a literal.
 *
 * @param operator CEL's name of the operator, one of {@link #MIRRORED}
 * @param literal what the measure is compared with
 */
record Comparison(String operator, long literal) {

  /** The comparing operators, each with the one that says the same from the other side. */
  static final Map<String, String> MIRRORED =
      Map.of(
          "_==_", "_==_", "_!=_", "_!=_", "_<_", "_>_", "_>_", "_<_", "_<=_", "_>=_", "_>=_",
          "_<=_");

  /** CEL's name of the test whether a list holds a value: an equality with each of its items. */
  static final String IN = "@in";

  /** The values at which the answer may differ from that for the value one below. */
  LongStream cuts() {
    LongStream above = literal == Long.MAX_VALUE ? LongStream.empty() : LongStream.of(literal + 1);
    return switch (operator) {
      case "_<_", "_>=_" -> LongStream.of(literal);
      case "_>_", "_<=_" -> above;
      default -> LongStream.concat(LongStream.of(literal), above);
    };
  }

  /** The answer for a value of the measure. */
  boolean holds(long value) {
    return switch (operator) {
      case "_<_" -> value < literal;
      case "_<=_" -> value <= literal;
      case "_>_" -> value > literal;
      case "_>=_" -> value >= literal;
      case "_!=_" -> value != literal;
      default -> value == literal;
    };
  }
}
