package io.rfmstreams.rules.yaml;

import java.util.Optional;

/**
 * One thing that is wrong, or looks wrong, in a YAML file.
 *
 * @param source the file's name as it was given
 * @param line counted from 1; 0 if the file cannot be looked into
 * @param column counted from 1, in code points; 0 likewise
 * @param wrong what was found
 * @param expected what was expected instead, or what to do; the end of a sentence that begins with
 *     "expected"
 * @param didYouMean the allowed word nearest to one that is not, where there is one near enough
 */
public record Problem(
    String source,
    int line,
    int column,
    String wrong,
    String expected,
    Optional<String> didYouMean) {

  /**
   * The problem on one line: {@code source:line:column: wrong; expected …; did you mean …?}, without a
   * place if there is none.
   */
  @Override
  public String toString() {
    return "%s%s: %s; expected %s%s"
        .formatted(
            source,
            line == 0 ? "" : ":%d:%d".formatted(line, column),
            wrong,
            expected,
            didYouMean.map(word -> "; did you mean `" + word + "`?").orElse(""));
  }
}
