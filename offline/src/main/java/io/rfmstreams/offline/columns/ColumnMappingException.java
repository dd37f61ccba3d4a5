package io.rfmstreams.offline.columns;

import io.rfmstreams.rules.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Says that a mapping cannot be used, or does not fit an export; its message is for people. */
public final class ColumnMappingException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ColumnMappingException(List<Problem> problems) {
    this(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
  }

  ColumnMappingException(String message) {
    super(message);
  }
}
