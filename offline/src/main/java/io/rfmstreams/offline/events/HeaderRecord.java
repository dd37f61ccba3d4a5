package io.rfmstreams.offline.events;

import io.rfmstreams.offline.csv.CsvFields;
import io.rfmstreams.offline.csv.CsvRecord;
import io.rfmstreams.offline.csv.CsvRecords;
import io.rfmstreams.offline.csv.MalformedRecordException;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a file's header: the first record, unless that only tells a spreadsheet the separator. */
final class HeaderRecord {

  /** What spreadsheets put before the header, and no CSV reader knows. */
  private static final Pattern SEPARATOR_SAID = Pattern.compile("\"?(?i:sep)=(.)\"?");

  private static final char[] OTHER_SEPARATORS = {',', ';', '\t', '|'};

  private final String source;
  private final CsvRecords records;
  private final FileLayout layout;
  private final char separator;

  private HeaderRecord(String source, CsvRecords records, FileLayout layout) {
    this.source = source;
    this.records = records;
    this.layout = layout;
    this.separator = layout.separator();
  }

  /**
   * Reads it.
   *
   * @param source what to call the file to people
   * @param layout says what stands between fields, and what to do if something else does
   * @throws EventsFileException if there is none, or it is not of such columns; saying what to do
   */
  static CsvRecord read(String source, CsvRecords records, FileLayout layout) throws IOException {
    return new HeaderRecord(source, records, layout).read();
  }

  private CsvRecord read() throws IOException {
    requireRecord();
    Matcher said = SEPARATOR_SAID.matcher(records.text());
    if (said.matches()) {
      char other = said.group(1).charAt(0);
      if (other != separator) {
        throw otherSeparator(other);
      }
      requireRecord();
    }
    String text = records.text();
    if (text.indexOf('\0') >= 0) {
      throw wrong(
          "there are bytes of 0 between the letters: most likely UTF-16; save the file as UTF-8, or convert it, for instance with iconv -f UTF-16LE -t UTF-8");
    }
    int fields = count(separator, text);
    for (char other : OTHER_SEPARATORS) {
      if (other != separator && count(other, text) > Math.max(1, fields)) {
        throw otherSeparator(other);
      }
    }
    try {
      return records.record();
    } catch (MalformedRecordException e) {
      throw wrong(e.getMessage() + "; it must be the header");
    }
  }

  private void requireRecord() throws IOException {
    if (!records.advance()) {
      throw missing(source);
    }
  }

  /** A file without any record. */
  static EventsFileException missing(String source) {
    return new EventsFileException(source + " is empty; its first line must be the header");
  }

  /** How many fields a separator makes; 0 if it makes nothing. */
  private static int count(char separator, String text) {
    try {
      return text.isEmpty() ? 0 : new CsvFields(separator).of(text).size();
    } catch (MalformedRecordException e) {
      return 0;
    }
  }

  private EventsFileException otherSeparator(char other) {
    return wrong(
        "columns are separated by %s, expected %s: %s"
            .formatted(name(other), name(separator), layout.adviceOnSeparator(other)));
  }

  private static String name(char separator) {
    return separator == '\t' ? "tabs" : "'" + separator + "'";
  }

  private EventsFileException wrong(String what) {
    return new EventsFileException("%s, line %d: %s".formatted(source, records.line(), what));
  }
}
