package io.rfmstreams.rules;

import io.rfmstreams.rules.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Says that rule files cannot be used, with everything that was found wrong in them. */
public final class RuleFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /**
   * @param problems what is wrong, in the order in which a person should read it; at least one
   */
  RuleFileException(List<Problem> problems) {
    super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, by place in the file; never empty. The message holds the same, one a line. */
  public List<Problem> problems() {
    return problems;
  }
}
