package io.rfmstreams.rules.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What is wrong with one file, gathered while it is read, so that its author sees all of it at
 * once. Readers note a problem, go on with a placeholder and never look at it again: a file with an
 * error yields nothing.
 */
public final class Problems {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparingInt(Problem::line).thenComparingInt(Problem::column);

  private final String source;
  private final List<Problem> errors = new ArrayList<>();
  private final List<Problem> warnings = new ArrayList<>();

  /**
   * @param source the file's name as it was given
   */
  public Problems(String source) {
    this.source = source;
  }

  /** Notes an error. */
  public void error(Position at, String wrong, String expected) {
    errors.add(problem(at, wrong, expected, Optional.empty()));
  }

  /**
   * Notes that a word is not one of those allowed.
   *
   * @param word what was written, which the suggestion is near to
   * @param allowed what may stand there
   */
  public void notOneOf(Position at, String wrong, String word, Collection<String> allowed) {
    String expected = "one of " + String.join(", ", allowed);
    errors.add(problem(at, wrong, expected, NearestWord.to(word, allowed)));
  }

  /** Like {@link #notOneOf} where the allowed words are too many to list. */
  public void unknownWord(
      Position at, String wrong, String expected, String word, Collection<String> allowed) {
    errors.add(problem(at, wrong, expected, NearestWord.to(word, allowed)));
  }

  /** Notes something that works but is hardly meant. */
  public void warning(Position at, String wrong, String expected) {
    warnings.add(problem(at, wrong, expected, Optional.empty()));
  }

  private Problem problem(Position at, String wrong, String expected, Optional<String> didYouMean) {
    return new Problem(source, at.line(), at.column(), wrong, expected, didYouMean);
  }

  public boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** The warnings by place in the file. */
  public List<Problem> warnings() {
    return warnings.stream().sorted(BY_PLACE).toList();
  }

  /** The errors by place in the file. */
  public List<Problem> errors() {
    return errors.stream().sorted(BY_PLACE).toList();
  }
}
