package io.rfmstreams.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The events file of CONTRACT.md, read where every line is well-formed, and written. */
public final class EventsCsv {

  private static final String ATTRIBUTE = "attr.";

  private EventsCsv() {}

  /** Reads a file, gzipped if its name ends so. */
  public static List<LogLine> read(Path file) {
    try (InputStream raw = Files.newInputStream(file);
        InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
      return parse(new String(plain.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  /** Reads the text of a file. */
  public static List<LogLine> parse(String text) {
    List<List<String>> rows = Csv.rows(text);
    List<LogLine> lines = new ArrayList<>();
    for (List<String> row : rows.subList(1, rows.size())) {
      Map<String, String> fields = new HashMap<>();
      for (int column = 0; column < row.size(); column++) {
        if (!row.get(column).isEmpty()) {
          fields.put(rows.get(0).get(column), row.get(column));
        }
      }
      lines.add(line(fields));
    }
    return lines;
  }

  private static LogLine line(Map<String, String> fields) {
    Map<String, String> attributes = new TreeMap<>();
    fields.forEach(
        (column, value) -> {
          if (column.startsWith(ATTRIBUTE)) {
            attributes.put(column.substring(ATTRIBUTE.length()), value);
          }
        });
    return new LogLine(
        required(fields, "event_id"),
        required(fields, "member_id"),
        required(fields, "type"),
        OffsetDateTime.parse(required(fields, "occurred_at"))
            .toInstant()
            .truncatedTo(ChronoUnit.MILLIS),
        minor(fields.get("amount"), fields.get("currency")),
        fields.get("currency"),
        fields.get("order_id"),
        fields.get("category"),
        attributes);
  }

  private static String required(Map<String, String> fields, String column) {
    String value = fields.get(column);
    if (value == null) {
      throw new IllegalArgumentException("no " + column + " in " + fields);
    }
    return value;
  }

  private static @Nullable Long minor(@Nullable String amount, @Nullable String currency) {
    if (amount == null || currency == null) {
      return null;
    }
    int decimals = Currency.getInstance(currency).getDefaultFractionDigits();
    return new BigDecimal(amount).movePointRight(decimals).longValueExact();
  }

  /** The text of a file with these lines in this order. */
  public static String render(List<LogLine> lines) {
    SortedSet<String> attributes = new TreeSet<>();
    lines.forEach(line -> attributes.addAll(line.attributes().keySet()));
    List<@Nullable Object> header =
        new ArrayList<>(
            List.of(
                "event_id",
                "member_id",
                "type",
                "occurred_at",
                "amount",
                "currency",
                "order_id",
                "category"));
    attributes.forEach(name -> header.add(ATTRIBUTE + name));
    StringBuilder text = new StringBuilder(Csv.line(header.toArray()));
    for (LogLine line : lines) {
      List<@Nullable Object> row = new ArrayList<>();
      row.add(line.eventId());
      row.add(line.memberId());
      row.add(line.type());
      row.add(line.occurredAt());
      row.add(amount(line));
      row.add(line.currency());
      row.add(line.orderId());
      row.add(line.category());
      attributes.forEach(name -> row.add(line.attributes().get(name)));
      text.append(Csv.line(row.toArray()));
    }
    return text.toString();
  }

  private static @Nullable String amount(LogLine line) {
    return line.currency() == null
        ? null
        : Csv.money(line.amountMinor(), Currency.getInstance(line.currency()));
  }
}
