package io.rfmstreams.offline.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows as written CSV files hold them: LF, quotes only where needed, empty for null. */
public final class CsvText {
  private final StringWriter text = new StringWriter();
  private final CsvWriter csv =
      CsvWriter.builder().lineDelimiter(LineDelimiter.LF).bufferSize(0).build(text);

  /** A row with its line end, in UTF-8. */
  public byte[] row(List<? extends @Nullable Object> fields) {
    String[] texts = new String[fields.size()];
    for (int i = 0; i < texts.length; i++) {
      Object field = fields.get(i);
      texts[i] = field == null ? "" : field.toString();
    }
    csv.writeRecord(texts);
    try {
      csv.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    byte[] row = text.toString().getBytes(StandardCharsets.UTF_8);
    text.getBuffer().setLength(0);
    return row;
  }
}
