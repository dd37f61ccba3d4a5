package io.rfmstreams.offline.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes the text of one record apart, by RFC 4180 to the letter: what it forbids is refused. */
public final class CsvFields {
  private static final char QUOTE = '"';

  /** Beyond so many the library decides, by whatever limits it has. */
  private static final int MANY_FIELDS = 1_000;

  private final char separator;
  private final CsvReader.CsvReaderBuilder csv;

  /**
   * @param separator what stands between fields
   */
  public CsvFields(char separator) {
    this.separator = separator;
    csv =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .skipEmptyLines(false);
  }

  /**
   * The fields of a record's text, which has no line end behind it.
   *
   * @throws MalformedRecordException if it is not one record
   */
  public List<String> of(String text) throws MalformedRecordException {
    List<String> plain = plain(text);
    return plain == null ? parsed(text) : plain;
  }

  /** Fields of a text without quotes and line ends, nearly always; null where the library is needed. */
  private @Nullable List<String> plain(String text) {
    if (text.isEmpty()
        || text.indexOf(QUOTE) >= 0
        || text.indexOf('\n') >= 0
        || text.indexOf('\r') >= 0) {
      return null;
    }
    List<String> fields = new ArrayList<>();
    int from = 0;
    for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
      fields.add(text.substring(from, to));
      from = to + 1;
    }
    fields.add(text.substring(from));
    return fields.size() > MANY_FIELDS ? null : Collections.unmodifiableList(fields);
  }

  private List<String> parsed(String text) throws MalformedRecordException {
    try {
      CloseableIterator<Fields> records = csv.build(new Handler(), text).iterator();
      Fields fields = records.next();
      if (fields.strayQuote || records.hasNext()) {
        throw new MalformedRecordException(
            "a quote stands in a field that does not begin with it: put such a field in quotes, and write a quote within it twice");
      }
      return fields.texts;
    } catch (CsvParseException e) {
      throw new MalformedRecordException(
          "text follows a closing quote: a quote within a field in quotes is written twice");
    }
  }

  private record Fields(List<String> texts, boolean strayQuote) {}

  /** Gathers one record's fields. */
  private static final class Handler extends AbstractBaseCsvCallbackHandler<Fields> {
    private final List<String> texts = new ArrayList<>();
    private boolean strayQuote;

    @Override
    protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
      String text = new String(buffer, offset, length);
      strayQuote |= !quoted && text.indexOf(QUOTE) >= 0;
      texts.add(text);
    }

    @Override
    protected void handleEmpty() {
      texts.add("");
    }

    @Override
    protected Fields buildRecord() {
      return new Fields(Collections.unmodifiableList(texts), strayQuote);
    }
  }
}
