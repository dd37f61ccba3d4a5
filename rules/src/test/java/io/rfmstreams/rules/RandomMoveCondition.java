package io.rfmstreams.rules;

import io.rfmstreams.engine.Axis;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;

/** A condition about a member's move as text, and what it means as plain Java. */
record RandomMoveCondition(String text, Predicate<Map<String, String>> meaning) {
  private static final Map<String, List<String>> NAMES =
      Map.of(
          "axis", List.of("lifecycle", "value"),
          "from", List.of("", "silent", "active", "prospect", "high-value", "low", "none"),
          "to", List.of("silent", "active", "high-value", "high-spend", "low", "none"),
          "lifecycle", List.of("silent", "active", "prospect"),
          "value", List.of("high-value", "high-spend", "low", "none"));

  static RandomMoveCondition any(Random random) {
    return any(random, 2);
  }

  private static RandomMoveCondition any(Random random, int depth) {
    if (depth == 0) {
      return leaf(random);
    }
    RandomMoveCondition a = any(random, depth - 1);
    RandomMoveCondition b = any(random, depth - 1);
    return switch (random.nextInt(3)) {
      case 0 ->
          new RandomMoveCondition("(" + a.text + ") && (" + b.text + ")", a.meaning.and(b.meaning));
      case 1 -> new RandomMoveCondition("(" + a.text + ") || " + b.text, a.meaning.or(b.meaning));
      default -> new RandomMoveCondition("!(" + a.text + ")", a.meaning.negate());
    };
  }

  private static RandomMoveCondition leaf(Random random) {
    String variable = anyOf(List.of("axis", "from", "lifecycle", "to", "value"), random);
    List<String> names = NAMES.getOrDefault(variable, List.of());
    String name = anyOf(names, random);
    String other = anyOf(names, random);
    return switch (random.nextInt(6)) {
      case 0 -> of(variable + " != \"%s\"".formatted(name), variable, is -> !is.equals(name));
      case 1 ->
          of(
              variable + " in [\"%s\", \"%s\"]".formatted(name, other),
              variable,
              is -> is.equals(name) || is.equals(other));
      case 2 -> of("value.startsWith(\"high\")", "value", is -> is.startsWith("high"));
      case 3 ->
          new RandomMoveCondition("from == to", move -> is("from", move).equals(is("to", move)));
      default -> of("\"%s\" == ".formatted(name) + variable, variable, is -> is.equals(name));
    };
  }

  private static RandomMoveCondition of(String text, String variable, Predicate<String> test) {
    return new RandomMoveCondition(text, move -> test.test(is(variable, move)));
  }

  private static String is(String variable, Map<String, String> move) {
    return move.getOrDefault(variable, "?");
  }

  private static String anyOf(List<String> list, Random random) {
    return list.get(random.nextInt(list.size()));
  }

  /** What it means for a move, as {@link io.rfmstreams.engine.Policy#cell} tells moves apart. */
  boolean holds(List<Axis> axes, int moved, int from, int[] segments) {
    List<String> names = axes.get(moved).segments();
    return meaning.test(
        Map.of(
            "axis", axes.get(moved).name(),
            "from", from < 0 ? "" : names.get(from),
            "to", names.get(segments[moved]),
            "lifecycle", axes.get(0).segments().get(segments[0]),
            "value", axes.get(1).segments().get(segments[1])));
  }
}
