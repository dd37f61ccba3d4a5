package io.rfmstreams.offline.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Cancellation;
import io.rfmstreams.engine.Trigger.Arm;
import io.rfmstreams.offline.files.WholeFiles;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFilesTest {
  private static final Instant DAY = Instant.parse("2026-01-02T00:00:00Z");

  /** A trigger and its cancel have one sequence; here one is the last row of a run, the other of the next. */
  @Test
  void whatIsToldOfOneMoveAtOneInstant_isWrittenAsDecided(@TempDir Path directory)
      throws IOException {
    ReplayFiles files =
        new ReplayFiles(
            Files.createDirectory(directory.resolve("scratch")), ProjectFiles.rules("retail-demo"));
    int rowsOfARun = 1 << 15;
    try (ReplayOutput.Part part = files.part()) {
      for (int i = 1; i < rowsOfARun; i++) {
        part.signal(signal("earlier", DAY.minusSeconds(1), i));
      }
      part.signal(signal("first", DAY, 7));
      part.signal(signal("second", DAY, 7));
      part.signal(signal("third", DAY, 7));
    }

    files.writeTo(directory, new WholeFiles());

    List<String> rows = Files.readAllLines(directory.resolve("triggers.csv"));
    assertThat(rows.subList(rowsOfARun, rows.size()))
        .extracting(row -> row.substring(0, row.indexOf(',')))
        .containsExactly("first", "second", "third");
  }

  private static Cancellation signal(String id, Instant at, long sequence) {
    return new Cancellation(
        id,
        "t",
        "m1",
        "rules",
        1,
        "policy",
        0,
        Arm.TREATED,
        false,
        LocalDate.EPOCH,
        sequence,
        "lifecycle",
        "active",
        "at-risk",
        DAY.plusSeconds(1),
        Cancellation.Reason.MOVED,
        "purchase",
        "e1",
        at,
        at,
        null);
  }
}
