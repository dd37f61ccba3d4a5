package io.rfmstreams.offline.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestCommandTest {
  private static final String HEADER =
      "event_id,member_id,type,occurred_at,amount,currency,order_id";
  private static final String MODEL =
      "{ model: mbg-nbd, unit: week, r: 0.525, alpha: 6.183, a: 0.891, b: 1.614 }";

  /** Three members that ordered, of whom one comes back; the first event is of the first of January. */
  private static final List<String> LINES =
      List.of(
          "e1,back,purchase,2026-01-01T09:00:00Z,12.50,GBP,o1",
          "e2,back,purchase,2026-03-01T09:00:00Z,12.50,GBP,o2",
          "e3,silent,purchase,2026-01-05T09:00:00Z,12.50,GBP,o3",
          "e4,taken-back,purchase,2026-01-20T09:00:00Z,12.50,GBP,o4",
          "e5,taken-back,purchase,2026-03-10T09:00:00Z,12.50,GBP,o5",
          "e6,taken-back,refund,2026-03-20T09:00:00Z,12.50,GBP,o5",
          "e7,later,purchase,2026-03-31T09:00:00Z,12.50,GBP,o6");

  private Path directory;
  private Terminal terminal;

  @BeforeEach
  void open(@TempDir Path empty) throws IOException {
    directory = empty;
    terminal = new Terminal(empty);
    Files.writeString(
        directory.resolve("a.yaml"), Tested.rules("UTC", MODEL, "silent, inactivity-days: 20"));
    Files.writeString(
        directory.resolve("b.yaml"),
        Tested.rules("UTC", "", "silent, inactivity-days: 30", "off, cadence-factor: 2"));
  }

  @Test
  void idsThatLookMangled_areTold() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.add("e8,nan,purchase,2026-03-31T10:00:00Z,12.50,GBP,o8");

    Result result = backtest(lines, "--at", "2026-02-01");

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(result.err()).contains("1 records have member ids such as 'nan' (line 9)");
  }

  @Test
  void figures_areThoseOfTheMembers() throws IOException {
    Result result = backtest(LINES, "--at", "2026-02-01", "--against", path("b.yaml"), "--json");

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    JsonNode figures = new ObjectMapper().readTree(result.out());
    assertThat(figures.get("members").asInt()).isEqualTo(3);
    assertThat(figures.get("silent").asInt()).as("an order taken back is none").isEqualTo(2);
    assertThat(figures.get("horizonDays").asInt()).isEqualTo(58);
    assertThat(figures.get("horizonEnd").asText()).isEqualTo("2026-03-31");
    JsonNode silent = figures.at("/rules/detectors/0");
    assertThat(silent.get("alerts").asInt()).isEqualTo(2);
    assertThat(silent.get("right").asInt()).isEqualTo(1);
    assertThat(silent.get("precision").asDouble()).isEqualTo(0.5);
    assertThat(silent.get("lift").asDouble()).isEqualTo(0.75);
    assertThat(silent.at("/fixedLimit/days").asInt())
        .as("silences are of 31, 27 and 12 days; from 13 days on a limit gives the same alerts")
        .isEqualTo(13);
    assertThat(silent.at("/warningDays/median").asInt()).isEqualTo(-7);
    JsonNode quiet = figures.at("/against/detectors/0");
    assertThat(quiet.get("name").asText()).isEqualTo("off");
    assertThat(quiet.get("alerts").asInt()).isZero();
    assertThat(quiet.get("precision").isNull()).isTrue();
    assertThat(figures.get("change").toString())
        .isEqualTo("{\"gainedRight\":0,\"gainedWrong\":0,\"lostRight\":1,\"lostWrong\":0}");
  }

  @Test
  void withoutDays_itSpeaksTwoThirdsThrough_andLooksAtTheRest() throws IOException {
    Result result = backtest(LINES);

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(result.out())
        .contains("at        2026-03-01: 3 members; in the 30 days to 2026-03-31")
        .contains("report    " + directory.resolve("report.html"));
  }

  @Test
  void theReport_needsNothingElse_andIsWellFormed() throws Exception {
    backtest(LINES, "--at", "2026-02-01", "--against", path("b.yaml"));

    String report = Files.readString(directory.resolve("report.html"));
    assertThat(report)
        .contains("silent alerted 2 members and was right about 1 of them (50.0\u00a0%)")
        .contains(
            "alerts 0 members that these rules do not, and is right about 0 of them; these rules alert 1 that")
        .doesNotContain("http", "src=", "url(", "NaN", "Infinity", "<script");
    for (String svg : report.split("(?=<svg )", -1)) {
      if (svg.startsWith("<svg ")) {
        String xml = svg.substring(0, svg.indexOf("</svg>") + "</svg>".length());
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
      }
    }
  }

  @Test
  void pointsThatWouldCoverEachOther_lieApart() {
    Plot.Axis unit = new Plot.Axis("", 0, 1, Double::toString);
    Plot plot = new Plot("", 300, unit, unit);
    for (String letter : List.of("1", "2", "3")) {
      plot.named(1, new Plot.Point(0.5, 0.5), letter);
    }
    List<Double> heights =
        Pattern.compile("cy=\"([0-9.]+)\"")
            .matcher(plot.svg())
            .results()
            .map(found -> Double.parseDouble(found.group(1)))
            .toList();
    assertThat(heights).hasSize(3);
    double diameter = 18;
    assertThat(heights.get(1) - heights.get(0)).isEqualTo(diameter);
    assertThat(heights.get(2) - heights.get(1)).isEqualTo(diameter);
  }

  @Test
  void rejectedLines_areSaid() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.add("e8,back,purchase,yesterday,1,GBP,");
    Result result = backtest(lines);

    assertThat(result.code()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(result.err()).contains("events.csv, line 9: wrong-time: occurred_at is");
    assertThat(result.out()).contains("1 lines rejected");
  }

  @Test
  void rejectedLines_areSaid_alsoWhereTheTestFails() throws IOException {
    Result result = backtest(List.of("e1,back,purchase,yesterday,1,GBP,"));

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("events.csv, line 2: wrong-time: occurred_at is");
  }

  /** Whether a line is too late for its member shows only when that is played. */
  @Test
  void linesRejectedInTheirMembersLife_areSaid() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.add("e8,silent,erased,2026-02-20T09:00:00Z,,,");
    lines.add("e9,silent,purchase,2026-02-20T09:00:00Z,1,GBP,");
    Result result = backtest(lines);

    assertThat(result.code()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(result.err()).contains("events.csv, line 10: erased: dated 2026-02-20T09:00:00Z");
    assertThat(result.out()).contains("1 lines rejected");
  }

  @Test
  void whereNobodyStaysSilent_liftIsNotDefined() throws Exception {
    List<String> lines =
        List.of(
            "e1,a,purchase,2026-01-01T09:00:00Z,12.50,GBP,o1",
            "e2,a,purchase,2026-03-01T09:00:00Z,12.50,GBP,o2",
            "e3,b,purchase,2026-01-01T09:00:00Z,12.50,GBP,o3",
            "e4,b,purchase,2026-03-01T09:00:00Z,12.50,GBP,o4");
    Result text = backtest(lines, "--at", "2026-02-01");
    Result json = backtest(lines, "--at", "2026-02-01", "--json");

    assertThat(text.out())
        .containsPattern("silent +2 +0 +0.0 % +0.0 % +– +–")
        .doesNotContain("NaN");
    assertThat(Files.readString(directory.resolve("report.html")))
        .contains(
            "Nobody stayed silent, so no alert can be right, and recall and lift are not defined.")
        .doesNotContain("NaN");
    JsonNode silent = new ObjectMapper().readTree(json.out()).at("/rules/detectors/0");
    assertThat(silent.get("lift").isNull()).isTrue();
    assertThat(json.out()).doesNotContain("NaN");
  }

  @Test
  void aConditionCounts_asItIsWritten() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.add("e0,silent,purchase,2026-01-04T09:00:00Z,12.50,GBP,o0");
    String[] detectors = {
      "silent, inactivity-days: 20", "off, cadence-factor: 2, min-order-days: 2"
    };
    for (String condition : List.of("silent || off", "silent && off")) {
      Files.writeString(
          directory.resolve(condition.contains("&&") ? "b.yaml" : "a.yaml"),
          Tested.rulesWhere(condition, 1_000, "UTC", "", detectors));
    }
    Result result = backtest(lines, "--at", "2026-02-01", "--against", path("b.yaml"), "--json");

    JsonNode figures = new ObjectMapper().readTree(result.out());
    assertThat(figures.at("/rules/segments/0/name").asText()).isEqualTo("lifecycle: at-risk");
    assertThat(figures.at("/rules/segments/0/alerts").asInt()).isEqualTo(2);
    assertThat(figures.at("/against/segments/0/alerts").asInt()).isEqualTo(1);
    assertThat(figures.at("/against/segments/0/warningDays/median").asInt())
        .as("a limit of 28 days alerts as many; at risk it is from day 20 on")
        .isEqualTo(8);
    assertThat(figures.get("change").toString())
        .isEqualTo("{\"gainedRight\":0,\"gainedWrong\":0,\"lostRight\":0,\"lostWrong\":1}");
  }

  @Test
  void anErasedMember_isNotLookedAt() throws IOException {
    List<String> lines = new ArrayList<>(LINES);
    lines.add("e9,silent,erased,2026-02-20T09:00:00Z,,,");
    Result result = backtest(lines, "--at", "2026-02-01");

    assertThat(result.out()).contains("2026-02-01: 2 members", "1 members erased");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--at 2025-12-31 | name a day from 2026-01-01 to 2026-03-30",
        "--at 2026-03-31 | --at is 2026-03-31, but the events are from 2026-01-01 to 2026-03-31",
        "--at 2026-02-01 --horizon-days 59 | the file tells of 58 days after 2026-02-01",
        "--horizon-days 0 | name 1 to 30",
        "--at yesterday | Invalid value for option '--at'",
        "--out gone/report.html | expected a file in a folder that exists",
      })
  void daysOutsideTheFile_areUsage(String options, String said) throws IOException {
    Result result = backtest(LINES, options.strip().split(" ", -1));

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains(said);
    assertThat(result.out()).isEmpty();
  }

  @Test
  void aFileThatTellsNothing_isSaid() throws IOException {
    assertThat(backtest(List.of()).err()).contains("there is no well-formed line");
    assertThat(backtest(LINES.subList(0, 1)).err()).contains("all events are of 2026-01-01");
    List<String> visits =
        List.of("v1,m,visit,2026-01-01T09:00:00Z,,,", "v2,m,visit,2026-01-09T09:00:00Z,,,");
    Result visitsAlone = backtest(visits);
    assertThat(visitsAlone.code()).isEqualTo(ExitCode.FAILED);
    assertThat(visitsAlone.err()).contains("no member has a surviving order up to 2026-01-06");
    Result missing = terminal.run("backtest", path("gone.csv"), "--rules", path("a.yaml"));
    assertThat(missing.code()).isEqualTo(ExitCode.FAILED);
    assertThat(missing.err()).contains("there is no file");
  }

  @Test
  void rulesWithoutDetectors_areToldWhatToAdd() {
    Path shipped = ProjectFiles.ROOT.resolve("config/rules/default-retail.yaml");
    Result result = terminal.run("backtest", "x.csv", "--rules", shipped.toString());

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("no axis asks a detector", "inactivity-days: 90", "when:");
  }

  @Test
  void rulesOfAnotherZone_cannotBeCompared() throws IOException {
    Files.writeString(
        directory.resolve("b.yaml"),
        Tested.rules("Europe/London", "", "silent, inactivity-days: 30"));
    Result result = backtest(LINES, "--against", path("b.yaml"));

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("only rule sets of one zone and currency can be compared");
  }

  @Test
  void theEvents_areNotOverwritten() throws IOException {
    Result result = backtest(LINES, "--out", path("events.csv"));

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(Files.readString(directory.resolve("events.csv"))).startsWith(HEADER);
  }

  private Result backtest(List<String> lines, String... options) throws IOException {
    List<String> all = new ArrayList<>(List.of(HEADER));
    all.addAll(lines);
    Files.write(directory.resolve("events.csv"), all);
    List<String> command =
        new ArrayList<>(List.of("backtest", path("events.csv"), "--rules", path("a.yaml")));
    if (!List.of(options).contains("--out")) {
      command.addAll(List.of("--out", path("report.html")));
    }
    command.addAll(List.of(options));
    return terminal.run(command.toArray(String[]::new));
  }

  private String path(String name) {
    return directory.resolve(name).toString();
  }
}
