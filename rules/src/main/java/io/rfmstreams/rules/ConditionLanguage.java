package io.rfmstreams.rules;

import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The part of CEL that a kind of conditions is written in, and its variables.
 *
 * <p>Operators and the three simple questions about a string, no more: no macros, so nothing loops;
 * no regular expressions, whose size alone can exhaust memory; no conversions, so no value escapes
 * the type that the checks know it by.
 */
final class ConditionLanguage {
  /** The function of a gap in days, see {@link io.rfmstreams.engine.Figure#daysSinceReturn}. */
  static final String RETURN = FigureWord.RETURN;

  private static final int LONGEST = 4_000;
  private static final int DEEPEST = 60;
  private static final CelOptions LIMITS =
      CelOptions.current()
          .maxExpressionCodePointSize(LONGEST)
          .maxParseRecursionDepth(DEEPEST)
          .enableComprehension(false)
          .build();
  private static final Set<CelKind> TYPES =
      Set.of(CelKind.BOOL, CelKind.INT, CelKind.STRING, CelKind.LIST, CelKind.TYPE_PARAM);
  private static final Set<StandardFunction> FUNCTIONS =
      Set.of(
          StandardFunction.LOGICAL_AND,
          StandardFunction.LOGICAL_OR,
          StandardFunction.LOGICAL_NOT,
          StandardFunction.CONDITIONAL,
          StandardFunction.EQUALS,
          StandardFunction.NOT_EQUALS,
          StandardFunction.LESS,
          StandardFunction.LESS_EQUALS,
          StandardFunction.GREATER,
          StandardFunction.GREATER_EQUALS,
          StandardFunction.IN,
          StandardFunction.ADD,
          StandardFunction.SUBTRACT,
          StandardFunction.MULTIPLY,
          StandardFunction.DIVIDE,
          StandardFunction.MODULO,
          StandardFunction.NEGATE,
          StandardFunction.STARTS_WITH,
          StandardFunction.ENDS_WITH,
          StandardFunction.CONTAINS);
  private static final CelStandardDeclarations DECLARATIONS =
      CelStandardDeclarations.newBuilder()
          .filterFunctions(
              (function, overload) ->
                  FUNCTIONS.contains(function)
                      && overload.celOverloadDecl().parameterTypes().stream()
                          .allMatch(type -> TYPES.contains(type.kind())))
          .filterIdentifiers(identifier -> false)
          .build();
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.legacyCelRuntimeBuilder().setOptions(LIMITS).build();

  private final CelCompiler compiler;
  private final ConditionFaults faults;

  private ConditionLanguage(CelCompiler compiler, ConditionFaults faults) {
    this.compiler = compiler;
    this.faults = faults;
  }

  /** The words that conditions about members know in every rule set. */
  static List<String> wordsAboutMembers() {
    List<String> words = new ArrayList<>();
    Arrays.stream(Measure.Score.values()).forEach(score -> words.add(score.word()));
    words.addAll(FigureWord.all());
    return words;
  }

  /**
   * Conditions of segments: about the scores and figures of a member with an order, and what detectors
   * say of it.
   *
   * @param detectors their names
   */
  static ConditionLanguage aboutMembers(Collection<String> detectors) {
    List<String> words = wordsAboutMembers();
    CelCompilerBuilder builder =
        builder()
            .addFunctionDeclarations(
                CelFunctionDecl.newFunctionDeclaration(
                    RETURN,
                    CelOverloadDecl.newGlobalOverload(RETURN, SimpleType.INT, SimpleType.INT)));
    words.stream()
        .filter(word -> !word.equals(RETURN))
        .forEach(word -> builder.addVar(word, SimpleType.INT));
    detectors.forEach(detector -> builder.addVar(detector, SimpleType.BOOL));
    words.addAll(detectors);
    return new ConditionLanguage(
        builder.build(),
        new ConditionFaults(words, "a condition such as `r >= 3 && recencyDays < 90`"));
  }

  /**
   * Conditions of policies: about a member's move.
   *
   * @param variables their names; all are strings
   */
  static ConditionLanguage aboutMoves(List<String> variables) {
    CelCompilerBuilder builder = builder();
    variables.forEach(variable -> builder.addVar(variable, SimpleType.STRING));
    List<String> words = new ArrayList<>(variables);
    words.addAll(List.of("startsWith", "endsWith", "contains"));
    return new ConditionLanguage(
        builder.build(),
        new ConditionFaults(
            words, "a condition such as `axis == \"lifecycle\" && to == \"dormant\"`"));
  }

  private static CelCompilerBuilder builder() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(LIMITS)
        .setStandardEnvironmentEnabled(false)
        .setStandardDeclarations(DECLARATIONS)
        .setResultType(SimpleType.BOOL);
  }

  /** Compiles a condition; empty if a problem was noted. */
  Optional<Condition> compile(Scalar written, Problems problems) {
    if (written.text().isEmpty()) {
      return Optional.empty(); // Missing or not a text, which was noted.
    }
    if (written.text().length() > LONGEST) {
      problems.error(
          written.at(0),
          "the condition has " + written.text().length() + " characters",
          "at most " + LONGEST + ", or several segments");
      return Optional.empty();
    }
    CelValidationResult result = compiler.parse(written.text());
    boolean parsed = !result.hasError();
    try {
      if (parsed) {
        result = compiler.check(result.getAst());
      }
      if (!result.hasError()) {
        CelAbstractSyntaxTree tree = result.getAst();
        return Optional.of(new Condition(written, tree, RUNTIME.createProgram(tree)));
      }
    } catch (CelValidationException | CelEvaluationException fault) {
      problems.error(
          written.at(), "the condition makes no sense: " + fault.getMessage(), "a condition");
      return Optional.empty();
    }
    if (parsed) {
      faults.note(result, written, problems);
    } else {
      faults.noteFirst(result, written, problems);
    }
    return Optional.empty();
  }
}
