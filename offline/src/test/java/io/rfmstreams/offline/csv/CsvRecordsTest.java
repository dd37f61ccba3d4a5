package io.rfmstreams.offline.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

public class CsvRecordsTest {

  @Test
  void recordsEndInLfOrCrOrBoth_andEmptyLinesAreCountedOnly() throws IOException {
    assertThat(told("a,b\nc,d\r\n\ne,f\rg,h"))
        .containsExactly("1 [a, b]", "2 [c, d]", "4 [e, f]", "5 [g, h]");
  }

  @Test
  void quotes_holdCommasQuotesAndAllLineEnds() throws IOException {
    assertThat(told("\"a,b\",\"say \"\"hi\"\"\",\"\"\nc,\"1\n2\r\n3\r4\r\r\n5\",d\ne,f\n"))
        .containsExactly("1 [a,b, say \"hi\", ]", "2 [c, 1\n2\r\n3\r4\r\r\n5, d] to 7", "8 [e, f]");
  }

  @Test
  void rowsOfSeparatorsAndBlanks_areNoRecords() throws IOException {
    assertThat(told("a,b\n,\n\"\",\n  \n , \nc,\n\n\n")).containsExactly("1 [a, b]", "6 [c, ]");
  }

  @Test
  void byteOrderMark_isNotPartOfTheFirstField() throws IOException {
    assertThat(told("\uFEFF\"a\",b\n\uFEFFc\n")).containsExactly("1 [a, b]", "2 [\uFEFFc]");
  }

  @Test
  void quoteThatIsNotClosed_takesTheRestAndSaysSo() throws IOException {
    List<String> told = told("a,b\nc,\"d\ne,f\ng,h\n");

    assertThat(told).hasSize(2).first().isEqualTo("1 [a, b]");
    assertThat(told.get(1)).startsWith("2! ").contains("takes all 3 lines");
  }

  /** It once stopped the whole file. */
  @Test
  void textBehindAClosingQuote_spoilsItsOwnRecordOnly() throws IOException {
    List<String> told = told("\"a\"b,c\nd,e\n");

    assertThat(told).hasSize(2).last().isEqualTo("2 [d, e]");
    assertThat(told.get(0)).startsWith("1 text follows a closing quote");
  }

  @Test
  void quoteWithinAFieldWithoutQuotes_spoilsItsOwnRecordOnly() throws IOException {
    List<String> told = told("a,5\" screen\nd,e\n");

    assertThat(told).hasSize(2).last().isEqualTo("2 [d, e]");
    assertThat(told.get(0)).startsWith("1 a quote stands in a field");
  }

  /** Quotes that are not doubled, or stand behind a blank, still hold what stands between them. */
  @Test
  void textBetweenQuotesInTheWrongPlace_isNoRecord() throws IOException {
    List<String> told = told("a,\"say \"hi\" to\nme\"\n a, \"x\ny\"\nd,e\n");

    assertThat(told).hasSize(3).last().isEqualTo("5 [d, e]");
    assertThat(told.get(0)).startsWith("1 text follows a closing quote").endsWith("lines 1 to 2");
    assertThat(told.get(1)).startsWith("3 a quote stands in a field").endsWith("lines 3 to 4");
  }

  /** An inch as exports write it who double no quotes. */
  @Test
  void oddQuoteWithinQuotes_spoilsItsOwnRecordOnly() throws IOException {
    List<String> told = told("\"5\" screen\",\"x\"\n\"d\",\"e\"\n");

    assertThat(told).hasSize(2).last().isEqualTo("2 [d, e]");
    assertThat(told.get(0)).startsWith("1 text follows a closing quote");
  }

  @Test
  void bytesThatAreNotUtf8_spoilTheirOwnRecordOnly() throws IOException {
    List<String> told = told("a,\u00e9\nb,c\n".getBytes(StandardCharsets.ISO_8859_1));

    assertThat(told).hasSize(2).last().isEqualTo("2 [b, c]");
    assertThat(told.get(0)).startsWith("1 the record is not in UTF-8").contains("iconv");
  }

  @Test
  void recordLongerThanAnyEvent_spoilsItselfOnly() throws IOException {
    List<String> told = told("\"" + "x\n".repeat(CsvRecords.LONGEST / 2) + "\"\nb,c\n");

    assertThat(told).hasSize(2).last().isEqualTo("4194306 [b, c]");
    assertThat(told.get(0)).startsWith("1 the record is longer than ");
  }

  private static List<String> told(String text) throws IOException {
    return told(text.getBytes(StandardCharsets.UTF_8));
  }

  private static List<String> told(byte[] bytes) throws IOException {
    return told(new InputStreamReader(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8));
  }

  /** Each record with its lines, or why it is none; an exclamation mark if its quote never closes. */
  public static List<String> told(Reader text) throws IOException {
    List<String> told = new ArrayList<>();
    CsvRecords records = new CsvRecords(text, ',');
    while (records.advance()) {
      try {
        CsvRecord record = records.record();
        told.add(
            record.line()
                + " "
                + record.fields()
                + (record.lastLine() == record.line() ? "" : " to " + record.lastLine()));
      } catch (MalformedRecordException e) {
        told.add(records.line() + (records.isUnclosed() ? "! " : " ") + e.getMessage());
      }
    }
    return told;
  }
}
