package io.rfmstreams.rules;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Policy;
import io.rfmstreams.rules.yaml.Problems;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Turns a policy's condition into the set of moves it is for.
 *
 * <p>The condition speaks of {@code axis}, the axis that moved; {@code from} and {@code to}, its
 * segments, {@code from} being empty for a member's first move on the axis, which only policies with
 * {@code first-moves} are asked about, and where the axis no longer has the segment left; and of the segment on every
 * axis after the move, by the axis's name.
 */
final class PolicyCompiler {
  static final String AXIS = "axis";
  static final String FROM = "from";
  static final String TO = "to";

  private final Map<String, Set<String>> namesOf = new LinkedHashMap<>();
  private final ConditionLanguage language;
  private final Problems problems;

  /**
   * @param axes the axes by name with their segments' names
   */
  PolicyCompiler(Map<String, List<String>> axes, Problems problems) {
    Set<String> segments = new LinkedHashSet<>();
    axes.values().forEach(segments::addAll);
    Set<String> segmentsOrNone = new LinkedHashSet<>(segments);
    segmentsOrNone.add("");
    namesOf.put(AXIS, axes.keySet());
    namesOf.put(FROM, segmentsOrNone);
    namesOf.put(TO, segments);
    axes.forEach((axis, names) -> namesOf.put(axis, new LinkedHashSet<>(names)));
    this.language = ConditionLanguage.aboutMoves(List.copyOf(namesOf.keySet()));
    this.problems = problems;
  }

  /** Checks a condition: its syntax, its types, and the names it compares with. */
  Optional<Condition> check(PolicyDraft draft) {
    Optional<Condition> condition = language.compile(draft.when(), problems);
    condition.ifPresent(found -> found.nodes().forEach(node -> checkNames(node, found)));
    return condition;
  }

  /** The policy for axes that were compiled; empty if the condition has no answer for some move. */
  Optional<Policy> compile(PolicyDraft draft, Condition condition, List<Axis> axes) {
    Moves moves = new Moves(axes, draft.firstMoves());
    boolean matchesSome = false;
    try {
      while (moves.next()) {
        if (condition.holds(moves.values())) {
          moves.match();
          matchesSome |= moves.isPossible();
        }
      }
    } catch (CelEvaluationException failure) {
      problems.error(
          condition.at(),
          "the condition has no answer for "
              + moves.values()
              + ": "
              + ConditionFaults.said(failure),
          "a condition that is true or false for every move");
      return Optional.empty();
    }
    if (!matchesSome) {
      problems.warning(
          condition.at(),
          "no move ever matches policy `" + draft.name().text() + "`",
          draft.firstMoves()
              ? "a condition that some move matches"
              : "a condition that some move matches; members' first moves count with `first-moves: true` only");
    }
    return Optional.of(
        new Policy(
            draft.name().text(),
            moves.matched(),
            draft.firstMoves(),
            draft.consentRequired(),
            draft.suppressAfterDays(),
            draft.cooldown(),
            draft.expiresAfter(),
            draft.holdoutPermille(),
            draft.salt(),
            draft.priority(),
            draft.offer()));
  }

  /** Notes a comparison of a variable with a string that it can never be. */
  private void checkNames(CelNavigableExpr node, Condition condition) {
    if (node.expr().getKind() != Kind.IDENT || node.parent().isEmpty()) {
      return;
    }
    CelExpr parent = node.parent().get().expr();
    if (parent.getKind() != Kind.CALL) {
      return;
    }
    String variable = node.expr().ident().name();
    Set<String> names = namesOf.getOrDefault(variable, Set.of());
    for (CelExpr literal : literals(parent)) {
      String text = Condition.string(literal).orElse("");
      if (names.stream().noneMatch(test(parent.call().function(), text))) {
        problems.notOneOf(
            condition.at(literal),
            "`" + variable + "` never " + verb(parent.call().function()) + " `" + text + "`",
            text,
            names.stream().map(name -> name.isEmpty() ? "\"\"" : name).toList());
      }
    }
  }

  /** The literal strings on the other side of a call. */
  private static List<CelExpr> literals(CelExpr call) {
    List<CelExpr> literals = new ArrayList<>();
    for (CelExpr argument : call.call().args()) {
      if (argument.getKind() == Kind.LIST) {
        literals.addAll(argument.list().elements());
      } else {
        literals.add(argument);
      }
    }
    literals.removeIf(literal -> Condition.string(literal).isEmpty());
    return literals;
  }

  private static Predicate<String> test(String function, String text) {
    return switch (function) {
      case "_==_", "_!=_", Comparison.IN -> name -> name.equals(text);
      case "startsWith" -> name -> name.startsWith(text);
      case "endsWith" -> name -> name.endsWith(text);
      case "contains" -> name -> name.contains(text);
      default -> name -> true;
    };
  }

  private static String verb(String function) {
    return switch (function) {
      case "startsWith" -> "starts with";
      case "endsWith" -> "ends with";
      case "contains" -> "contains";
      default -> "is";
    };
  }
}
