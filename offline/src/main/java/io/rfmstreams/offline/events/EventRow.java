package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.offline.csv.CsvRecord;
import io.rfmstreams.offline.events.EventsHeader.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads records in our own columns: one event each. */
final class EventRow implements RowReader {
  private final EventsHeader header;
  private final EventReading events;

  EventRow(EventsHeader header, EventReading events) {
    this.header = header;
    this.events = events;
  }

  @Override
  public void read(CsvRecord record, Consumer<EventLine> sink) {
    List<String> fields = record.fields();
    int named = header.columns().size();
    if (fields.size() < named || fields.size() > header.width()) {
      sink.accept(
          malformed(
              record, "has %d fields, the header %d".formatted(fields.size(), header.width())));
      return;
    }
    for (int i = named; i < fields.size(); i++) {
      if (!fields.get(i).isBlank()) {
        sink.accept(
            malformed(
                record,
                "holds %s in column %d, which has no name: name it attr.NAME, or empty it"
                    .formatted(Rejection.quoted(fields.get(i)), i + 1)));
        return;
      }
    }
    sink.accept(events.read(record.line(), texts(fields)));
  }

  private static EventLine malformed(CsvRecord record, String how) {
    String lines =
        record.line() == record.lastLine()
            ? ""
            : "; it takes lines %,d to %,d".formatted(record.line(), record.lastLine());
    return new EventLine.Reject(
        record.line(), new Rejection(Reason.MALFORMED, "the record " + how + lines));
  }

  private EventTexts texts(List<String> row) {
    String eventId = "";
    String memberId = "";
    String type = "";
    String occurredAt = "";
    String amount = null;
    String currency = null;
    String orderId = null;
    String channel = null;
    String category = null;
    Map<String, String> attributes = Map.of();
    for (int i = 0; i < header.columns().size(); i++) {
      String value = row.get(i);
      if (value.isEmpty()) {
        continue;
      }
      Column column = header.columns().get(i);
      switch (column.kind()) {
        case EVENT_ID -> eventId = value;
        case MEMBER_ID -> memberId = value;
        case TYPE -> type = value;
        case OCCURRED_AT -> occurredAt = value;
        case AMOUNT -> amount = value;
        case CURRENCY -> currency = value;
        case ORDER_ID -> orderId = value;
        case CHANNEL -> channel = value;
        case CATEGORY -> category = value;
        case ATTRIBUTE -> {
          attributes = attributes.isEmpty() ? new HashMap<>() : attributes;
          attributes.put(column.attribute(), value);
        }
      }
    }
    return new EventTexts(
        eventId,
        memberId,
        type,
        occurredAt,
        amount,
        currency,
        orderId,
        channel,
        category,
        attributes);
  }
}
