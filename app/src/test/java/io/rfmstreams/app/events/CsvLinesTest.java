package io.rfmstreams.app.events;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvLinesTest {

  @Test
  void linesEndInLfOrCrOrBoth_andEmptyOnesAreCountedOnly() throws IOException {
    assertThat(told("a,b\nc,d\r\n\ne,f\rg,h"))
        .containsExactly("1 [a, b]", "2 [c, d]", "4 [e, f]", "5 [g, h]");
  }

  @Test
  void quotes_holdCommasAndQuotes() throws IOException {
    assertThat(told("\"a,b\",\"say \"\"hi\"\"\",\"\"\n")).containsExactly("1 [a,b, say \"hi\", ]");
  }

  @Test
  void byteOrderMark_isNotPartOfTheFirstField() throws IOException {
    assertThat(told("\uFEFFa,b\n\uFEFFc\n")).containsExactly("1 [a, b]", "2 [\uFEFFc]");
  }

  /** It once swallowed the lines after it, into the last field of an event that was then accepted. */
  @Test
  void quoteThatIsNotClosed_spoilsItsOwnLineOnly() throws IOException {
    assertThat(told("a,\"b\nc,d\ne,f\"\ng,h\n"))
        .containsExactly(
            "1 a quote is not closed on the line",
            "2 [c, d]",
            "3 a quote is not closed on the line",
            "4 [g, h]");
  }

  /** It once stopped the whole file. */
  @Test
  void textBehindAClosingQuote_spoilsItsOwnLineOnly() throws IOException {
    List<String> told = told("\"a\"b,c\nd,e\n");

    assertThat(told).hasSize(2).last().isEqualTo("2 [d, e]");
    assertThat(told.get(0)).startsWith("1 the line is no CSV: ");
  }

  @Test
  void bytesThatAreNotUtf8_spoilTheirOwnLineOnly() throws IOException {
    byte[] latin1 = "a,\u00e9\nb,c\n".getBytes(StandardCharsets.ISO_8859_1);

    assertThat(told(latin1)).containsExactly("1 the line is not in UTF-8", "2 [b, c]");
  }

  @Test
  void lineLongerThanAnyEvent_spoilsItselfOnly() throws IOException {
    List<String> told = told("x".repeat((1 << 24) + 5) + "\nb,c\n");

    assertThat(told).hasSize(2).last().isEqualTo("2 [b, c]");
    assertThat(told.get(0)).startsWith("1 the line is longer than ");
  }

  private static List<String> told(String text) throws IOException {
    return told(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> told(byte[] bytes) throws IOException {
    List<String> told = new ArrayList<>();
    CsvLines lines = new CsvLines(new ByteArrayInputStream(bytes));
    while (lines.advance()) {
      try {
        told.add(lines.number() + " " + lines.fields());
      } catch (CsvLines.MalformedLineException e) {
        told.add(lines.number() + " " + e.getMessage());
      }
    }
    return told;
  }
}
