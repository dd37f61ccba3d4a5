package io.rfmstreams.offline.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.List;

/**
 * The records of a CSV file (RFC 4180), one after the other; none is held longer than until the next.
 *
 * <p>Where a record ends is found here, what its fields are by the CSV library, which sees one record at
 * a time. Alone it could not go on, as seen with FastCSV 4.3: behind a record it refuses, or a quote that
 * outgrows its buffer, it reads the same again for ever; and where it is told to allow text behind a
 * closing quote, nobody can tell that there was any.
 *
 * <p>A line break ends a record unless a quote is open: one opens where a field begins, blanks before
 * it or not, and closes at the next that is not doubled; behind text that follows a closing quote it
 * opens again, unless the field ends there. So a record that RFC 4180 forbids, and that is refused,
 * rather takes a line too much with it than lets what stands between quotes be read as a record. Where
 * the library sees another end, the record is refused as well.
 */
public final class CsvRecords {

  /** 16 MiB as they are held: no event is nearly as long, and a quote may never close. */
  static final int LONGEST = 1 << 23;

  private static final int CHUNK = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final char REPLACEMENT = '\uFFFD';
  private static final char QUOTE = '"';

  private final Reader source;
  private final char separator;
  private final CsvFields csv;
  private final char[] chunk = new char[CHUNK];
  private int next;
  private int end;
  private StringBuilder text = new StringBuilder();
  private long line;
  private long lastLine;
  private boolean tooLong;
  private boolean damaged;
  private boolean unclosed;
  private boolean lineFeedIsOver;

  /** Where in a field the reading is. */
  private enum At {
    BEGIN,
    UNQUOTED,
    QUOTED,
    /** Behind a quote that closes, or is the first of two. */
    CLOSED,
    /** In text behind a closing quote, which is forbidden. */
    BEHIND,
    /** Behind a quote in such text: it ends the field if nothing follows, else it opens again. */
    BEHIND_QUOTE;

    At after(char c, char separator) {
      if (c == QUOTE) {
        return switch (this) {
          case BEGIN, CLOSED -> QUOTED;
          case UNQUOTED -> UNQUOTED;
          case QUOTED -> CLOSED;
          case BEHIND -> BEHIND_QUOTE;
          case BEHIND_QUOTE -> BEHIND;
        };
      }
      if (c == separator && this != QUOTED) {
        return BEGIN;
      }
      return switch (this) {
        case BEGIN -> c == ' ' || c == '\t' ? BEGIN : UNQUOTED;
        case CLOSED -> BEHIND;
        case BEHIND_QUOTE -> QUOTED;
        default -> this;
      };
    }
  }

  /**
   * @param separator what stands between fields
   */
  public CsvRecords(Reader source, char separator) {
    this.source = source;
    this.separator = separator;
    this.csv = new CsvFields(separator);
  }

  /** Goes to the next record that holds anything but separators and blanks; false if there is none. */
  public boolean advance() throws IOException {
    while (readRecord()) {
      if (!isBlank()) {
        return true;
      }
    }
    return false;
  }

  /** The number of the line the record begins on, from 1. */
  public long line() {
    return line;
  }

  /** The number of the line the record ends on. */
  long lastLine() {
    return lastLine;
  }

  /** Whether a quote is open where the file ends. */
  public boolean isUnclosed() {
    return unclosed;
  }

  /** How many characters the record has; none of one that is too long. */
  public int length() {
    return text.length();
  }

  /** The record as it is written; nothing of one that is too long. */
  public String text() {
    return text.toString();
  }

  /** The record. */
  public CsvRecord record() throws MalformedRecordException {
    return new CsvRecord(line, lastLine, fields());
  }

  private List<String> fields() throws MalformedRecordException {
    if (unclosed) {
      throw new MalformedRecordException(
          "a quote is opened in this record and never closed: it takes all %,d lines from here to the end, and no record is read in them; remove the quote, or double it within a field in quotes"
              .formatted(lastLine - line + 1));
    }
    if (tooLong) {
      throw new MalformedRecordException(
          withLines("the record is longer than %,d characters".formatted(LONGEST)));
    }
    if (damaged) {
      throw new MalformedRecordException(
          withLines(
              "the record is not in UTF-8: save the file as UTF-8, or convert it, for instance with iconv -f WINDOWS-1252 -t UTF-8"));
    }
    try {
      return csv.of(text.toString());
    } catch (MalformedRecordException e) {
      throw new MalformedRecordException(withLines(String.valueOf(e.getMessage())));
    }
  }

  private String withLines(String message) {
    return line == lastLine
        ? message
        : message + "; the record takes lines %,d to %,d".formatted(line, lastLine);
  }

  private boolean isBlank() {
    if (tooLong || damaged || unclosed) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != separator && c != QUOTE && !Character.isWhitespace(c)) {
        return false;
      }
    }
    try {
      return text.isEmpty() || csv.of(text.toString()).stream().allMatch(String::isBlank);
    } catch (MalformedRecordException e) {
      return false;
    }
  }

  /** Reads up to LF, CR or both outside quotes. */
  private boolean readRecord() throws IOException {
    text.setLength(0);
    tooLong = false;
    damaged = false;
    line = lastLine + 1;
    if (!beginRecord()) {
      return false;
    }
    lastLine++;
    At at = At.BEGIN;
    char before = 0;
    int from = next;
    while (true) {
      if (next == end) {
        hold(from);
        if (!fill()) {
          unclosed = at == At.QUOTED;
          lastLine -= before == '\n' || before == '\r' ? 1 : 0;
          return true;
        }
        from = next;
      }
      char c = chunk[next++];
      if (c == '\n' || c == '\r') {
        if (at != At.QUOTED) {
          lineFeedIsOver = c == '\r';
          hold(from, next - 1);
          return true;
        }
        lastLine += c == '\n' && before == '\r' ? 0 : 1;
      } else {
        boolean ordinary = at == At.UNQUOTED && c != separator; // a quote is no other letter there
        at = ordinary ? at : at.after(c, separator);
        damaged |= c == REPLACEMENT;
      }
      before = c;
    }
  }

  /** Passes over what belongs to the record before; false at the end of the file. */
  private boolean beginRecord() throws IOException {
    if (next == end && !fill()) {
      return false;
    }
    if (lineFeedIsOver && chunk[next] == '\n') {
      next++;
    }
    lineFeedIsOver = false;
    if (line == 1 && chunk[next] == BYTE_ORDER_MARK) {
      next++;
    }
    return next < end || fill();
  }

  private void hold(int from) {
    hold(from, end);
  }

  private void hold(int from, int to) {
    if (!tooLong && text.length() + (to - from) <= LONGEST) {
      text.append(chunk, from, to - from);
    } else {
      tooLong = true;
      text = new StringBuilder();
    }
  }

  private boolean fill() throws IOException {
    next = 0;
    end = Math.max(0, source.read(chunk));
    return end > 0;
  }
}
