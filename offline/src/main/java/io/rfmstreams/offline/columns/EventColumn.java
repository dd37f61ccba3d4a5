package io.rfmstreams.offline.columns;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The columns of an events file, in the order in which they are told to people. */
public enum EventColumn {
  EVENT_ID("event_id", true),
  MEMBER_ID("member_id", true),
  TYPE("type", true),
  OCCURRED_AT("occurred_at", true),
  AMOUNT("amount", false),
  CURRENCY("currency", false),
  ORDER_ID("order_id", false),
  CHANNEL("channel", false),
  CATEGORY("category", false),
  /** Of these there are as many as there are attributes; the attribute's name is behind the prefix. */
  ATTRIBUTE("attr.NAME", false);

  private static final String ATTRIBUTE_PREFIX = "attr.";

  private final String label;
  private final boolean required;

  EventColumn(String label, boolean required) {
    this.label = label;
    this.required = required;
  }

  /** The column's name; of attributes what it looks like. */
  public String label() {
    return label;
  }

  /** Whether no file is without it. */
  public boolean isRequired() {
    return required;
  }

  /** Those that are there once. */
  public static Stream<EventColumn> single() {
    return Stream.of(values()).filter(column -> column != ATTRIBUTE);
  }

  /** The attribute that a column of this name holds, if it holds one. */
  public static Optional<String> attribute(String name) {
    return name.startsWith(ATTRIBUTE_PREFIX) && !name.equals(ATTRIBUTE_PREFIX)
        ? Optional.of(name.substring(ATTRIBUTE_PREFIX.length()))
        : Optional.empty();
  }

  /** The attribute that a column of this name holds, if capitals do not count in the column's kind. */
  public static Optional<String> attributeInAnyCase(String name) {
    int prefix = Math.min(ATTRIBUTE_PREFIX.length(), name.length());
    return attribute(name.substring(0, prefix).toLowerCase(Locale.ROOT) + name.substring(prefix));
  }
}
