package io.rfmstreams.rules;

import dev.cel.common.CelIssue;
import dev.cel.common.CelValidationResult;
import dev.cel.runtime.CelEvaluationException;
import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says in a rule author's words, and at the right place, what CEL found wrong with a condition. */
final class ConditionFaults {
  private static final Pattern UNKNOWN = Pattern.compile("undeclared reference to '([^']*)'.*");
  private static final Pattern MISMATCH =
      Pattern.compile("found no matching overload for '([^']*)' applied to '([^']*)'.*");
  private static final Pattern NOT_BOOLEAN =
      Pattern.compile("expected type 'bool' but found '([^']*)'.*");
  private static final Pattern SYNTAX = Pattern.compile("(.*?) expecting .*", Pattern.DOTALL);

  private final List<String> words;
  private final String example;

  /**
   * @param words what may be named
   * @param example what a condition looks like
   */
  ConditionFaults(List<String> words, String example) {
    this.words = List.copyOf(words);
    this.example = example;
  }

  /** Notes everything found. */
  void note(CelValidationResult result, Scalar written, Problems problems) {
    result.getErrors().forEach(issue -> note(issue, result, written, problems));
  }

  /** Notes the first thing found: what the parser says after its first stumble is noise. */
  void noteFirst(CelValidationResult result, Scalar written, Problems problems) {
    result.getErrors().stream().limit(1).forEach(issue -> note(issue, result, written, problems));
  }

  private void note(CelIssue issue, CelValidationResult result, Scalar written, Problems problems) {
    int offset = result.getSource().getLocationOffset(issue.getSourceLocation()).orElse(0);
    String message = issue.getMessage();
    Matcher unknown = UNKNOWN.matcher(message);
    if (unknown.matches()) {
      String word = unknown.group(1);
      Position at = written.at(startOf(word, written.text(), offset));
      problems.notOneOf(at, "there is no `" + word + "`", word, words);
      return;
    }
    problems.error(written.at(offset), said(message), example);
  }

  /** Where a word begins that CEL places at its call's parenthesis. */
  private static int startOf(String word, String text, int offset) {
    int start = offset - word.codePointCount(0, word.length());
    if (start < 0) {
      return offset;
    }
    return text.startsWith(word, text.offsetByCodePoints(0, start)) ? start : offset;
  }

  private static String said(String message) {
    Matcher mismatch = MISMATCH.matcher(message);
    if (mismatch.matches()) {
      return "`%s` does not go with %s".formatted(operator(mismatch.group(1)), mismatch.group(2));
    }
    Matcher notBoolean = NOT_BOOLEAN.matcher(message);
    if (notBoolean.matches()) {
      return "the condition is of type " + notBoolean.group(1) + ", neither true nor false";
    }
    Matcher syntax = SYNTAX.matcher(message);
    String fault = syntax.matches() ? syntax.group(1) : message;
    return fault.equals("mismatched input '<EOF>'")
        ? "the condition ends too early"
        : "the condition cannot be read: " + fault;
  }

  /** Why a condition had no answer. */
  static String said(CelEvaluationException failure) {
    String message = String.valueOf(failure.getMessage());
    return message.replaceFirst("evaluation error at <input>:\\d+: ", "");
  }

  private static String operator(String function) {
    return function.replace("_", "").replace("@", "");
  }
}
