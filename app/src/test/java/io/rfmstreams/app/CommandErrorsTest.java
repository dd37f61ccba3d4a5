package io.rfmstreams.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What commands that take files and reach for brokers say of bad places and options. */
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
  void farAsOfDay_isAUsageError() {
    Result result =
        terminal.run(
            "replay", "x.csv", "--rules", RULES, "--out", out(), "--as-of", "+999999999-12-31");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("--as-of");
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
