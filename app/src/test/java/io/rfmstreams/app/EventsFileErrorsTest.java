package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.load.Load;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What commands say of the text in a file of events: what is taken, refused and told. */
class EventsFileErrorsTest {
  private static final String HEADER = "event_id,member_id,type,occurred_at,amount,currency";
  private static final String LINE = "e1,m1,purchase,2026-01-03T09:00:00+08:00,12.50,CNY";
  private static final String RULES =
      ProjectFiles.ROOT.resolve("config/rules/default-retail.yaml").toString();

  private Path directory;
  private Terminal terminal;

  @BeforeEach
  void open(@TempDir Path empty) {
    directory = empty;
    terminal = new Terminal(empty);
  }

  @Test
  void replayOfAGoodFile_isCleanAndWritesItsFiles() throws IOException {
    Result result = replay(HEADER, LINE);

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(result.out()).contains("accepted 1", "revenue   12.50 CNY = in members 12.50");
    assertThat(directory.resolve("out")).isDirectoryContaining("glob:**transitions.csv");
  }

  @Test
  void replayWithBadLines_takesTheOthersAndSaysSo() throws IOException {
    Result result = replay(HEADER, LINE, "e2,m1,purchase,yesterday,1,CNY", "e3,m1,purchase");

    assertThat(result.code()).isEqualTo(ExitCode.SOME_REJECTED);
    assertThat(result.out()).contains("accepted 1", "rejected 2");
    assertThat(Files.readAllLines(directory.resolve("out/rejects.csv")))
        .hasSize(3)
        .anyMatch(line -> line.startsWith("3,") && line.contains("wrong-time: occurred_at is"))
        .anyMatch(line -> line.startsWith("4,") && line.contains("3 fields, the header 6"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "12.505|more than CNY's 2 decimals",
        "-1|must not be negative",
        "1e3|not a plain decimal number",
        "NaN|not a plain decimal number",
        "10000000000.01|the largest accepted",
        "''|needs an amount"
      })
  void wrongAmounts_areRejectedWithTheirReason(String amount, String reason) throws IOException {
    replay(HEADER, "e1,m1,purchase,2026-01-03T09:00:00Z," + amount + ",CNY");

    assertThat(directory.resolve("out/rejects.csv")).content().contains("2,", reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event_id,member_id,type,occured_at|the column 'occured_at' is unknown",
        "event_id,member_id,type|the column 'occurred_at' is missing",
        "event_id,event_id|the column 'event_id' is there twice"
      })
  void badHeader_isNamed(String header, String reason) throws IOException {
    Result result = replay(header, LINE);

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("line 1", reason);
    assertThat(directory.resolve("out")).isEmptyDirectory();
  }

  @Test
  void byteOrderMark_isNoPartOfTheHeader() throws IOException {
    assertThat(replay("\uFEFF" + HEADER, LINE).code()).isEqualTo(ExitCode.CLEAN);
  }

  @Test
  void endlessText_isARejectLikeAnyOtherBadLine() throws IOException {
    replay(HEADER + ",channel", LINE + "," + "x".repeat(70_000));

    assertThat(directory.resolve("out/rejects.csv")).content().contains("2,", "at most 65536");
  }

  @Test
  void aLineOfTheFuture_isNamed_whereItSetsTheAsOfDay() throws IOException {
    String[] lines = {
      HEADER,
      LINE,
      "e2,m1,purchase,2199-03-04T09:00:00Z,1,CNY",
      "e3,m1,purchase,2199-03-04T10:00:00Z,1,CNY"
    };
    Result unasked = replay(lines);
    assertThat(unasked.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(unasked.out()).contains("as of     2199-03-04 (in the future, set by line 3): 1 ");
    assertThat(unasked.err())
        .isEqualToIgnoringNewLines(
            "as of 2199-03-04, set by line 3: that is in the future, and every member has aged up to it; --as-of names another day");

    assertThat(replayWith(List.of("--json"), lines).out())
        .contains("\"asOf\":\"2199-03-04\",\"asOfSetByLine\":3,\"asOfInFuture\":true");

    Result asked = replayWith(List.of("--as-of", "2199-03-05"), lines);
    assertThat(asked.out()).contains("as of     2199-03-05: 1 ");
    assertThat(asked.err()).isEmpty();

    Result past = replay(HEADER, LINE);
    assertThat(past.out()).contains("as of     2026-01-03: 1 ");
    assertThat(past.err()).isEmpty();
  }

  @Test
  void linesOfTheFuture_areRejectedByLoad_inTermsOfTheFile() throws IOException {
    RuleBook rules = ProjectFiles.rules("default-retail");
    Path file = directory.resolve("events.csv");
    Files.write(file, List.of(HEADER, LINE, "e2,m1,purchase,2026-02-03T10:00:01Z,1,CNY"));
    Instant now = Instant.parse("2026-02-03T09:00:00.123456Z");

    Load load = Load.of(new EventsFile(file.toString()), rules, now, false, directory);

    assertThat(load.size()).isEqualTo(1);
    assertThat(load.rejected().count()).isEqualTo(1);
    load.writeRejects(directory.resolve("rejects.csv"));
    assertThat(directory.resolve("rejects.csv"))
        .hasContent(
            """
            line,reason
            3,wrong-time: occurred_at 2026-02-03T10:00:01Z is in the future: now is 2026-02-03T09:00:00Z
            """);
  }

  @Test
  void candidates_areTheTriggersAndWhoIsHeldOut() throws IOException {
    List<String> lines = new ArrayList<>(List.of(HEADER));
    for (int i = 0; i < 100; i++) {
      lines.add("e%d,m%d,purchase,2026-01-03T09:00:00Z,1,CNY".formatted(i, i / 2));
    }

    Result result = replayWith(List.of("--as-of", "2026-06-01"), lines.toArray(String[]::new));

    int triggers = Files.readAllLines(directory.resolve("out/triggers.csv")).size() - 1;
    assertThat(triggers).isBetween(1, 49);
    assertThat(result.out())
        .contains(
            "win-back  50 candidates = %d triggers + %d held out + 0 early"
                .formatted(triggers, 50 - triggers));
    assertThat(
            replayWith(List.of("--as-of", "2026-06-01", "--json"), lines.toArray(String[]::new))
                .out())
        .contains(
            "\"candidates\":50,\"triggers\":%d,\"heldOut\":%d".formatted(triggers, 50 - triggers));
  }

  @Test
  void emptyFile_needsAHeader() throws IOException {
    Result result = replay();

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("is empty");
  }

  @Test
  void notGzip_isSaid() throws IOException {
    Path file = Files.writeString(directory.resolve("events.csv.gz"), HEADER);

    Result result = terminal.run("replay", file.toString(), "--rules", RULES, "--out", out());

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("cannot read " + file);
  }

  /** A damaged member in the middle must not pass for the file's end. */
  @Test
  void damagedGzip_isSaid() throws IOException {
    byte[] whole = concat(gzipped(HEADER + "\n"), gzipped(LINE + "\n"));
    byte[] damaged = whole.clone();
    damaged[gzipped(HEADER + "\n").length] = 0;
    byte[] trailed = concat(whole, new byte[] {1, 2, 3});
    byte[] cut = Arrays.copyOf(whole, whole.length - 3);
    Path file = directory.resolve("events.csv.gz");

    for (byte[] wrong : List.of(damaged, trailed, cut)) {
      Files.write(file, wrong);
      Result result = terminal.run("replay", file.toString(), "--rules", RULES, "--out", out());

      assertThat(result.code()).isEqualTo(ExitCode.FAILED);
      assertThat(result.err()).contains(file + " is damaged after line ").doesNotContain("null");
    }
    Files.write(file, whole);
    assertThat(terminal.run("replay", file.toString(), "--rules", RULES, "--out", out()).code())
        .isEqualTo(ExitCode.CLEAN);
    Files.write(file, new byte[0]);
    assertThat(terminal.run("replay", file.toString(), "--rules", RULES, "--out", out()).err())
        .contains(file + " is empty");
  }

  @Test
  void gzipUnderAnotherName_isSaid() throws IOException {
    Path file = Files.write(directory.resolve("events.csv"), gzipped(HEADER));

    Result result = terminal.run("replay", file.toString(), "--rules", RULES, "--out", out());

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("looks gzipped; let its name end in .gz");
  }

  private static byte[] gzipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  @Test
  void endlessFields_areQuotedByTheirBeginning() throws IOException {
    replay(
        HEADER,
        "e1,m1,visit," + "9".repeat(1_000_000) + ",,",
        LINE.replace("CNY", "C".repeat(60_000)));

    assertThat(directory.resolve("out/rejects.csv"))
        .content()
        .contains("occurred_at is '999", "the currency is 'CCC")
        .hasSizeLessThan(1_000);
  }

  private Result replay(String... lines) throws IOException {
    return replayWith(List.of(), lines);
  }

  private Result replayWith(List<String> options, String... lines) throws IOException {
    Path file = Files.writeString(directory.resolve("events.csv"), String.join("\n", lines));
    String[] command = {"replay", file.toString(), "--rules", RULES, "--out", out()};
    return terminal.run(concat(command, options.toArray(String[]::new)));
  }

  private String out() {
    return directory.resolve("out").toString();
  }

  private static String[] concat(String[] first, String[] second) {
    return Stream.concat(Stream.of(first), Stream.of(second)).toArray(String[]::new);
  }
}
