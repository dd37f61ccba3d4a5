package io.rfmstreams.offline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is written and taken apart by hand, held against the CSV library. */
class CsvTextTest {
  private final CsvText csv = new CsvText();

  @Property
  void row_isWhatTheLibraryWrites(@ForAll("rows") List<Object> fields) {
    assertThat(new String(csv.row(fields), StandardCharsets.UTF_8)).isEqualTo(written(fields));
  }

  @Property
  void fields_comeBackAsTheyWere(@ForAll("texts") List<String> fields)
      throws MalformedRecordException {
    String row = new String(csv.row(fields), StandardCharsets.UTF_8);

    assertThat(new CsvFields(',').of(row.substring(0, row.length() - 1))).isEqualTo(fields);
  }

  @Test
  void firstFieldLikeAComment_isQuoted() {
    assertThat(csv.row(List.of("#a", "#b"))).asString().isEqualTo("\"#a\",#b\n");
  }

  @Test
  void fields_areAllThere_howeverManyThereAre() throws MalformedRecordException {
    List<String> many = IntStream.range(0, 20_000).mapToObj(String::valueOf).toList();

    assertThat(new CsvFields(',').of(String.join(",", many))).isEqualTo(many);
  }

  private static String written(List<Object> fields) {
    StringWriter text = new StringWriter();
    try (CsvWriter library = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      library.writeRecord(fields.stream().map(String::valueOf).toArray(String[]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  @Provide
  Arbitrary<List<Object>> rows() {
    return Arbitraries.oneOf(
            text().map(field -> (Object) field),
            Arbitraries.longs().map(field -> (Object) field),
            Arbitraries.integers().map(field -> (Object) field),
            instants().map(field -> (Object) field))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return text()
        .list()
        .ofMinSize(1)
        .ofMaxSize(20)
        .filter(fields -> !String.join("", fields).isEmpty());
  }

  private static Arbitrary<String> text() {
    return Arbitraries.strings()
        .withChars("ab#\",;\n\r 0é€\uD83D\uDE00")
        .ofMaxLength(8)
        .filter(CsvTextTest::isWhole);
  }

  /** Half a character has no UTF-8. */
  private static boolean isWhole(String text) {
    return StandardCharsets.UTF_8.newEncoder().canEncode(text);
  }

  private static Arbitrary<Instant> instants() {
    return Arbitraries.oneOf(
        Arbitraries.longs().between(-1L << 44, 1L << 53).map(Instant::ofEpochMilli),
        Arbitraries.longs().between(0, 4_000_000_000L).map(Instant::ofEpochSecond),
        Arbitraries.longs()
            .between(0, 999_999_999L)
            .map(nanos -> Instant.ofEpochSecond(1_700_000_000L, nanos)));
  }
}
