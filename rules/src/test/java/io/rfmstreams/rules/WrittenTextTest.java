package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rfmstreams.rules.yaml.Position;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A fault in a condition is found where it stands, however YAML let the condition be written. */
class WrittenTextTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "when: m >= 2 && ➤x > 1",
        "'when': m >= 2 && ➤x > 1",
        "when:    m >= 2 &&   ➤x > 1   # a comment",
        "when: 'm >= 2 && ➤x > 1'",
        "when: 'm == 2 || ''a'' != ''b'' || ➤x > 1'",
        "when: \"m >= 2 && ➤x > 1\"",
        "when: \"'\\\"' != '\\u0061\\x62' && ➤x > 1\"",
        "when: \"m >= 2 \\t&&\\\n          \\ ➤x > 1\"",
        "when: \"'😀重' != '' && ➤x > 1\"",
        "when: m >= 2\n          && ➤x > 1",
        "when: 'm >= 2\n\n          && ➤x > 1'",
        "when: |\n          m >= 2\n            && ➤x > 1",
        "when: >-  # folded\n          m >= 2 &&\n          f >= 1\n\n          && ➤x > 1",
        "when: |2\n            m >= 2 && ➤x > 1",
      })
  void tellsTheFilesLineAndColumn(String written) {
    RuleFileText file =
        RuleFileText.valid()
            .with("{ name: high-spend, when: m >= 2 }", "name: high-spend\n        " + written);

    RuleFileException exception = catchThrowableOfType(RuleFileException.class, file::parse);

    assertThat(exception.problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.wrong()).isEqualTo("there is no `x`");
              assertThat(new Position(problem.line(), problem.column())).isEqualTo(file.marked());
            });
  }
}
