package io.rfmstreams.offline.events;

import io.rfmstreams.offline.columns.EventColumn;
import io.rfmstreams.offline.columns.RefusedRowException;
import io.rfmstreams.offline.columns.RowEvents;
import io.rfmstreams.offline.csv.CsvRecord;
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
        (name, text) ->
            EventColumn.attribute(name).ifPresent(attribute -> attributes.put(attribute, text)));
    return new EventTexts(
        event.getOrDefault(EventColumn.EVENT_ID.label(), ""),
        event.getOrDefault(EventColumn.MEMBER_ID.label(), ""),
        event.getOrDefault(EventColumn.TYPE.label(), ""),
        event.getOrDefault(EventColumn.OCCURRED_AT.label(), ""),
        event.get(EventColumn.AMOUNT.label()),
        event.get(EventColumn.CURRENCY.label()),
        event.get(EventColumn.ORDER_ID.label()),
        event.get(EventColumn.CHANNEL.label()),
        event.get(EventColumn.CATEGORY.label()),
        attributes);
  }
}
