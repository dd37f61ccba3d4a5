package io.rfmstreams.offline.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The backtests whose figures docs/churn.md states, by the commands it names. Events and rule files stay in
 * {@code app/target/measured}, so that anybody can play them.
 */
@Tag("slow")
class MeasuredTest {
  private static final Path MEASURED = ProjectFiles.ROOT.resolve("app/target/measured");
  private static final Path RETAIL_DEMO =
      ProjectFiles.ROOT.resolve("config/rules/retail-demo.yaml");

  private static final MathContext SEVEN_DIGITS = new MathContext(7);

  private static final String CADENCE = "cadence, cadence-factor: 2, min-order-days: 3";
  private static final String P_ALIVE = "p_alive, p-alive-below: 0.5";

  /** What the document must state: the table's rows, and a remark. */
  private final List<String> stated = new ArrayList<>();

  private Terminal terminal;

  @BeforeEach
  void open(@TempDir Path home) throws IOException {
    terminal = new Terminal(home);
    Files.createDirectories(MEASURED);
  }

  @Test
  void theFiguresOfTheDocument_areThoseMeasured() throws IOException {
    cdnow();
    onlineRetail();
    simulated();

    assertThat(Files.readString(ProjectFiles.ROOT.resolve("docs/churn.md")))
        .contains("`p-alive-below: 0.5`", "`cadence-factor: 2, min-order-days: 3`")
        .contains(stated);
  }

  private void cdnow() throws IOException {
    Path events = Tested.file(MEASURED.resolve("cdnow.csv"), Tested.cdnow());
    addRows("CDNOW, at 1997-09-30, 273 days", backtest("cdnow", events, "1997-09-30", 273));
  }

  /** Up to that day nobody is seen to stop: P(alive) hardly falls, and speaks of nobody. */
  private void onlineRetail() throws IOException {
    JsonNode figures = backtest("retail", ProjectFiles.RETAIL, "2011-08-31", 100);
    addRows("online retail, at 2011-08-31, 100 days", figures);
    stated.add(
        "(%s of pairs against %s)"
            .formatted(
                percent(figures.at("/rules/model/chanceOfOrder/ranksRight")),
                percent(figures.at("/silence/ranksRight"))));
  }

  private void simulated() throws IOException {
    SimulatedShop shop = new SimulatedShop();
    Path events = Tested.file(MEASURED.resolve("simulated.csv"), shop.lines());
    JsonNode figures =
        backtest("simulated", events, SimulatedShop.AT.toString(), SimulatedShop.HORIZON_DAYS);
    assertThat(figures.get("silent").asInt()).isEqualTo(shop.droppedOut());
    addRows("simulated weekly and yearly buyers, at 2020-12-31, 600 days", figures);
    for (JsonNode detector : figures.at("/rules/detectors")) {
      assertThat(detector.get("precision").asDouble())
          .as("beats the fixed limit: %s", detector.get("name"))
          .isGreaterThan(detector.at("/fixedLimit/precision").asDouble() + 0.1);
    }
  }

  /** Fits a model to what is known on the day, and tests the detectors with it. */
  private JsonNode backtest(String name, Path events, String at, int horizonDays)
      throws IOException {
    Path rules = MEASURED.resolve(name + ".yaml");
    Files.writeString(rules, Tested.rules("Europe/London", fitted(events, at), CADENCE, P_ALIVE));
    String report = MEASURED.resolve(name + ".html").toString();
    return run(
        "backtest",
        events.toString(),
        "--rules",
        rules.toString(),
        "--at",
        at,
        "--horizon-days",
        Integer.toString(horizonDays),
        "--json",
        "--out",
        report);
  }

  private String fitted(Path events, String calibrationEnd) throws IOException {
    JsonNode parameters =
        run(
                "fit",
                events.toString(),
                "--rules",
                RETAIL_DEMO.toString(),
                "--model",
                "mbg-nbd",
                "--calibration-end",
                calibrationEnd,
                "--json")
            .get("parameters");
    return "{ model: mbg-nbd, unit: week, r: %s, alpha: %s, a: %s, b: %s }"
        .formatted(
            value(parameters, "r"),
            value(parameters, "alpha"),
            value(parameters, "a"),
            value(parameters, "b"));
  }

  /** As `fit` prints it for people. */
  private static String value(JsonNode parameters, String name) {
    return new BigDecimal(parameters.get(name).get("value").asDouble())
        .round(SEVEN_DIGITS)
        .toPlainString();
  }

  private JsonNode run(String... command) throws IOException {
    Result result = terminal.run(command);
    assertThat(result.out()).as(result.err()).isNotEmpty();
    return new ObjectMapper().readTree(result.out());
  }

  /** Adds a row for each detector. */
  private void addRows(String data, JsonNode figures) {
    String first = " %s, %s silent".formatted(data, percent(figures.get("baseRate")));
    for (JsonNode found : figures.at("/rules/detectors")) {
      JsonNode warning = found.at("/warningDays/median");
      stated.add(
          Written.words(
              "|%s | %s | %,d | %s | %s | %s |",
              first,
              found.get("name").asText().equals("cadence") ? "cadence" : "P(alive)",
              found.get("alerts").asInt(),
              percent(found.get("precision")),
              percent(found.at("/fixedLimit/precision")),
              warning.isNumber() ? warning.asInt() + " days" : Written.NOTHING));
      first = "";
    }
  }

  private static String percent(JsonNode share) {
    return Written.percent(share.isNumber() ? share.asDouble() : Double.NaN);
  }
}
