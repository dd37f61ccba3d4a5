package io.rfmstreams.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedCsvTest {
  private static final List<String> HEADER = List.of("at", "id");

  @Test
  void rows_followTheHeaderInOrder(@TempDir Path directory) throws IOException {
    SortedCsv csv = new SortedCsv(directory, "sorted.csv", HEADER);
    try (SortedCsv.Rows rows = csv.rows()) {
      rows.add(SortKey.of(2, "a", 0), List.of(2, "a, b"));
      rows.add(SortKey.of(1, "c", 0), List.of(1, "c"));
    }

    write(csv, directory);

    assertThat(directory.resolve("sorted.csv")).hasContent("at,id\n1,c\n2,\"a, b\"\n");
  }

  @Test
  void withoutRows_isTheHeader(@TempDir Path directory) throws IOException {
    SortedCsv csv = new SortedCsv(directory, "empty.csv", HEADER);
    csv.rows().close();

    write(csv, directory);

    assertThat(directory.resolve("empty.csv")).hasContent(String.join(",", HEADER) + "\n");
  }

  private static void write(SortedCsv csv, Path directory) throws IOException {
    try (WholeFiles files = new WholeFiles()) {
      csv.writeTo(directory, files);
      files.appear();
    }
  }
}
