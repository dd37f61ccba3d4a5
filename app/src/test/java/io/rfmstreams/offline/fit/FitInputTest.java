package io.rfmstreams.offline.fit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code fit} says of odd and bad input. */
class FitInputTest {
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

  @Test
  void refundsAndDuplicates_countAsEverywhere() throws IOException {
    Result result =
        fit(
            "bg-nbd",
            "e1,m1,purchase,2026-01-03T09:00:00Z,10,GBP,o1",
            "e2,m1,purchase,2026-01-09T09:00:00Z,10,GBP,o2",
            "e2,m1,purchase,2026-01-09T09:00:00Z,10,GBP,o2",
            "e3,m1,purchase,2026-01-15T09:00:00Z,10,GBP,o4",
            "e4,m1,refund,2026-01-16T09:00:00Z,10,GBP,o4",
            "e5,m2,purchase,2026-01-15T09:00:00Z,10,GBP,o5",
            "e6,m2,refund,2026-01-15T10:00:00Z,10,GBP,o5",
            "e7,m3,visit,2026-01-20T10:00:00Z,,,");

    assertThat(result.code()).isEqualTo(ExitCode.CLEAN);
    assertThat(result.out())
        .contains("lines     8 = accepted 7 + duplicate 1 + rejected 0", "up to 2026-01-20")
        .contains("members   1 with an order, 1 of them with 1 repeat order day\n")
        .contains("warning: only 1 of 1 customers has a repeat day");
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
      assertThat(result.err()).startsWith("rfm: ").contains("cannot be fitted: the only customer ");
      assertThat(result.out()).isEmpty();
    }
  }

  @Test
  void calibrationEndBeforeTheFirstOrder_isSaid() {
    Result result = cdnow.fitUpTo("1996-12-31", terminal, "bg-nbd");

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains(
            "holds no order that stands up to 1996-12-31",
            "of 6919 lines 0 are accepted, 0 rejected and 6919 dated after the calibration end",
            "up to 1998-06-30");
  }

  @Test
  void calibrationEndAfterTheLastLine_isANotice() throws IOException {
    Result result = cdnow.fitUpTo("1998-09-30", terminal, "bg-nbd");

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
        terminal.run("fit", "nowhere.csv", "--rules", Cdnow.RETAIL_RULES, "--model", "bg-nbd");

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err()).contains("there is no file nowhere.csv").doesNotContain("\tat ");
  }

  @Test
  void lineDatedInTheFuture_isNamed() throws IOException {
    Path file = directory.resolve("slip.csv");
    List<String> lines = new ArrayList<>(Files.readAllLines(cdnow.events()));
    lines.add(2, "slip,1,purchase,2191-12-01T08:26:00Z,1.00,USD");
    Files.write(file, lines);

    Result result =
        terminal.run(
            "fit", file.toString(), "--rules", cdnow.rules().toString(), "--model", "bg-nbd");

    assertThat(result.err()).contains("line 3 is dated 2191-12-01, in the future");
  }

  private Result fit(String model, String... lines) throws IOException {
    Path file = directory.resolve("events.csv");
    Files.writeString(
        file,
        "event_id,member_id,type,occurred_at,amount,currency,order_id\n"
            + String.join("\n", lines));
    return terminal.run("fit", file.toString(), "--rules", Cdnow.RETAIL_RULES, "--model", model);
  }
}
