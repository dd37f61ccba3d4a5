package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said about a rule file with a fault, and where; the mark in the text is the place. */
class RuleFileProblemsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // The file's own keys
        "rule-set: small | rule-set: ➤Small | cannot be a name here",
        "rule-set: small | rule-set: ➤[a] | `rule-set` is a list",
        "rule-set: small | rule-set:➤ | `rule-set` is nothing",
        "version: 1 | version: ➤0 | `version` is 0",
        "version: 1 | version: ➤1.0 | `version` is the text `1.0`",
        "version: 1 | version: ➤99999999999999999999 | `version` is the text",
        "version: 1 | version: ➤2147483648 | `version` is 2147483648",
        "version: 1 | version: 1\\neffective: ➤2026-02-30 | `effective` is the text `2026-02-30`",
        "version: 1 | version: 1\\neffective: ➤+999999999-01-01 | `effective` is",
        "zone: Asia/Shanghai | zone: ➤Asia/Shangai | is no time zone",
        "currency: CNY | currency: ➤RMB | is no currency with minor units",
        "currency: CNY | currency: ➤XXX | is no currency with minor units",
        "window: 365 | window: ➤0 | is 0",
        "window: 365 | window: ➤36526 | is 36526",
        "window: 365 | window: ➤a year | is the text `a year`",
        // Scores
        "[30, 60] | [60, ➤30] | the boundary 30 of `recency-days` follows 60",
        "[30, 60] | [30, ➤30] | the boundary 30 of `recency-days` follows 30",
        "[30, 60] | [➤0, 30] | a boundary of `recency-days` is 0",
        "[30, 60] | [30, ➤297.4] | a boundary of `recency-days` is the text `297.4`",
        "[2, 3] | ➤[] | `frequency` is an empty list",
        "[2, 3] | ➤5 | `frequency` is the text `5`",
        "[100, 200] | [➤-9999999999999999, 200] | a boundary of `monetary-minor` is",
        // Axes and segments
        "name: lifecycle | name: ➤life-cycle | cannot be a name here",
        "name: lifecycle | name: ➤axis | cannot be a name here",
        "name: lifecycle | name: ➤in | cannot be a name here",
        "- name: value | - name: ➤lifecycle | the axis `lifecycle` is named twice",
        "name: high-spend | name: ➤high-value | the segment `high-value` is named twice",
        "name: high-spend | name: ➤a/b | cannot be a name here",
        "{ name: low } | { name: low, when: ➤r == 1 } | the last segment of axis `value` has a cond",
        "{ name: high-spend, when: m >= 2 }\\n      - { name: low } | { name: mid }\\n      - { name: ➤low } | the segments from here on are never reached",
        "without-order: none | without-order: ➤{ a: b } | `without-order` is a mapping",
        // Policies
        "holdout: 10% | holdout: ➤10 | `holdout` is the text `10`",
        "holdout: 10% | holdout: ➤100.1% | `holdout` is",
        "holdout: 10% | holdout: ➤2.55% | `holdout` is",
        "cooldown-days: 60 | cooldown-days: ➤-1 | `cooldown-days` is -1",
        "expires-after-days: 14 | expires-after-days: ➤0 | `expires-after-days` is 0",
        "holdout: 10% | holdout: 10%\\n    priority: ➤high | `priority` is the text `high`",
        "holdout: 10% | holdout: 10%\\n    consent: ➤always | `consent` is the text `always`",
        "holdout: 10% | holdout: 10%\\n    first-moves: ➤yes | `first-moves` is the text `yes`",
        "holdout: 10% | holdout: 10%\\n    suppress-after: ➤complaint | `suppress-after` is the text",
        "holdout: 10% | holdout: 10%\\n    suppress-after: { ➤complain: 3 } | which is no event type",
        "holdout: 10% | holdout: 10%\\n    suppress-after: { ➤erased: 3 } | which forgets the member",
        "holdout: 10% | holdout: 10%\\n    suppress-after: { refund: ➤0 } | `refund` is 0",
        "holdout: 10% | holdout: 10%\\n    offer: ➤COMEBACK | `offer` is the text `COMEBACK`",
        "holdout: 10% | holdout: 10%\\n    offer: { code: ➤[] } | `code` of `offer` is a list",
        // Labels and event types
        "low: Low | low:➤ | the label of `low` is nothing",
        "labels: | event-types: [➤rfm.tick]\\nlabels: | cannot be a name here",
        // YAML itself
        "window: 365 | window: ➤*w | is an alias",
        "window: 365 | window: ➤&w 365 | is an anchor",
        "window: 365 | window: ➤!!int 365 | is a tag",
        "window: 365 | window: 365\\n➤\\tx: 1 | this is not YAML",
        "window: 365 | window: 365➤: 1 | this is not YAML",
        "labels: | ➤---\\nlabels: | a second document begins here",
        "window: 365 | ➤[a]: 365 | a key is a list or a mapping",
      })
  void saysWhatIsWrongAndWhere(String part, String replacement, String wrong) {
    RuleFileText file = RuleFileText.valid().with(lines(part), lines(replacement));

    assertThat(problems(file))
        .anySatisfy(
            problem -> {
              assertThat(problem.wrong()).contains(wrong.strip());
              assertThat(new Position(problem.line(), problem.column())).isEqualTo(file.marked());
              assertThat(problem.source()).isEqualTo("rules.yaml");
              assertThat(problem.expected()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "version: 1 | ➤versoin: 1 | version",
        "recency-days: | ➤recencydays: | recency-days",
        "without-order: none | ➤without-orders: none | without-order",
        "{ name: low } | { name: low, ➤whne: r == 1 } | when",
        "cooldown-days: 60 | ➤cool-down-days: 60 | cooldown-days",
        "zone: Asia/Shanghai | zone: ➤Asia/Shangai | Asia/Shanghai",
        "currency: CNY | currency: ➤cny | CNY",
        "low: Low | ➤lwo: Low | low",
        "  value:\\n    low | ➤  valeu:\\n    low | value",
      })
  void suggestsTheWordThatWasMeant(String part, String replacement, String meant) {
    RuleFileText file = RuleFileText.valid().with(lines(part), lines(replacement));

    assertThat(problems(file))
        .anySatisfy(problem -> assertThat(problem.didYouMean()).contains(meant.strip()));
  }

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "rule-set: small,rule-set",
        "version: 1,version",
        "zone: Asia/Shanghai,zone",
        "currency: CNY,currency",
        "window: 365,window",
        "    cooldown-days: 60,cooldown-days",
        "    expires-after-days: 14,expires-after-days",
        "    holdout: 10%,holdout",
        "    without-order: prospect,without-order"
      })
  void namesAMissingKey(String line, String key) {
    assertThat(problems(RuleFileText.valid().without(line)))
        .singleElement()
        .satisfies(problem -> assertThat(problem.wrong()).endsWith("lacks `" + key + "`"));
  }

  @Test
  void refusesAKeyThatOccursTwice_pointingAtTheSecond() {
    RuleFileText file = RuleFileText.valid().with("window: 365", "window: 365\n➤zone: UTC");

    assertThat(problems(file))
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.wrong()).contains("`zone`").contains("twice");
              assertThat(problem.expected()).contains("line 3");
              assertThat(problem.line()).isEqualTo(file.marked().line());
            });
  }

  @Test
  void reportsEverythingAtOnce_byPlace() {
    RuleFileText file =
        RuleFileText.valid()
            .with("version: 1", "version: 0")
            .with("window: 365", "windwo: 365")
            .with("recencyDays >= 90", "recencyDay >= 90 && r >= 'x'")
            .with("m >= 2 }", "m >= }")
            .with("holdout: 10%", "holdout: lots");

    assertThat(problems(file).stream().map(Problem::line))
        // The missing window is a problem of the whole file, which begins in line 1.
        .containsExactly(1, 2, 5, 14, 14, 20, 27);
    assertThat(catchThrowableOfType(RuleFileException.class, file::parse))
        .hasMessageContaining(
            "rules.yaml:5:1: a rule file has no key `windwo`; expected one of rule-set, version,")
        .hasMessageContaining("; did you mean `window`?");
  }

  private static List<Problem> problems(RuleFileText file) {
    RuleFileException exception = catchThrowableOfType(RuleFileException.class, file::parse);
    assertThat(exception).as("a problem in\n%s", file.text()).isNotNull();
    return exception.problems();
  }

  private static String lines(String cell) {
    return cell.replace("\\n", "\n").replace("\\t", "\t");
  }
}
