package io.rfmstreams.offline.csv;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows as written CSV files hold them: LF, quotes only where needed, empty for null.
 *
 * <p>Written by hand, byte by byte, since rows were a third of a replay: the CSV library, which a test
 * holds this against, writes characters that then have to be encoded.
 */
public final class CsvText {
  private static final int SECONDS_A_DAY = 86_400;
  private static final int NANOS_A_SECOND = 1_000_000_000;
  private static final LocalDate FIVE_DIGIT_YEARS = LocalDate.of(10_000, 1, 1);

  /** A first field that begins with it is quoted: many readers take such a line for a comment. */
  private static final char COMMENT = '#';

  private byte[] bytes = new byte[512];
  private int length;

  /** A row with its line end, in UTF-8. */
  public byte[] row(List<? extends @Nullable Object> fields) {
    length = 0;
    for (int i = 0; i < fields.size(); i++) {
      if (i > 0) {
        put(',');
      }
      Object field = fields.get(i);
      if (field instanceof Integer || field instanceof Long) {
        putNumber(((Number) field).longValue());
      } else if (field instanceof Instant instant) {
        putInstant(instant);
      } else if (field != null) {
        putText(field.toString(), i == 0);
      }
    }
    put('\n');
    return Arrays.copyOf(bytes, length);
  }

  private void put(int b) {
    reserve(1);
    bytes[length++] = (byte) b;
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }

  private void putText(String text, boolean first) {
    boolean quoted = first && !text.isEmpty() && text.charAt(0) == COMMENT;
    int begun = length;
    reserve(text.length());
    for (int i = 0; i < text.length() && !quoted; i++) {
      char c = text.charAt(i);
      quoted = c == '"' || c == ',' || c == '\n' || c == '\r';
      if (c >= 0x80) {
        length = begun;
        putEncoded(text, quoted || needsQuotes(text));
        return;
      }
      bytes[length++] = (byte) c;
    }
    if (quoted) {
      length = begun;
      putEncoded(text, true);
    }
  }

  private static boolean needsQuotes(String text) {
    return text.indexOf('"') >= 0
        || text.indexOf(',') >= 0
        || text.indexOf('\n') >= 0
        || text.indexOf('\r') >= 0;
  }

  private void putEncoded(String text, boolean quoted) {
    byte[] encoded =
        (quoted ? '"' + text.replace("\"", "\"\"") + '"' : text).getBytes(StandardCharsets.UTF_8);
    reserve(encoded.length);
    System.arraycopy(encoded, 0, bytes, length, encoded.length);
    length += encoded.length;
  }

  private void putNumber(long number) {
    if (number < 0) {
      putText(Long.toString(number), false);
      return;
    }
    int digits = 1;
    for (long rest = number / 10; rest > 0; rest /= 10) {
      digits++;
    }
    putDigits(number, digits);
  }

  private void putDigits(long number, int digits) {
    reserve(digits);
    long rest = number;
    for (int at = length + digits - 1; at >= length; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    length += digits;
  }

  /** As {@link Instant#toString} has it; what people write is in whole seconds or milliseconds. */
  private void putInstant(Instant instant) {
    long day = Math.floorDiv(instant.getEpochSecond(), (long) SECONDS_A_DAY);
    int millis = instant.getNano() / 1_000_000;
    if (day < 0
        || day >= FIVE_DIGIT_YEARS.toEpochDay()
        || millis * (NANOS_A_SECOND / 1_000) != instant.getNano()) {
      putText(instant.toString(), false);
      return;
    }
    LocalDate date = LocalDate.ofEpochDay(day);
    int second = Math.floorMod(instant.getEpochSecond(), SECONDS_A_DAY);
    putDigits(date.getYear(), 4);
    put('-');
    putDigits(date.getMonthValue(), 2);
    put('-');
    putDigits(date.getDayOfMonth(), 2);
    put('T');
    putDigits(second / 3_600, 2);
    put(':');
    putDigits(second / 60 % 60, 2);
    put(':');
    putDigits(second % 60, 2);
    if (millis > 0) {
      put('.');
      putDigits(millis, 3);
    }
    put('Z');
  }
}
