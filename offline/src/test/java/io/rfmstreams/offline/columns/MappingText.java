package io.rfmstreams.offline.columns;

import java.util.List;

/** A small mapping that works, to be changed for a test. */
final class MappingText {
  private String text =
      """
      zone: Europe/London
      times: ["yyyy-MM-dd HH:mm:ss"]
      every-event:
        member_id: who
        occurred_at: at
        currency: { constant: GBP }
        order_id: id
      events:
        - type: { constant: purchase }
          event_id: { template: "{id}/purchase" }
          amount: total
        - type: { constant: refund }
          event_id: { template: "{id}/refund" }
          amount: refunded
          cumulative: true
      """;

  /** The columns of the export it is for. */
  static final List<String> HEADER = List.of("id", "who", "at", "total", "refunded", "status");

  static MappingText valid() {
    return new MappingText();
  }

  MappingText with(String before, String after) {
    if (!text.contains(before)) {
      throw new IllegalArgumentException("there is no " + before);
    }
    text = text.replace(before, after);
    return this;
  }

  /** The same with something in front. */
  MappingText and(String before) {
    text = before + "\n" + text;
    return this;
  }

  String text() {
    return text;
  }

  ColumnMapping parse() {
    return ColumnMapping.parse("shop.yaml", text);
  }

  RowEvents bind() {
    return bind(new EarlierTotals());
  }

  RowEvents bind(EarlierTotals earlier) {
    return parse().bind("shop.csv", HEADER, null, earlier);
  }
}
