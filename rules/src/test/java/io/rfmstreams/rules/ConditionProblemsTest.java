package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a condition with a fault; the mark in the condition is the place. */
class ConditionProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Syntax and types
        "r >=➤ | the condition ends too early",
        "r >= 3 ➤3 | the condition cannot be read",
        "➤$r | the condition cannot be read",
        "r ➤>= 'x' | `>=` does not go with (int, string)",
        "r ➤>= 3.5 | `>=` does not go with (int, double)",
        "r ➤+ 1 | of type int, neither true nor false",
        "r == ➤99999999999999999999 | the condition cannot be read",
        "➤lifecycle == 'x' | there is no `lifecycle`",
        "r == 1 && ➤matches(r) | there is no `matches`",
        // Macros are off, and so is all that CEL has beyond operators
        "➤has(r.x) | there is no `has`",
        "[1, 2].➤exists(x, x == r) | there is no `exists`",
        "[1, 2].➤all(x, x == r) | there is no `all`",
        "➤timestamp('2026-01-01T00:00:00Z') < 3 | there is no `timestamp`",
        "➤int == int | there is no `int`",
        // Figures only beside literals
        "➤recencyDays - 1 > 3 | `recencyDays` is not compared with a whole number",
        "➤recencyDays > frequency | `recencyDays` is not compared with a whole number",
        "recencyDays > ➤frequency | `frequency` is not compared with a whole number",
        "r > 1 && ➤monetaryMinor > 30 + r | `monetaryMinor` is not compared",
        "3 in [➤lifetimeOrders] | `lifetimeOrders` is not compared with a whole number",
        "(➤lifetimeMinor > 5 ? lifetimeOrders : 2) > 1 | ",
        "➤daysSinceReturn(10) + 1 < 3 | `daysSinceReturn(10)` is not compared",
        "r > 1 && ➤daysSinceReturn(r) < 3 | the gap of `daysSinceReturn` is not a number of days",
        "r > 1 && ➤daysSinceReturn(0) < 3 | the gap of `daysSinceReturn` is not a number of days",
        "➤recencyDays < 36526 | `recencyDays` is compared with 36526",
        // No answer
        "➤6 / (r - 2) > 1 | the condition has no answer where r = 2: / by zero",
        "➤r + 9223372036854775807 > 1 | the condition has no answer where r = ",
      })
  void saysWhatIsWrongWithASegmentsCondition(String condition, String wrong) {
    RuleFileText file = RuleFileText.valid().with("recencyDays >= 90", condition);

    if (wrong != null) {
      assertProblem(file, wrong);
    } else {
      assertThat(problems(file)).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "axis == ➤\"lifecicle\" | `axis` never is `lifecicle` | lifecycle",
        "to == ➤\"dormant\" | `to` never is `dormant` |",
        "to == ➤\"silnt\" | `to` never is `silnt` | silent",
        "from != ➤\"actve\" | `from` never is `actve` | active",
        "value in [\"low\", ➤\"hihg-value\"] | `value` never is `hihg-value` | high-value",
        "➤\"high\" == value | `value` never is `high` |",
        "value.startsWith(➤\"higj-\") | `value` never starts with `higj-` |",
        "value.endsWith(➤\"-valeu\") | `value` never ends with `-valeu` |",
        "lifecycle.contains(➤\"silly\") | `lifecycle` never contains `silly` |",
        "➤vaule == \"low\" | there is no `vaule` | value",
        "value.➤startWith(\"high\") | there is no `startWith` | startsWith",
        "➤r >= 3 | there is no `r` |",
      })
  void saysWhatIsWrongWithAPolicysCondition(String condition, String wrong, String meant) {
    RuleFileText file =
        RuleFileText.valid().with("axis == \"lifecycle\" && to == \"silent\"", condition);

    assertProblem(file, wrong);
    if (meant != null) {
      assertThat(problems(file).get(0).didYouMean()).contains(meant);
    }
  }

  @Test
  void comparesWithNoSegment_forFirstMoves() {
    RuleFileText file =
        RuleFileText.valid()
            .with("to == \"silent\"", "from == \"\" && to == \"silent\"")
            .with("holdout: 10%", "holdout: 10%\n    first-moves: true");

    assertThat(file.parse().warnings()).isEmpty();
  }

  @Test
  void refusesConditionsThatTellTooManyCasesApart() {
    String evenDays =
        IntStream.range(1, 50)
            .mapToObj(i -> " " + 2 * i)
            .collect(Collectors.joining(",", "[", "]"));
    String condition =
        "recencyDays in %1$s || frequency in %1$s || daysSinceFirstOrder in %1$s"
            .formatted(evenDays);
    RuleFileText file =
        RuleFileText.valid()
            .with("recencyDays >= 90", condition)
            .with("name: lifecycle", "name: ➤lifecycle");

    assertProblem(file, "the conditions of axis `lifecycle` tell too many cases apart: 99 of rec");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // Comparisons that say nothing
        "recencyDays >= 90 | ➤r >= 4 | this comparison is always false",
        "recencyDays >= 90 | recencyDays > 3 && ➤recencyDays >= 0 | this comparison is always true",
        "recencyDays >= 90 | recencyDays > 3 && ➤lifetimeOrders < 1 | is always false",
        // Segments that nobody is in
        "when: m >= 2 | when: ➤r >= 2 && m >= 2 | can be in segment `high-spend`: the conditions",
        "when: m >= 2 | when: ➤m >= 2 && m == 1 | can be in segment `high-spend`: its condition nev",
        "when: m >= 2 }\\n | when: r <= 3 }\\n | in segment `low`: the conditions before it take them",
        // Policies that nothing matches, and types known anyway
        "to == \"silent\" | to == \"low\" | no move ever matches policy `win-back`",
        "to == \"silent\" | from == to | no move ever matches policy `win-back`",
        "labels: | event-types: [➤visit]\\nlabels: | `visit` is accepted already",
      })
  void warnsOfWhatIsHardlyMeant(String part, String replacement, String wrong) {
    RuleFileText file =
        RuleFileText.valid().with(part.replace("\\n", "\n"), replacement.replace("\\n", "\n"));

    assertThat(file.parse().warnings())
        .anySatisfy(
            warning -> {
              assertThat(warning.wrong()).contains(wrong);
              if (file.text().contains(RuleFileText.MARK)) {
                assertThat(new Position(warning.line(), warning.column())).isEqualTo(file.marked());
              }
            });
  }

  private static void assertProblem(RuleFileText file, String wrong) {
    assertThat(problems(file))
        .anySatisfy(
            problem -> {
              assertThat(problem.wrong()).contains(wrong);
              assertThat(new Position(problem.line(), problem.column())).isEqualTo(file.marked());
            });
  }

  private static List<Problem> problems(RuleFileText file) {
    RuleFileException exception = catchThrowableOfType(RuleFileException.class, file::parse);
    assertThat(exception).as("a problem in\n%s", file.text()).isNotNull();
    return exception.problems();
  }
}
