package io.rfmstreams.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelLateFunctionBindings;
import dev.cel.runtime.Program;
import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A condition that was parsed and checked: what it speaks of, and what it says of given values. */
final class Condition {
  private final Scalar written;
  private final CelAbstractSyntaxTree tree;
  private final Program program;
  private final List<String> words;

  /**
   * @param written the text, with its place
   * @param tree what it was checked to say
   */
  Condition(Scalar written, CelAbstractSyntaxTree tree, Program program) {
    this.written = written;
    this.tree = tree;
    this.program = program;
    this.words = nodes().flatMap(node -> word(node.expr()).stream()).distinct().toList();
  }

  /** Where it begins, past a quote. */
  Position at() {
    return written.at(0);
  }

  /** Where a part of it stands in the file. */
  Position at(CelExpr part) {
    int offset = tree.getSource().getPositionsMap().getOrDefault(part.id(), 0);
    if (part.getKind() == Kind.CALL && part.call().function().equals(ConditionLanguage.RETURN)) {
      offset -= ConditionLanguage.RETURN.length(); // CEL places a call at its parenthesis.
    }
    return written.at(Math.max(0, offset));
  }

  /** Its parts. */
  Stream<CelNavigableExpr> nodes() {
    return CelNavigableAst.fromAst(tree).getRoot().allNodes();
  }

  /** The values it asks for: names of variables, and calls such as {@code daysSinceReturn(180)}. */
  List<String> words() {
    return words;
  }

  /** How a part that asks for a value is written; empty for any other. */
  private static Optional<String> word(CelExpr part) {
    if (part.getKind() == Kind.IDENT) {
      return Optional.of(part.ident().name());
    }
    OptionalLong gap = returnGap(part);
    return gap.isPresent()
        ? Optional.of(ConditionLanguage.RETURN + "(" + gap.getAsLong() + ")")
        : Optional.empty();
  }

  /** The gap that a call of {@code daysSinceReturn} names by a literal. */
  static OptionalLong returnGap(CelExpr part) {
    return part.getKind() == Kind.CALL && part.call().function().equals(ConditionLanguage.RETURN)
        ? wholeNumber(part.call().args().get(0))
        : OptionalLong.empty();
  }

  /** The literal whole number that a part is. */
  static OptionalLong wholeNumber(CelExpr part) {
    return part.getKind() == Kind.CONSTANT
            && part.constant().getKind() == CelConstant.Kind.INT64_VALUE
        ? OptionalLong.of(part.constant().int64Value())
        : OptionalLong.empty();
  }

  /** The literal string that a part is. */
  static Optional<String> string(CelExpr part) {
    return part.getKind() == Kind.CONSTANT
            && part.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? Optional.of(part.constant().stringValue())
        : Optional.empty();
  }

  /**
   * Whether it holds.
   *
   * @param values a value for each of {@link #words()}, whole numbers as {@code Long}
   * @throws CelEvaluationException if it has no answer, for instance as it divides by zero
   */
  boolean holds(Map<String, Object> values) throws CelEvaluationException {
    return (Boolean) program.eval(values, CelLateFunctionBindings.from(daysSinceReturn(values)));
  }

  @SuppressWarnings("Immutable") // The binding lives for one evaluation, in which nobody writes.
  private static CelFunctionBinding daysSinceReturn(Map<String, Object> values) {
    return CelFunctionBinding.from(
        ConditionLanguage.RETURN,
        Long.class,
        gap -> {
          String word = ConditionLanguage.RETURN + "(" + gap + ")";
          return Objects.requireNonNull(values.get(word), word);
        });
  }
}
