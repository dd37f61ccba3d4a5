package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.rfmstreams.rules.yaml.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a file holds, it is a rule set or its problems are told: nothing else is thrown. */
class HostileFileTest {
  private static final String CONDITION = "recencyDays >= 90";

  static Stream<String> hostileFiles() {
    return Stream.of(
        "",
        "\n\n# nothing but a comment\n",
        "...",
        "---",
        "null",
        "just a text",
        "- a\n- b",
        "[".repeat(100_000),
        "{a: ".repeat(100_000),
        "- ".repeat(100_000),
        "a: ".repeat(1000),
        "? ".repeat(10_000),
        "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nd: [*c, *c]",
        "<<: {rule-set: a}",
        "!!javax.script.ScriptEngineManager [x]",
        "%YAML 9.9\n---\na: 1",
        "a: \"\\UFFFFFFFF\"",
        "a: \"\\ud800\"",
        "rule-set: \"\\ud800\"",
        "labels: { value: { low: \"a\\u0000b\" } }",
        "\u0000\u0001\u0002",
        "a: \uD800",
        "a: \uFFFE",
        "a:\n\t- b",
        "a: 'no end",
        "a: |99\n b",
        "x".repeat(300_000),
        "a: 1\r\rb: 2\u2028c: 3");
  }

  @ParameterizedTest
  @MethodSource("hostileFiles")
  void tellsWhatIsWrongWithFilesThatAreNoRuleSets(String text) {
    assertThat(problemsOf(text)).isNotEmpty();
  }

  static Stream<String> hostileConditions() {
    return Stream.of(
        "r == 1".concat(" || r == 1".repeat(499)),
        "(".repeat(1500) + "r == 1" + ")".repeat(1500),
        "!".repeat(3000) + "(r == 1)",
        "r" + " + r".repeat(800) + " > 1",
        "-".repeat(3000) + "r > 1",
        "[".repeat(1000) + "]".repeat(1000) + " == [[]]",
        "true ? ".repeat(400) + "true" + " : true".repeat(400),
        "r" + ".a".repeat(1000) + " == 1",
        "daysSinceReturn(".repeat(200) + "r" + ")".repeat(200) + " > 1",
        "\"a\".matches(\"(((a{1000}){1000}){1000})\")",
        "recencyDays == 9223372036854775807",
        "recencyDays == -9223372036854775808",
        "[1, 2, 3].map(x, x * x).exists(y, y == r)",
        "{1: 2}[r] == 2",
        "r == 1 // a comment",
        "\\u0072 == 1",
        "`r` == 1",
        "google.protobuf.Empty{} == r",
        "b'a' == r");
  }

  @ParameterizedTest
  @MethodSource("hostileConditions")
  void takesOrRefusesHostileConditions(String condition) {
    problemsOf(RuleFileText.valid().with(CONDITION, quoted(condition)).text());
    problemsOf(
        RuleFileText.valid()
            .with("axis == \"lifecycle\" && to == \"silent\"", condition.replace("'", "''"))
            .text());
  }

  @Test
  void takesLimitsOfCountsAndMoneyUpToTheLast() {
    for (String limit : List.of("9223372036854775807", "-9223372036854775808")) {
      for (String operator : List.of("<", "<=", ">", ">=", "==", "!=")) {
        for (String figure : List.of("monetaryMinor", "lifetimeMinor", "frequency")) {
          String condition = figure + " " + operator + " " + limit;
          assertThat(problemsOf(RuleFileText.valid().with(CONDITION, condition).text()))
              .as(condition)
              .isEmpty();
        }
      }
    }
  }

  @Test
  void refusesConditionsOfThousandsOfCharacters() {
    String condition = "r == 1".concat(" || r == 1".repeat(499));

    assertThat(problemsOf(RuleFileText.valid().with(CONDITION, condition).text()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.wrong()).contains("4996 characters"));
  }

  @Test
  void refusesMoreAxesThanMovesCanBeTold() {
    StringBuilder axes = new StringBuilder("axes:\n");
    for (int axis = 0; axis < 8; axis++) {
      axes.append("  - name: a%d\n    without-order: none\n    segments:\n".formatted(axis));
      for (int segment = 0; segment < 10; segment++) {
        axes.append("      - { name: s%d, when: 'm == %d' }\n".formatted(segment, segment));
      }
      axes.append("      - { name: rest }\n");
    }
    String text = RuleFileText.valid().text();
    String file = text.substring(0, text.indexOf("axes:")) + axes;

    assertThat(problemsOf(file))
        .anySatisfy(problem -> assertThat(problem.wrong()).contains("too many segments together"));
  }

  @Test
  void tellsWhereAFileStopsBeingUtf8(@TempDir Path folder) throws IOException {
    byte[] bytes = "rule-set: small\nversion: é".getBytes(StandardCharsets.ISO_8859_1);
    Path file = Files.write(folder.resolve("latin.yaml"), bytes);

    assertThatThrownBy(() -> RuleFile.read(file))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("latin.yaml:2:10: the bytes here are not UTF-8");
  }

  @Test
  void tellsWhereAFileHoldsAControlCharacter() {
    assertThat(problemsOf("rule-set: small\nversion: \u0007"))
        .singleElement()
        .hasToString(
            "hostile.yaml:2:10: the character U+0007 does not belong in a text; expected a text"
                + " file in UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"absent.yaml", "."})
  void tellsThatAFileCannotBeRead(String name, @TempDir Path folder) {
    assertThatThrownBy(() -> RuleFile.read(folder.resolve(name)))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining(name + ": ")
        .hasMessageNotContaining(":1:1");
  }

  @Test
  void refusesFilesTooLongForARuleSet_withoutReadingThemAll(@TempDir Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("long.yaml"), "#".repeat(300_000));

    assertThatThrownBy(() -> RuleFile.read(file))
        .isInstanceOf(RuleFileException.class)
        .hasMessageContaining("too long");
  }

  /** The problems of a file, none if it is a rule set; fails if anything else is thrown. */
  static List<Problem> problemsOf(String text) {
    try {
      RuleFile.parse("hostile.yaml", text);
      return List.of();
    } catch (RuleFileException refused) {
      assertThat(refused.problems()).isNotEmpty();
      return refused.problems();
    } catch (RuntimeException | StackOverflowError other) {
      return fail("thrown for:\n" + text, other);
    }
  }

  private static String quoted(String condition) {
    return condition.replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
