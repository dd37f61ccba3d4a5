package io.rfmstreams.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with one rule file, gathered while it is read, so that its author sees all of it at
 * once. Readers note a problem, go on with a placeholder and never look at it again: a file with an
 * error yields no rule set.
 */
final class Problems {
  private static final Comparator<RuleProblem> BY_PLACE =
      Comparator.comparingInt(RuleProblem::line).thenComparingInt(RuleProblem::column);

  private final String source;
  private final List<RuleProblem> errors = new ArrayList<>();
  private final List<RuleProblem> warnings = new ArrayList<>();

  /**
   * @param source the file's name as it was given
   */
  Problems(String source) {
    this.source = source;
  }

  /** Notes an error. */
  void error(Position at, String wrong, String expected) {
    errors.add(problem(at, wrong, expected, Optional.empty()));
  }

  /**
   * Notes that a word is not one of those allowed.
   *
   * @param word what was written, which the suggestion is near to
   * @param allowed what may stand there
   */
  void notOneOf(Position at, String wrong, String word, Collection<String> allowed) {
    String expected = "one of " + String.join(", ", allowed);
    errors.add(problem(at, wrong, expected, NearestWord.to(word, allowed)));
  }

  /** Like {@link #notOneOf} where the allowed words are too many to list. */
  void unknownWord(
      Position at, String wrong, String expected, String word, Collection<String> allowed) {
    errors.add(problem(at, wrong, expected, NearestWord.to(word, allowed)));
  }

  /** Notes something that works but is hardly meant. */
  void warning(Position at, String wrong, String expected) {
    warnings.add(problem(at, wrong, expected, Optional.empty()));
  }

  private RuleProblem problem(
      Position at, String wrong, String expected, Optional<String> didYouMean) {
    return new RuleProblem(source, at.line(), at.column(), wrong, expected, didYouMean);
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** The warnings by place in the file. */
  List<RuleProblem> warnings() {
    return warnings.stream().sorted(BY_PLACE).toList();
  }

  /** The errors by place in the file, as what is thrown. */
  RuleFileException exception() {
    return new RuleFileException(errors.stream().sorted(BY_PLACE).toList());
  }
}
