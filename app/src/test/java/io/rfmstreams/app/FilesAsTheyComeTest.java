package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files as shops, spreadsheets and scripts write them, given to the commands that take one. */
class FilesAsTheyComeTest {
  private static final String HEADER =
      "event_id,member_id,type,occurred_at,amount,currency,order_id,channel,category";
  private static final String RULES =
      ProjectFiles.ROOT.resolve("config/rules/default-retail.yaml").toString();

  /** A note that spans lines, the second of which would erase somebody. */
  private static final String NOTE = "\"say\r\ne9,m1,erased,2026-02-01T00:00:00Z,,,,,\r\nplease\"";

  private Path directory;
  private Terminal terminal;

  @BeforeEach
  void open(@TempDir Path empty) {
    directory = empty;
    terminal = new Terminal(empty);
  }

  @Test
  void textInQuotes_isNoEvent_andARefusedRecordIsOneReject() throws IOException {
    Result result =
        replay(
            HEADER,
            "e1,m1,purchase,2026-01-03T09:00:00Z,12.50,CNY,o1," + NOTE + ",tea",
            "e2,m2,purchase,2026-01-03T09:00:00Z,1,CNY,o2," + NOTE,
            "e3,m2,purchase,2026-01-04T09:00:00Z,2,CNY,o3,web,tea");

    assertThat(result.code()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(members("monetary")).containsExactly("m1=12.50", "m2=2.00");
    assertThat(rejects())
        .containsExactly(
            "5,\"malformed: the record has 8 fields, the header 9; it takes lines 5 to 7\"");
  }

  @Test
  void quoteThatIsNotClosed_isOneRejectWithItsLines_andTheFileIsNotUnderstood() throws IOException {
    String[] lines = {
      HEADER,
      "e1,m1,purchase,2026-01-03T09:00:00Z,12.50,CNY,o1,web,tea",
      "e2,m1,purchase,2026-01-04T09:00:00Z,1,CNY,o2,\"web,tea",
      "e3,m1,purchase,2026-01-05T09:00:00Z,2,CNY,o3,web,tea",
      ""
    };
    Result result = replay(lines);

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("events.csv, line 3: a quote is opened", "takes all 2 lines from here");
    assertThat(members("monetary")).containsExactly("m1=12.50");
    assertThat(rejects()).hasSize(1).first().asString().startsWith("3,");

    Result fit = terminal.run("fit", file(), "--rules", RULES, "--model", "bg-nbd");
    assertThat(fit.code()).isEqualTo(ExitCode.FAILED);
    assertThat(fit.err()).contains("events.csv, line 3: a quote is opened");

    Path written = directory.resolve("loaded.csv");
    Result load =
        terminal.run(
            "load",
            file(),
            "--rejects",
            written.toString(),
            "--set",
            "rfm.kafka.bootstrap.servers=127.0.0.1:1",
            "--set",
            "rfm.rules=" + RULES);
    assertThat(load.code()).isEqualTo(ExitCode.FAILED);
    assertThat(load.err()).contains("line 3: a quote is opened", "Nothing was written");
    assertThat(written).content().startsWith("line,reason\n3,");
  }

  @Test
  void quoteThatIsNotClosed_isNotHeld() throws IOException {
    String line = "e2,m1,purchase,2026-01-04T09:00:00Z,1,CNY,o2,web,tea\n";
    Result result =
        replay(HEADER, "e1,m1,visit,2026-01-03T09:00:00Z,,,,\"web,", line.repeat(400_000));

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("line 2: a quote", "takes all 400");
    assertThat(rejects()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\uFEFF" + HEADER,
        "sep=,\r\n" + HEADER,
        "\r\n\r\n" + HEADER,
        "\"event_id\",\"member_id\",\"type\",\"occurred_at\",\"amount\",\"currency\",\"order_id\",\"channel\",\"category\"",
        "Event_ID, member_id, TYPE, occurred_at, amount, currency, order_id, channel, category",
        HEADER + ",,"
      })
  void headersAsSpreadsheetsSaveThem_areRead(String header) throws IOException {
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16)) {
      String row = "e1,m1,purchase,2026-01-03T09:00:00Z,12.50,CNY,o1,web,\"tea, green\"";
      String rows = String.join("\r\n", header, row, ",,,,,,,,", ",,,,,,,,", "", "   ", "");
      Files.write(directory.resolve("events.csv"), rows.getBytes(charset));
      if (!header.startsWith("\uFEFF") || charset == StandardCharsets.UTF_8) {
        Result result = replayed();

        assertThat(result.code()).as(result.err()).isEqualTo(ExitCode.CLEAN);
        assertThat(result.out()).contains("lines     1 = accepted 1");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "event_id;member_id;type;occurred_at~columns are separated by ';', expected ','",
        "sep=;\\nevent_id;member_id;type;occurred_at~line 1: columns are separated by ';'",
        "event_id\\tmember_id\\ttype\\toccurred_at~columns are separated by tabs, expected ','",
        "\"event_id\"|\"member_id\"|\"type\"~columns are separated by '|', expected ','",
        "Name,Email,Financial Status,Total~--columns FILE; config/columns/",
        "event_id,,type~column 2 has no name",
        "e\\0v\\0e\\0~iconv -f UTF-16LE",
        "event_id,\"member_id~a quote is opened"
      })
  void headersThatCannotBeRead_sayWhatToDo(String header, String what) throws IOException {
    String text =
        header.replace("\\n", "\n").replace("\\t", "\t").replace("\\0", "\0") + "\na;b;c;d\n";
    Result result = replay(text);

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("events.csv, line 1: ", what);
  }

  @Test
  void textThatIsNotUtf8_isRefusedSayingHowToConvertIt() throws IOException {
    String text = HEADER + "\ne1,m1,visit,2026-01-03T09:00:00Z,,,,,Caf\u00e9\n";
    Files.write(directory.resolve("events.csv"), text.getBytes(StandardCharsets.ISO_8859_1));

    assertThat(replayed().out()).contains("line 2: malformed: the record is not in UTF-8", "iconv");
  }

  @Test
  void columnWithoutAName_holdsNothing() throws IOException {
    replay(HEADER + ",", "e1,m1,visit,2026-01-03T09:00:00Z,,,,,,x");

    assertThat(rejects()).hasSize(1).first().asString().contains("'x' in column 10");
  }

  @Test
  void timesWithoutAnOffset_areOfTheZoneThatIsAssumed() throws IOException {
    String[] lines = {
      HEADER,
      "e1,m1,purchase,2026-07-01 09:00:00,1,CNY,,,",
      "e2,m2,purchase,2026-03-29 02:30:00,1,CNY,,,"
    };
    assertThat(replay(lines).out()).contains("rejected 2", "say --assume-zone ZONE");

    terminal.run(
        "replay", file(), "--rules", RULES, "--out", out(), "--assume-zone", "Europe/Berlin");
    assertThat(members("first_purchase_at")).containsExactly("m1=2026-07-01T07:00:00Z");
    assertThat(rejects()).hasSize(1).first().asString().contains("no clock in Europe/Berlin");

    Result wrong = terminal.run("replay", file(), "--out", out(), "--assume-zone", "Berlin");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
    assertThat(wrong.err()).contains("expected a zone such as Europe/Berlin");
  }

  @Test
  void rejects_areSummedUpByReason_theCommonestFirst() throws IOException {
    String[] lines = {
      HEADER,
      "e1,m1,Purchase,2026-01-03T09:00:00Z,1,CNY,,,",
      "e2,m1,purchase,2026-01-03T09:00:00Z,705.505,CNY,,,",
      "e3,m1,purchase,2026-01-03T09:00:00Z,\"1,50\",CNY,,,",
      "e4,m1,purchase,2026-01-03T09:00:00Z,320.0000,cny,,,"
    };
    Result result = replay(lines);
    assertThat(result.out()).contains("accepted 1", "rejected  3 records");
    assertThat(result.out().lines().filter(line -> line.contains(", line ")).toList())
        .hasSize(2)
        .first()
        .asString()
        .contains("line 3: wrong-amount: the amount '705.505'", "(the first of 2)");
    assertThat(members("monetary")).containsExactly("m1=320.00");

    JsonNode rejects = json(lines).get("rejects");
    assertThat(rejects).hasSize(2);
    assertThat(rejects.get(0).get("reason").asText()).isEqualTo("wrong-amount");
    assertThat(rejects.get(0).get("count").asInt()).isEqualTo(2);
    assertThat(rejects.get(0).get("firstLine").asInt()).isEqualTo(3);
    assertThat(rejects.get(1).get("firstDetail").asText()).contains("'Purchase'");
    assertThat(rejects.get(1).get("hint").asText()).contains("small letters");
  }

  @Test
  void idsThatLookMangled_areTakenAndToldOnce() throws IOException {
    JsonNode notices =
        json(
                HEADER,
                "e1,17850.0,purchase,2026-01-03T09:00:00Z,1,CNY,,,",
                "e2,17850,purchase,2026-01-03T09:00:00Z,1,CNY,0042,,",
                "e3,nan,purchase,2026-01-03T09:00:00Z,1,CNY,#N/A,,",
                "1.00017E+11,m3,purchase,2026-01-03T09:00:00Z,1,CNY,,,")
            .get("notices");

    assertThat(notices).hasSize(3);
    assertThat(notices.get(0).get("code").asText()).isEqualTo("mangled-member-ids");
    assertThat(notices.get(0).get("count").asInt()).isEqualTo(2);
    assertThat(notices.get(0).get("words").asText()).contains("'17850.0' (line 2)");
    assertThat(members("monetary")).hasSize(4);
  }

  /** Shops tell an order again when it changes, and under the account when a guest gets one. */
  @Test
  void ordersToldAgain_andIdsOfSeveralMembers_areTold() throws IOException {
    String[] lines = {
      HEADER,
      "e1,c1,purchase,2026-01-03T09:00:00Z,100,CNY,o1,,",
      "e1b,c1,purchase,2026-01-04T09:00:00Z,120,CNY,o1,,",
      "e1c,c1,purchase,2026-01-05T09:00:00Z,5,CNY,o1,,",
      "e1c,c1,purchase,2026-01-05T09:00:00Z,5,CNY,o1,,",
      "e2,c2,purchase,2026-01-03T09:00:00Z,10,CNY,o2,,",
      "e2,c3,purchase,2026-01-03T09:00:00Z,10,CNY,o2,,",
      "e3,c3,refund,2026-01-06T09:00:00Z,10,CNY,o2,,"
    };
    JsonNode notices = json(lines).get("notices");
    assertThat(notices).hasSize(3);
    assertThat(notices.get(0).get("code").asText()).isEqualTo("order-ids-of-several-members");
    assertThat(notices.get(0).get("count").asInt()).isEqualTo(1);
    assertThat(notices.get(1).get("code").asText()).isEqualTo("event-ids-of-several-members");
    assertThat(notices.get(2).get("words").asText())
        .contains("1 orders are told more than once", "125.00 CNY beyond the first");

    assertThat(replay(lines).out().lines().filter(line -> line.startsWith("notice    ")))
        .hasSize(3);
  }

  @Test
  void orderToldAnewAfterAnErasure_isNotToldAgain() throws IOException {
    JsonNode notices =
        json(
                HEADER,
                "e1,c1,purchase,2026-01-03T09:00:00Z,100,CNY,o1,,",
                "e2,c1,erased,2026-01-04T09:00:00Z,,,,,",
                "e3,c1,purchase,2026-01-05T09:00:00Z,100,CNY,o1,,")
            .get("notices");

    assertThat(notices).isEmpty();
  }

  @Test
  void idsThatLookMangled_areToldByFitToo() throws IOException {
    Files.writeString(
        directory.resolve("events.csv"),
        HEADER
            + """

            e1,17850.0,purchase,2026-01-03T09:00:00Z,1,CNY,,,
            e2,17850.0,purchase,2026-01-09T09:00:00Z,1,CNY,,,
            """);

    Result fit = terminal.run("fit", file(), "--rules", RULES, "--model", "bg-nbd");

    assertThat(fit.err())
        .contains("events.csv: 2 records have member ids such as '17850.0' (line 2)");
  }

  private JsonNode json(String... lines) throws IOException {
    Files.writeString(directory.resolve("events.csv"), String.join("\n", lines));
    return new ObjectMapper().readTree(replayed("--json").out());
  }

  private Result replay(String... lines) throws IOException {
    Files.writeString(directory.resolve("events.csv"), String.join("\n", lines));
    return replayed();
  }

  private Result replayed(String... options) {
    String[] command = {"replay", file(), "--rules", RULES, "--out", out()};
    return terminal.run(
        Stream.concat(Stream.of(command), Stream.of(options)).toArray(String[]::new));
  }

  private String file() {
    return directory.resolve("events.csv").toString();
  }

  private String out() {
    return directory.resolve("out").toString();
  }

  /** Each member with a column of its row. */
  private List<String> members(String column) throws IOException {
    List<String> rows = Files.readAllLines(directory.resolve("out/members.csv"));
    int index = List.of(rows.get(0).split(",", -1)).indexOf(column);
    return rows.stream()
        .skip(1)
        .map(row -> row.split(",", -1))
        .map(row -> row[0] + "=" + row[index])
        .toList();
  }

  private List<String> rejects() throws IOException {
    return Files.readAllLines(directory.resolve("out/rejects.csv")).stream().skip(1).toList();
  }
}
