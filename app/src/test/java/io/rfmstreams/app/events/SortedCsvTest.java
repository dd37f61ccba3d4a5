package io.rfmstreams.app.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.events.SortedCsv.Key;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedCsvTest {
  private static final List<String> HEADER = List.of("at", "id", "sequence");

  /** Texts on which the order of UTF-16 and that of code points disagree. */
  private static final List<String> IDS =
      List.of("", "a", "a b", "b", "\uff5e", "\ud83d\ude00", "\u00e9");

  /** Sixty-four runs: in one go, in two rounds, and in as many as there can be. */
  @ParameterizedTest
  @ValueSource(ints = {64, 63, 2})
  void rowsOfManyRuns_areMergedInOrder(int runsAtOnce, @TempDir Path directory) throws IOException {
    List<String> wanted = new ArrayList<>();
    for (long at = -1; at < 20; at++) {
      for (String id : IDS) {
        for (long sequence = 1; sequence < 5; sequence++) {
          wanted.add(at + "," + id + "," + sequence);
        }
      }
    }
    List<String> lines = new ArrayList<>(wanted);
    Collections.shuffle(lines, new Random(1));
    SortedCsv csv = new SortedCsv(directory, "sorted.csv", HEADER, 10, runsAtOnce);
    for (int from = 0; from < lines.size(); from += 37) {
      try (SortedCsv.Rows rows = csv.rows()) {
        for (String line : lines.subList(from, Math.min(from + 37, lines.size()))) {
          String[] fields = line.split(",");
          Key key = Key.of(Long.parseLong(fields[0]), fields[1], Long.parseLong(fields[2]));
          rows.add(key, Arrays.asList(fields));
        }
      }
    }

    write(csv, directory);

    wanted.sort(SortedCsvTest::compare);
    assertThat(Files.readAllLines(directory.resolve("sorted.csv")))
        .startsWith("at,id,sequence")
        .endsWith(wanted.toArray(String[]::new))
        .hasSize(wanted.size() + 1);
    assertThat(directory).isDirectoryNotContaining("glob:**.csv.*");
  }

  private static void write(SortedCsv csv, Path directory) throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      csv.writeTo(directory, files);
      files.appear();
    }
  }

  /** The oracle: by number, by code points one by one, by number. */
  private static int compare(String one, String other) {
    String[] a = one.split(",");
    String[] b = other.split(",");
    int byTime = Long.compare(Long.parseLong(a[0]), Long.parseLong(b[0]));
    int byId = Arrays.compare(a[1].codePoints().toArray(), b[1].codePoints().toArray());
    int bySequence = Long.compare(Long.parseLong(a[2]), Long.parseLong(b[2]));
    return byTime != 0 ? byTime : byId != 0 ? byId : bySequence;
  }

  @Test
  void withoutRows_isTheHeader(@TempDir Path directory) throws IOException {
    SortedCsv csv = new SortedCsv(directory, "empty.csv", HEADER);
    csv.rows().close();

    write(csv, directory);

    assertThat(directory.resolve("empty.csv")).hasContent(String.join(",", HEADER) + "\n");
  }

  @Test
  void diskThatTakesNothing_isAFailureThatNamesTheFile(@TempDir Path directory) {
    SortedCsv.Rows rows = new SortedCsv(directory.resolve("gone"), "a.csv", HEADER).rows();
    rows.add(Key.of(1, "m", 1), List.of(1, "m", 1));

    assertThatThrownBy(rows::close)
        .isInstanceOf(Failure.class)
        .hasMessageContaining("a.csv")
        .hasMessageContaining("java.io.tmpdir");
  }
}
