package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.app.load.Load;
import io.rfmstreams.engine.RuleBook;
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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that take files and reach for brokers say of bad input, and their exit status. */
class CommandErrorsTest {
  private static final String HEADER = "event_id,member_id,type,occurred_at,amount,currency";
  private static final String LINE = "e1,m1,purchase,2026-01-03T09:00:00+08:00,12.50,CNY";
  private static final String RULES =
      ProjectFiles.ROOT.resolve("config/rules/default-retail.yaml").toString();

  /** Nobody listens on port 1. */
  private static final String[] NOBODY = {
    "--set", "rfm.kafka.bootstrap.servers=127.0.0.1:1",
    "--set", "rfm.registry.schema.registry.url=http://127.0.0.1:1",
    "--set", "rfm.rules=" + RULES
  };

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
            "50 win-back candidates = %d triggers + %d held out"
                .formatted(triggers, 50 - triggers));
    assertThat(
            replayWith(List.of("--as-of", "2026-06-01", "--json"), lines.toArray(String[]::new))
                .out())
        .contains(
            "\"candidates\":50,\"triggers\":%d,\"heldOut\":%d".formatted(triggers, 50 - triggers));
  }

  @Test
  void farAsOfDay_isAUsageError() {
    Result result =
        terminal.run(
            "replay", "x.csv", "--rules", RULES, "--out", out(), "--as-of", "+999999999-12-31");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--as-of");
  }

  @Test
  void emptyFile_needsAHeader() throws IOException {
    Result result = replay();

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("is empty");
  }

  @Test
  void missingFile_isNamed() {
    Result result = terminal.run("replay", "nowhere.csv", "--rules", RULES, "--out", out());

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("there is no file nowhere.csv");
  }

  @Test
  void missingRuleFile_isNamed() {
    Result result = terminal.run("replay", "x.csv", "--rules", "nope.yaml", "--out", out());

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).startsWith("rfm: nope.yaml: there is no such file");
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
  void fullDisk_leavesEveryFileAsItWas() throws IOException {
    Path target = Files.createDirectories(directory.resolve("out"));
    Files.writeString(target.resolve("members.csv"), "of before");
    Files.createSymbolicLink(target.resolve("triggers.csv"), Path.of("/dev/full"));

    Result result = replay(HEADER, LINE);

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("triggers.csv", "No space left on device");
    assertThat(target.resolve("members.csv")).hasContent("of before");
    assertThat(namesIn(target)).containsExactlyInAnyOrder("members.csv", "triggers.csv");
  }

  /** Whatever lies beside the files, it is not ours to follow or to remove. */
  @Test
  void whatLiesInTheFolder_staysAsItIs() throws IOException {
    Path target = Files.createDirectories(directory.resolve("out"));
    Files.createDirectory(target.resolve("members.csv.tmp"));
    Path precious = Files.writeString(directory.resolve("precious"), "of another");
    Files.createSymbolicLink(target.resolve("rejects.csv.tmp"), precious);

    Result result = replay(HEADER, LINE);

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(precious).hasContent("of another");
    assertThat(namesIn(target))
        .containsExactlyInAnyOrder(
            "members.csv.tmp",
            "rejects.csv.tmp",
            "members.csv",
            "transitions.csv",
            "triggers.csv",
            "rejects.csv");
  }

  private static List<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void placesThatCannotBeWritten_areSaidBeforeAnythingIsRead() throws IOException {
    Path target = Files.createDirectories(directory.resolve("out"));
    Files.createDirectory(target.resolve("rejects.csv"));
    Result replay = terminal.run("replay", "nowhere.csv", "--rules", RULES, "--out", out());
    assertThat(replay.code()).isEqualTo(ExitCode.FAILED);
    assertThat(replay.err()).contains("rejects.csv: it is a folder");

    String rejects = directory.resolve("gone/rejects.csv").toString();
    Result load =
        terminal.run(concat(new String[] {"load", "nowhere.csv", "--rejects", rejects}, NOBODY));
    assertThat(load.code()).isEqualTo(ExitCode.FAILED);
    assertThat(load.err()).contains("cannot write " + rejects, "there is no folder");
  }

  @Test
  void emptyNames_areRefusedByName() throws IOException {
    assertThat(terminal.run("replay", "", "--rules", RULES, "--out", out()).err())
        .contains("FILE is empty");
    Path file = Files.writeString(directory.resolve("events.csv"), HEADER + "\n" + LINE);
    Result replay = terminal.run("replay", file.toString(), "--rules", RULES, "--out", "");
    assertThat(replay.code()).isEqualTo(ExitCode.USAGE);
    assertThat(replay.err()).contains("--out is empty");
    assertThat(
            terminal
                .run(concat(new String[] {"load", file.toString(), "--rejects", ""}, NOBODY))
                .err())
        .contains("--rejects is empty");
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

  @ParameterizedTest
  @ValueSource(strings = {"rejects.csv", "members.csv"})
  void theInput_isNeverOverwritten(String name) throws IOException {
    Path target = Files.createDirectories(directory.resolve("out"));
    Path file = Files.writeString(target.resolve(name), HEADER + "\n" + LINE + "\nbad");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    for (Path input : List.of(file, link, target.resolve("../out").resolve(name))) {
      Result result = terminal.run("replay", input.toString(), "--rules", RULES, "--out", out());

      assertThat(result.code()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err()).contains("would overwrite " + input, "name another --out");
    }
    Path hidden = Files.createSymbolicLink(directory.resolve("rejects"), file);
    for (Path rejects : List.of(file, hidden, target.resolve("../out").resolve(name))) {
      Result result =
          terminal.run(
              concat(
                  new String[] {"load", link.toString(), "--rejects", rejects.toString()}, NOBODY));

      assertThat(result.code()).isEqualTo(ExitCode.USAGE);
      assertThat(result.err())
          .contains(rejects + " would overwrite " + link, "name another --rejects");
    }
    assertThat(file).hasContent(HEADER + "\n" + LINE + "\nbad");
  }

  @Test
  void outThatIsAFile_isSaid() throws IOException {
    Files.writeString(directory.resolve("out"), "a file");

    Result result = replay(HEADER, LINE);

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--out " + out() + " is a file, not a folder");
  }

  @Test
  void standardOutputAsAFolder_isRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("events.csv"), HEADER + "\n" + LINE);

    Result result = terminal.run("replay", file.toString(), "--rules", RULES, "--out", "-");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--out takes the name of a folder, not -");
    assertThat(Path.of("-")).doesNotExist();
  }

  @Test
  void wrongRuleFile_saysLineColumnAndWhatWasExpected() throws IOException {
    Path rules = directory.resolve("rules.yaml");
    Files.writeString(rules, Files.readString(Path.of(RULES)).replace("window: 365", "window: 0"));

    Result check = terminal.run("rules", "check", rules.toString());
    Result replay = terminal.run("replay", "x.csv", "--rules", rules.toString(), "--out", out());

    assertThat(check.code()).isEqualTo(ExitCode.FAILED);
    assertThat(check.err()).containsPattern("rules\\.yaml:\\d+:\\d+: ").contains("expected");
    assertThat(replay.code()).isEqualTo(ExitCode.FAILED);
    assertThat(replay.err()).containsPattern("rules\\.yaml:\\d+:\\d+: ");
  }

  @Test
  void shippedRuleFiles_areSound() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(RULES).resolveSibling(""))) {
      for (Path file : files.toList()) {
        assertThat(terminal.run("rules", "check", file.toString()).code()).as("%s", file).isZero();
      }
    }
  }

  @Test
  @Tag("slow")
  void unreachableBroker_isSaidByRunAndLoad() throws IOException {
    Path file = Files.writeString(directory.resolve("events.csv"), HEADER + "\n" + LINE);
    for (String[] command : new String[][] {{"run"}, {"load", file.toString()}}) {
      Result result = terminal.run(concat(command, NOBODY));

      assertThat(result.code()).isEqualTo(ExitCode.FAILED);
      assertThat(result.err()).contains("no broker answers at 127.0.0.1:1");
    }
  }

  @Test
  void stateDirThatCannotBeMade_isSaidByRun() throws IOException {
    Path inTheWay = Files.writeString(directory.resolve("file"), "a file");
    Path state = inTheWay.resolve("state");

    Result result =
        terminal.run(concat(new String[] {"run", "--set", "rfm.state.dir=" + state}, NOBODY));

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).startsWith("rfm: " + state).doesNotContain("\tat ");
  }

  @Test
  void stateDirThatCannotBeWrittenTo_isSaidByRun() throws IOException {
    Path state = Files.createDirectories(directory.resolve("state"));
    Files.createDirectory(state.resolve("rfm.log")); // refuses root too

    Result result =
        terminal.run(concat(new String[] {"run", "--set", "rfm.state.dir=" + state}, NOBODY));

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).startsWith("rfm: " + state).doesNotContain("\tat ");
  }

  @Test
  void ruleSetForAnotherZone_isRefusedByRun() {
    Result result = terminal.run(concat(new String[] {"run", "--set", "rfm.zone=UTC"}, NOBODY));

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("`zone` is Asia/Shanghai", "UTC", "as the settings say");
  }

  @Test
  void unknownSetting_isRefusedByName() {
    Result result = terminal.run("run", "--set", "rfm.zoen=UTC");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("rfm.zoen", "rfm.zone");
  }

  @ParameterizedTest
  @CsvSource({
    "demo,--speed=-1",
    "demo,--speed=NaN",
    "bench,--runs=0",
    "replay,--as-of=tomorrow",
    "load,--x"
  })
  void wrongOptions_areUsageErrors(String command, String option) {
    assertThat(terminal.run(command, option).code()).isEqualTo(ExitCode.USAGE);
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
