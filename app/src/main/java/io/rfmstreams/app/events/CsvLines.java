package io.rfmstreams.app.events;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/**
 * The lines of a CSV file, each read by itself. No field of an event goes over a line's end, so a quote
 * that is not closed spoils its own line and swallows no other.
 */
final class CsvLines {
  private static final int LONGEST_LINE = 1 << 24;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';

  private final BufferedReader text;
  private final StringBuilder line = new StringBuilder();
  private final CsvReader.CsvReaderBuilder csv =
      CsvReader.builder().allowExtraFields(true).allowMissingFields(true).skipEmptyLines(false);
  private long number;
  private long quotes;
  private boolean damaged;

  /** A line that is not a row of CSV; the message says why. */
  static final class MalformedLineException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedLineException(String message) {
      super(message, null, false, false);
    }
  }

  CsvLines(InputStream bytes) {
    text = new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8));
  }

  /** Goes to the next line that is not empty; false if there is none. */
  boolean advance() throws IOException {
    while (readLine()) {
      if (!line.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The number of the line, from 1. */
  long number() {
    return number;
  }

  /** The fields of the line. */
  List<String> fields() throws MalformedLineException {
    if (line.length() > LONGEST_LINE) {
      throw new MalformedLineException(
          "the line is longer than %,d characters".formatted(LONGEST_LINE));
    }
    if (damaged) {
      throw new MalformedLineException("the line is not in UTF-8");
    }
    if (quotes % 2 != 0) {
      throw new MalformedLineException("a quote is not closed on the line");
    }
    try {
      Iterator<CsvRecord> records = csv.ofCsvRecord(line.toString()).iterator();
      return records.next().getFields();
    } catch (CsvParseException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new MalformedLineException("the line is no CSV: " + cause.getMessage());
    }
  }

  /** Reads up to LF, CR or both; of a line that is too long no more than shows it. */
  private boolean readLine() throws IOException {
    line.setLength(0);
    quotes = 0;
    damaged = false;
    int c = text.read();
    if (c < 0) {
      return false;
    }
    number++;
    for (; c >= 0 && c != '\n' && c != '\r'; c = text.read()) {
      if (line.length() <= LONGEST_LINE) {
        line.append((char) c);
      }
      quotes += c == '"' ? 1 : 0;
      damaged |= c == REPLACEMENT;
    }
    if (c == '\r') {
      text.mark(1);
      if (text.read() != '\n') {
        text.reset();
      }
    }
    if (number == 1 && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK) {
      line.deleteCharAt(0);
    }
    return true;
  }
}
