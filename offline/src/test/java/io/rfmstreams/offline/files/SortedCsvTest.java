package io.rfmstreams.offline.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SortedCsvTest {
  private static final List<String> HEADER = List.of("at", "id");

  @Test
  void rows_followTheHeaderInOrder(@TempDir Path directory) throws IOException {
    SortedCsv csv = new SortedCsv(directory, "sorted", HEADER);
    try (SortedCsv.Rows rows = csv.rows()) {
      rows.add(SortKey.of(2, "a", 0), List.of(2, "a, b"));
      rows.add(SortKey.of(1, "c", 0), List.of(1, "c"));
    }

    assertThat(text(csv)).isEqualTo("at,id\n1,c\n2,\"a, b\"\n");
  }

  @Test
  void withoutRows_isTheHeader(@TempDir Path directory) throws IOException {
    SortedCsv csv = new SortedCsv(directory, "empty", HEADER);
    csv.rows().close();

    assertThat(text(csv)).isEqualTo(String.join(",", HEADER) + "\n");
  }

  private static String text(SortedCsv csv) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    csv.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }
}
