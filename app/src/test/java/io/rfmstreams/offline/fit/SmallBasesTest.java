package io.rfmstreams.offline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of members that the models cannot be fitted to, or only just: what {@code fit} then says. */
class SmallBasesTest {
  private static final LocalDate FIRST = LocalDate.of(2023, 1, 10);
  private static final String TWENTY = "20.00";

  private final List<String> lines =
      new ArrayList<>(List.of("event_id,member_id,type,occurred_at,amount,currency"));
  private Path file;
  private Terminal terminal;

  @BeforeEach
  void open(@TempDir Path empty) {
    file = empty.resolve("events.csv");
    terminal = new Terminal(empty);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bg-nbd", "mbg-nbd", "gamma-gamma"})
  void withoutARepeatDay_theReasonIsSaid(String model) throws IOException {
    thirtyThatBoughtOnce();
    bought("m0", 0, TWENTY); // A second order on the same day is no repeat.

    Result result = fit(model);

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .contains("cannot be fitted: none of the 30 customers")
        .contains("a second order day")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bg-nbd", "mbg-nbd", "gamma-gamma"})
  void oneRepeatDay_tellsNothing_andNothingIsToBePasted(String model) throws IOException {
    thirtyThatBoughtOnce();
    bought("m0", 40, TWENTY);

    Result result = fit(model);

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.CLEAN);
    NoContradictionTest.assertNoSentenceDeniesAnother(result.out());
    assertThat(result.out())
        .containsPattern(
            "warning: only 1 (of 30 customers has a|customer spent anything on a) repeat")
        .contains("No rule-set fragment: ")
        .doesNotContain("For a rule set");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bg-nbd", "mbg-nbd", "gamma-gamma"})
  void allOfTheSameRhythmAndAmount_areABoundary(String model) throws IOException {
    for (int member = 0; member < 30; member++) {
      for (int order = 0; order < 4; order++) {
        bought("m" + member, member + 90 * order, TWENTY);
      }
    }

    Result result = fit(model);

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.CLEAN);
    NoContradictionTest.assertNoSentenceDeniesAnother(result.out());
    assertThat(result.out())
        .contains(
            model.equals("gamma-gamma")
                ? "all customers spend alike"
                : "all customers order at the same rate")
        .contains("No rule-set fragment: ")
        .doesNotContain("For a rule set");
  }

  /** Members' own means spread as a Pareto distribution of exponent 0.6, which has no mean. */
  @Test
  void amountsWithTooHeavyATail_haveNoMean_andNothingIsToBePasted() throws IOException {
    Random random = new Random(3);
    for (int member = 0; member < 200; member++) {
      double own = 20_000 * Math.pow(1 - random.nextDouble(), -1 / 0.6);
      for (int order = 0; order < 5; order++) {
        double amount = Math.min(9e9, own * (0.5 + random.nextDouble()));
        bought(
            "m" + member, 40 * order, BigDecimal.valueOf(Math.round(amount * 100), 2).toString());
      }
    }

    Result result = fit("gamma-gamma");

    assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.CLEAN);
    NoContradictionTest.assertNoSentenceDeniesAnother(result.out());
    assertThat(result.out())
        .contains("no finite average value")
        .contains("No rule-set fragment: ")
        .doesNotContainPattern("is worth [0-9-]")
        .doesNotContain("NaN", "Infinity", "For a rule set");
  }

  private void thirtyThatBoughtOnce() {
    for (int member = 0; member < 30; member++) {
      bought("m" + member, member, TWENTY);
    }
  }

  private void bought(String member, int day, String amount) {
    lines.add(
        "e%d,%s,purchase,%sT10:00:00Z,%s,GBP"
            .formatted(lines.size(), member, FIRST.plusDays(day), amount));
  }

  private Result fit(String model) throws IOException {
    Files.write(file, lines);
    return terminal.run("fit", file.toString(), "--rules", Cdnow.RETAIL_RULES, "--model", model);
  }
}
