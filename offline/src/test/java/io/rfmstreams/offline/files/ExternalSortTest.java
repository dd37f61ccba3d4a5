package io.rfmstreams.offline.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

class ExternalSortTest {
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
          wanted.add(at + "," + id + "," + sequence + "," + (9 - sequence));
          wanted.add(at + "," + id + "," + sequence + "," + 9);
        }
      }
    }
    List<String> lines = new ArrayList<>(wanted);
    Collections.shuffle(lines, new Random(1));
    ExternalSort sort = new ExternalSort(directory, "sorted", 10, runsAtOnce);
    for (int from = 0; from < lines.size(); from += 37) {
      try (ExternalSort.Rows rows = sort.rows()) {
        for (String line : lines.subList(from, Math.min(from + 37, lines.size()))) {
          String[] fields = line.split(",");
          SortKey key =
              SortKey.of(
                  Long.parseLong(fields[0]),
                  fields[1],
                  Long.parseLong(fields[2]),
                  Long.parseLong(fields[3]));
          rows.add(key, line.getBytes(StandardCharsets.UTF_8));
        }
      }
    }

    List<String> sorted = new ArrayList<>();
    sort.merge(row -> sorted.add(new String(row.bytes(), StandardCharsets.UTF_8)));

    wanted.sort(ExternalSortTest::compare);
    assertThat(sorted).isEqualTo(wanted);
    assertThat(directory).isEmptyDirectory();
  }

  /** The oracle: by number, by code points one by one, by two numbers. */
  private static int compare(String one, String other) {
    String[] a = one.split(",");
    String[] b = other.split(",");
    int byTime = Long.compare(Long.parseLong(a[0]), Long.parseLong(b[0]));
    int byId = Arrays.compare(a[1].codePoints().toArray(), b[1].codePoints().toArray());
    int bySequence = Long.compare(Long.parseLong(a[2]), Long.parseLong(b[2]));
    int byTie = Long.compare(Long.parseLong(a[3]), Long.parseLong(b[3]));
    return byTime != 0 ? byTime : byId != 0 ? byId : bySequence != 0 ? bySequence : byTie;
  }

  @Test
  void largeRows_areWrittenBeforeTheyFillTheMemory(@TempDir Path directory) {
    ExternalSort.Rows rows = new ExternalSort(directory, "large").rows();
    byte[] mebibyte = new byte[1 << 20];
    for (int row = 0; row < 40; row++) {
      rows.add(SortKey.of(row, "", 0), mebibyte);
    }
    assertThat(directory).isNotEmptyDirectory();
  }

  @Test
  void diskThatTakesNothing_isAFailureThatNamesTheFile(@TempDir Path directory) {
    ExternalSort.Rows rows = new ExternalSort(directory.resolve("gone"), "a.csv").rows();
    rows.add(SortKey.of(1, "m", 1), new byte[] {1});

    assertThatThrownBy(rows::close)
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("a.csv")
        .hasMessageContaining("java.io.tmpdir");
  }
}
