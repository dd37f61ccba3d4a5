package io.rfmstreams.app.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.ProjectFiles;
import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.rules.RuleFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published fits through the command, and what it says of doubtful and bad input. */
class FitCommandTest {
  private static final String RETAIL_RULES =
      ProjectFiles.ROOT.resolve("config/rules/retail-demo.yaml").toString();
  private static final String CDNOW_END = "1997-09-30";

  private static Path cdnow;
  private static Path dollars;

  private Path directory;
  private Terminal terminal;

  /** CDNOW as this project's events, in a shop in dollars: every line is an order of its own. */
  @BeforeAll
  static void writeCdnow(@TempDir Path shared) throws IOException {
    List<String> lines = new ArrayList<>();
    lines.add("event_id,member_id,type,occurred_at,amount,currency");
    for (String line : Files.readAllLines(ProjectFiles.ROOT.resolve("data/cdnow-sample.txt"))) {
      if (!line.isBlank()) {
        String[] fields = line.strip().split(" +", -1);
        LocalDate day = LocalDate.parse(fields[2], DateTimeFormatter.BASIC_ISO_DATE);
        lines.add(
            "e%d,c%s,purchase,%sT12:00:00Z,%s,USD"
                .formatted(lines.size(), fields[1], day, fields[4]));
      }
    }
    cdnow = Files.write(shared.resolve("cdnow.csv"), lines);
    dollars =
        Files.writeString(
            shared.resolve("dollars.yaml"),
            Files.readString(Path.of(RETAIL_RULES))
                .replace("zone: Europe/London", "zone: UTC")
                .replace("currency: GBP", "currency: USD"));
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
    JsonNode fit = json(ExitCode.CLEAN, cdnow(model, "--unit", unit, "--json"));

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
    JsonNode fit = json(ExitCode.CLEAN, cdnow("gamma-gamma", "--json"));

    assertThat(fit.at("/customers").asLong()).isEqualTo(946);
    assertThat(fit.at("/parameters/p/value").asDouble()).isCloseTo(6.25, within(0.005));
    assertThat(fit.at("/parameters/q/value").asDouble()).isCloseTo(3.74, within(0.005));
    assertThat(fit.at("/parameters/v/value").asDouble()).isCloseTo(15.44, within(0.005));
    assertThat(fit.at("/logLikelihood").asDouble()).isCloseTo(-4055.92, within(0.005));
  }

  @Test
  void people_readWhatTheParametersMean() {
    Result survival = cdnow("bg-nbd");
    Result spending = cdnow("gamma-gamma");

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
    Result printed = cdnow("bg-nbd", "--fragment", survival.toString());
    JsonNode orders = json(ExitCode.CLEAN, cdnow("bg-nbd", "--json"));
    JsonNode values =
        json(ExitCode.CLEAN, cdnow("gamma-gamma", "--fragment", worth.toString(), "--json"));

    assertThat(printed.out()).endsWith(Files.readString(survival));
    assertThat(orders.at("/fragment").asText()).isEqualTo(Files.readString(survival));
    String pasted =
        Files.readString(dollars) + Files.readString(survival) + Files.readString(worth);
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
      RETAIL_RULES,
      "--model",
      "bg-nbd",
      "--calibration-end",
      "2011-06-08"
    };
    Path fragment = directory.resolve("fragment.yaml");

    Result text = terminal.run(fit);
    Result toFile = terminal.run(with(fit, "--fragment", fragment.toString()));
    JsonNode json = json(ExitCode.CLEAN, terminal.run(with(fit, "--json")));

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

  @Test
  void refundsAndDuplicates_countAsEverywhere() throws IOException {
    Result result =
        fit(
            "bg-nbd",
            "e1,m1,purchase,2026-01-03T09:00:00Z,10,GBP,o1",
            "e2,m1,purchase,2026-01-09T09:00:00Z,10,GBP,o2",
            "e2,m1,purchase,2026-01-12T09:00:00Z,10,GBP,o3",
            "e3,m1,purchase,2026-01-15T09:00:00Z,10,GBP,o4",
            "e4,m1,refund,2026-01-16T09:00:00Z,10,GBP,o4",
            "e5,m2,purchase,2026-01-15T09:00:00Z,10,GBP,o5",
            "e6,m2,refund,2026-01-15T10:00:00Z,10,GBP,o5",
            "e7,m3,visit,2026-01-20T10:00:00Z,,,");

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(result.out())
        .contains("lines     8 = accepted 7 + duplicate 1 + rejected 0", "up to 2026-01-20")
        .contains("members   1 with an order, 1 of them with 1 repeat order days")
        .contains("warning: only 1 of 1 customers have a repeat day");
  }

  @Test
  void badLines_areNamedAndTheOthersTaken() throws IOException {
    Result result =
        fit(
            "mbg-nbd",
            "e1,m1,purchase,2026-01-03T09:00:00Z,10,GBP,",
            "e2,m1,purchase,yesterday,10,GBP,",
            "e3,m1,purchase,2026-01-09T09:00:00Z,10,GBP,");

    assertThat(result.code()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(result.out()).contains("accepted 2 + duplicate 0 + rejected 1");
    assertThat(result.err()).contains("events.csv, line 3: wrong-time: occurred_at is");
  }

  @Test
  void manyBadLines_areSummedUpByReason() throws IOException {
    String[] lines = new String[12];
    lines[0] = "e1,m1,purchase,2026-01-03T09:00:00Z,10,GBP,";
    lines[1] = "e2,m1,purchase,2026-01-09T09:00:00Z,10,GBP,";
    for (int i = 2; i < lines.length; i++) {
      lines[i] = "e" + i + ",m1,purchase";
    }

    Result result = fit("bg-nbd", lines);

    assertThat(result.err().lines().filter(line -> line.contains(", line "))).hasSize(1);
    assertThat(result.err())
        .contains("line 4: malformed: the record has 3 fields, the header 7 (the first of 10)");
  }

  @Test
  void withoutARepeat_thereIsNothingToFit() throws IOException {
    for (String model : List.of("bg-nbd", "mbg-nbd", "gamma-gamma")) {
      Result result = fit(model, "e1,m1,purchase,2026-01-03T09:00:00Z,10,GBP,");

      assertThat(result.code()).isEqualTo(ExitCode.FAILED);
      assertThat(result.err()).startsWith("rfm: ").contains("cannot be fitted: none of the 1");
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void calibrationEndBeforeTheFirstOrder_isSaid() {
    Result result = cdnowUpTo("1996-12-31", "bg-nbd");

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains(
            "holds no order that stands up to 1996-12-31",
            "of 6919 lines 0 are accepted, 0 rejected and 6919 dated after the calibration end",
            "up to 1998-06-30");
  }

  @Test
  void calibrationEndAfterTheLastLine_isANotice() throws IOException {
    Result result = cdnowUpTo("1998-09-30", "bg-nbd");

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(result.out())
        .contains(
            "notice: the calibration end, 1998-09-30, is after the file's last day, 1998-06-30");
  }

  @Test
  void aFileOfNothingButAHeader_isSaid() throws IOException {
    Result result = fit("bg-nbd");

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("holds no order that stands, so there is nothing to fit");
  }

  @Test
  void missingFile_isNamed() {
    Result result =
        terminal.run("fit", "nowhere.csv", "--rules", RETAIL_RULES, "--model", "bg-nbd");

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("there is no file nowhere.csv").doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--model=pareto-nbd | bg-nbd",
        "--model=bg-nbd --unit=month | DAY",
        "--model=bg-nbd --calibration-end=soon | soon",
        "--model=bg-nbd --calibration-end=+999999999-12-31 | --calibration-end is",
        "--unit=day | --model"
      })
  void wrongOptions_areUsageErrors(String options, String said) {
    Result result =
        terminal.run(with(new String[] {"fit", cdnow.toString()}, options.strip().split(" ", -1)));

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(said.strip()).doesNotContain("\tat ");
  }

  @Test
  void whatIsRead_isNeverOverwritten() throws IOException {
    Path events = Files.copy(cdnow, directory.resolve("events.csv"));
    Path rules = Files.copy(dollars, directory.resolve("mine.yaml"));

    for (Path read : List.of(events, rules)) {
      Result result =
          terminal.run(
              "fit",
              events.toString(),
              "--rules",
              rules.toString(),
              "--model",
              "bg-nbd",
              "--fragment",
              read.toString());

      assertThat(result.code()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains(read + " would overwrite", "name another --fragment");
    }
    assertThat(events).hasSameTextualContentAs(cdnow);
    assertThat(rules).hasSameTextualContentAs(dollars);
  }

  @Test
  void standardOutputAsTheFragmentsPlace_isRefused() {
    Result result = cdnow("bg-nbd", "--fragment", "-");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--fragment takes the name of a file");
  }

  @Test
  void lineDatedInTheFuture_isNamed() throws IOException {
    Path file = directory.resolve("slip.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(cdnow));
    lines.add(2, "slip,1,purchase,2191-12-01T08:26:00Z,1.00,USD");
    Files.write(file, lines);

    Result result =
        terminal.run("fit", file.toString(), "--rules", dollars.toString(), "--model", "bg-nbd");

    assertThat(result.err()).contains("line 3 is dated 2191-12-01, in the future");
  }

  @Test
  void aFragmentThatCannotBeWritten_isSaid() {
    Result result = cdnow("bg-nbd", "--fragment", directory.resolve("no/such/folder").toString());

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("cannot write " + directory.resolve("no/such/folder"));
  }

  private Result cdnow(String model, String... more) {
    return cdnowUpTo(CDNOW_END, model, more);
  }

  private Result cdnowUpTo(String calibrationEnd, String model, String... more) {
    return terminal.run(
        with(
            new String[] {
              "fit",
              cdnow.toString(),
              "--rules",
              dollars.toString(),
              "--model",
              model,
              "--calibration-end",
              calibrationEnd
            },
            more));
  }

  private Result fit(String model, String... lines) throws IOException {
    Path file = directory.resolve("events.csv");
    Files.writeString(
        file,
        "event_id,member_id,type,occurred_at,amount,currency,order_id\n"
            + String.join("\n", lines));
    return terminal.run("fit", file.toString(), "--rules", RETAIL_RULES, "--model", model);
  }

  private static JsonNode json(int code, Result result) throws IOException {
    assertThat(result.code()).as(result.err()).isEqualTo(code);
    return new ObjectMapper().readTree(result.out());
  }

  private static double value(JsonNode fit, String parameter) {
    return fit.at("/parameters/" + parameter + "/value").asDouble();
  }

  private static String[] with(String[] first, String... more) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(List.of(more));
    return all.toArray(String[]::new);
  }
}
