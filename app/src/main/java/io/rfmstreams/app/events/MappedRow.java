package io.rfmstreams.app.events;

import io.rfmstreams.app.columns.RefusedRowException;
import io.rfmstreams.app.columns.RowEvents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Reads records in others' columns: each tells what its mapping says. One that cannot be taken in part
 * is refused whole, as one: an order without its refund would be wrong, and look right.
 */
final class MappedRow implements RowReader {
  private static final String ATTRIBUTE = "attr.";

  private final RowEvents rows;
  private final EventReading events;

  MappedRow(RowEvents rows, EventReading events) {
    this.rows = rows;
    this.events = events;
  }

  @Override
  public void read(CsvRecord record, Consumer<EventLine> sink) {
    List<EventLine> told = new ArrayList<>();
    try {
      for (Map<String, String> event : rows.events(record.fields())) {
        EventLine line = events.read(record.line(), texts(event));
        if (line instanceof EventLine.Reject) {
          sink.accept(line);
          return;
        }
        told.add(line);
      }
    } catch (RefusedRowException e) {
      sink.accept(new EventLine.Reject(record.line(), e.rejection()));
      return;
    }
    told.forEach(sink);
  }

  private static EventTexts texts(Map<String, String> event) {
    Map<String, String> attributes = new HashMap<>();
    event.forEach(
        (name, text) -> {
          if (name.startsWith(ATTRIBUTE)) {
            attributes.put(name.substring(ATTRIBUTE.length()), text);
          }
        });
    return new EventTexts(
        event.getOrDefault("event_id", ""),
        event.getOrDefault("member_id", ""),
        event.getOrDefault("type", ""),
        event.getOrDefault("occurred_at", ""),
        event.get("amount"),
        event.get("currency"),
        event.get("order_id"),
        event.get("channel"),
        event.get("category"),
        attributes);
  }
}
