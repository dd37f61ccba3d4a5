package io.rfmstreams.app.events;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The header of an events file: which column means what.
 *
 * @param columns one for each column of the file, in its order
 */
record EventsHeader(List<Column> columns) {

  private static final String ATTRIBUTE_PREFIX = "attr.";

  /** What a column holds. */
  enum Kind {
    EVENT_ID("event_id", true),
    MEMBER_ID("member_id", true),
    TYPE("type", true),
    OCCURRED_AT("occurred_at", true),
    AMOUNT("amount", false),
    CURRENCY("currency", false),
    ORDER_ID("order_id", false),
    CHANNEL("channel", false),
    CATEGORY("category", false),
    ATTRIBUTE("attr.NAME", false);

    private final String label;
    private final boolean required;

    Kind(String label, boolean required) {
      this.label = label;
      this.required = required;
    }
  }

  /** A column; {@code attribute} is the name behind the prefix, empty for the other kinds. */
  record Column(Kind kind, String attribute) {}

  /**
   * Reads a header row.
   *
   * @throws EventsFileException naming the column that is unknown, missing or there twice
   */
  static EventsHeader read(String source, CsvRecord header) {
    List<String> names = header.fields();
    List<Column> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      if (!seen.add(name)) {
        throw new EventsFileException(
            "%s, line 1: the column '%s' is there twice".formatted(source, name));
      }
      columns.add(column(source, name));
    }
    for (Kind kind : Kind.values()) {
      if (kind.required && columns.stream().noneMatch(column -> column.kind() == kind)) {
        throw new EventsFileException(
            "%s, line 1: the column '%s' is missing; the header is %s"
                .formatted(source, kind.label, expected()));
      }
    }
    return new EventsHeader(List.copyOf(columns));
  }

  private static Column column(String source, String name) {
    if (name.startsWith(ATTRIBUTE_PREFIX) && name.length() > ATTRIBUTE_PREFIX.length()) {
      return new Column(Kind.ATTRIBUTE, name.substring(ATTRIBUTE_PREFIX.length()));
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.ATTRIBUTE && kind.label.equals(name)) {
        return new Column(kind, "");
      }
    }
    throw new EventsFileException(
        "%s, line 1: the column '%s' is unknown; the header is %s"
            .formatted(
                source, name.length() > 60 ? name.substring(0, 60) + "…" : name, expected()));
  }

  private static String expected() {
    List<String> labels = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      labels.add(kind.required ? kind.label : "[" + kind.label + "]");
    }
    return String.join(",", labels);
  }
}
