package io.rfmstreams.offline.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Currency;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published fits through the command, and what is printed of them. */
class FittedModelsTest {
  private static Cdnow cdnow;

  private Path directory;
  private Terminal terminal;

  @BeforeAll
  static void writeCdnow(@TempDir Path shared) throws IOException {
    cdnow = Cdnow.writtenTo(shared);
  }

  @BeforeEach
  void open(@TempDir Path empty) {
    directory = empty;
    terminal = new Terminal(empty);
  }

  @ParameterizedTest
  @CsvSource({
    "bg-nbd, week, .243, 4.414, .793, 2.426, 0.0005",
    "bg-nbd, week, .2425945, 4.4136019, .7929199, 2.4258881, 0.00003",
    "bg-nbd, day, .2425945, 30.8952133, .7929199, 2.4258881, 0.00003",
    "mbg-nbd, week, .525, 6.183, .891, 1.614, 0.0005",
    "mbg-nbd, day, .525, 43.281, .891, 1.614, 0.0035"
  })
  void cdnow_givesThePublishedParameters(
      String model, String unit, double r, double alpha, double a, double b, double tolerance)
      throws IOException {
    JsonNode fit = json(ExitCode.CLEAN, cdnow.fit(terminal, model, "--unit", unit, "--json"));

    assertThat(fit.at("/customers").asLong()).isEqualTo(2_357);
    assertThat(fit.at("/repeats").asLong()).isEqualTo(2_457);
    assertThat(fit.at("/lines/accepted").asLong() + fit.at("/lines/afterCalibrationEnd").asLong())
        .isEqualTo(6_919);
    assertThat(fit.at("/parameters/r/value").asDouble()).isCloseTo(r, within(tolerance));
    assertThat(fit.at("/parameters/alpha/value").asDouble()).isCloseTo(alpha, within(tolerance));
    assertThat(fit.at("/parameters/a/value").asDouble()).isCloseTo(a, within(tolerance));
    assertThat(fit.at("/parameters/b/value").asDouble()).isCloseTo(b, within(tolerance));
    assertThat(fit.at("/warnings")).isEmpty();
    assertThat(fit.at("/notices")).isEmpty();
    if (model.equals("bg-nbd")) {
      double inDays = unit.equals("day") ? 2_457 * Math.log(7) : 0;
      assertThat(fit.at("/logLikelihood").asDouble()).isCloseTo(-9582.429 - inDays, within(0.0005));
    }
  }

  @Test
  void cdnow_givesThePublishedValues() throws IOException {
    JsonNode fit = json(ExitCode.CLEAN, cdnow.fit(terminal, "gamma-gamma", "--json"));

    assertThat(fit.at("/customers").asLong()).isEqualTo(946);
    assertThat(fit.at("/parameters/p/value").asDouble()).isCloseTo(6.25, within(0.005));
    assertThat(fit.at("/parameters/q/value").asDouble()).isCloseTo(3.74, within(0.005));
    assertThat(fit.at("/parameters/v/value").asDouble()).isCloseTo(15.44, within(0.005));
    assertThat(fit.at("/logLikelihood").asDouble()).isCloseTo(-4055.92, within(0.005));
  }

  @Test
  void people_readWhatTheParametersMean() {
    Result survival = cdnow.fit(terminal, "bg-nbd");
    Result spending = cdnow.fit(terminal, "gamma-gamma");

    assertThat(survival.out())
        .contains(
            "model     BG/NBD, in weeks, up to 1997-09-30",
            "members   2,357 with an order, 946 of them with 2,457 repeat order days",
            "r         0.24259",
            " ± 0.01255",
            "LL        -9582.4292, the log-likelihood",
            "While they stay, members order every 18.2 weeks on average; the busiest quarter every 1",
            "After a repeat order day, 24.6 % of members stop for good, on average.",
            "A new member comes back on 1.4",
            "more likely gone than not after ");
    assertThat(spending.out())
        .contains(
            "model     Gamma-Gamma, in USD, up to 1997-09-30",
            "fitted to 946 with 2,457",
            "What a member orders on a day is worth 35.",
            "differ from its own average by 40 %",
            "From 1 repeat day on",
            "at the end of its section `survival`");
    assertThat(survival.err() + spending.err()).doesNotContain("rejected");
  }

  @Test
  void theFragment_pastedIntoARuleFile_isTheModelThatWasFitted() throws IOException {
    Path survival = directory.resolve("survival.yaml");
    Path worth = directory.resolve("worth.yaml");
    Result printed = cdnow.fit(terminal, "bg-nbd", "--fragment", survival.toString());
    JsonNode orders = json(ExitCode.CLEAN, cdnow.fit(terminal, "bg-nbd", "--json"));
    JsonNode values =
        json(
            ExitCode.CLEAN,
            cdnow.fit(terminal, "gamma-gamma", "--fragment", worth.toString(), "--json"));

    assertThat(printed.out()).endsWith(Files.readString(survival));
    assertThat(orders.at("/fragment").asText()).isEqualTo(Files.readString(survival));
    String pasted =
        Files.readString(cdnow.rules()) + Files.readString(survival) + Files.readString(worth);
    SurvivalRules rules =
        Objects.requireNonNull(RuleFile.parse("pasted", pasted).rules().survival());
    assertThat(rules.model())
        .isEqualTo(
            new BgNbd(
                ModelUnit.WEEK,
                value(orders, "r"),
                value(orders, "alpha"),
                value(orders, "a"),
                value(orders, "b")));
    assertThat(rules.orderValue())
        .isEqualTo(
            new GammaGamma(
                Currency.getInstance("USD"),
                value(values, "p"),
                value(values, "q"),
                value(values, "v")));
  }

  @Test
  void retailCustomersNotSeenToStop_areWarnedOf_andGiveNothingToPaste() throws IOException {
    String[] fit = {
      "fit",
      ProjectFiles.RETAIL.toString(),
      "--rules",
      Cdnow.RETAIL_RULES,
      "--model",
      "bg-nbd",
      "--calibration-end",
      "2011-06-08"
    };
    Path fragment = directory.resolve("fragment.yaml");

    Result text = terminal.run(fit);
    Result toFile = terminal.run(Cdnow.with(fit, "--fragment", fragment.toString()));
    JsonNode json = json(ExitCode.CLEAN, terminal.run(Cdnow.with(fit, "--json")));

    assertThat(text.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(text.out())
        .contains("warning: a → 0: nobody in these data is seen to stop")
        .contains("No rule-set fragment: the likelihood has no single best parameters to paste.")
        .doesNotContain("survival:", "±");
    assertThat(toFile.code()).isEqualTo(ExitCode.FAILED);
    assertThat(toFile.err()).contains(fragment + " is not written: the likelihood has no single");
    assertThat(fragment).doesNotExist();
    assertThat(json.at("/warnings/0/kind").asText()).isEqualTo("boundary");
    assertThat(json.at("/fragment").isNull()).isTrue();
    assertThat(json.at("/parameters/a/standardError").isNull()).isTrue();
  }

  private static JsonNode json(int code, Result result) throws IOException {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    return new ObjectMapper().readTree(result.out());
  }

  private static double value(JsonNode fit, String parameter) {
    return fit.at("/parameters/" + parameter + "/value").asDouble();
  }
}
