package io.rfmstreams.app.events;

import io.rfmstreams.app.events.EventsHeader.Column;
import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.engine.RuleBook;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the rows of an events file into events. */
final class EventRow {

  private final EventsHeader header;
  private final RuleBook rules;
  private final Money money;

  EventRow(EventsHeader header, RuleBook rules) {
    this.header = header;
    this.rules = rules;
    this.money = Money.in(rules.deployment().currency());
  }

  EventLine read(CsvLines lines) {
    long number = lines.number();
    try {
      MemberEvent event = event(lines.fields());
      Optional<Rejection> rejection = EventCheck.check(event, event.occurredAt(), rules);
      return rejection.isPresent()
          ? new EventLine.Reject(number, rejection.get())
          : new EventLine.Event(number, event);
    } catch (CsvLines.MalformedLineException e) {
      String why = String.valueOf(e.getMessage());
      return new EventLine.Reject(number, new Rejection(Reason.MALFORMED, why));
    } catch (RejectedRowException e) {
      return new EventLine.Reject(number, e.rejection);
    }
  }

  private MemberEvent event(List<String> row) throws RejectedRowException {
    if (row.size() != header.columns().size()) {
      throw new RejectedRowException(
          Reason.MALFORMED,
          "the line has %d fields, the header %d".formatted(row.size(), header.columns().size()));
    }
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
    return new MemberEvent(
        eventId,
        memberId,
        type,
        instant(occurredAt),
        amountMinor(type, amount, currency),
        currency,
        orderId,
        channel,
        category,
        attributes);
  }

  private static Instant instant(String text) throws RejectedRowException {
    try {
      return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.MILLIS);
    } catch (DateTimeException e) {
      throw new RejectedRowException(
          Reason.WRONG_TIME,
          "occurred_at is %s, expected ISO 8601 with an offset such as 2026-01-31T09:30:00+08:00"
              .formatted(Rejection.quoted(text)));
    }
  }

  private @Nullable Long amountMinor(
      String type, @Nullable String amount, @Nullable String currency) throws RejectedRowException {
    boolean counts = type.equals(MemberEvent.PURCHASE) || type.equals(MemberEvent.REFUND);
    if (!counts || amount == null) {
      return null;
    }
    if (!rules.deployment().currency().getCurrencyCode().equals(currency)) {
      return 0L; // never counted: the check of the event refuses the currency
    }
    try {
      return money.parse(amount);
    } catch (IllegalArgumentException e) {
      throw new RejectedRowException(Reason.WRONG_AMOUNT, String.valueOf(e.getMessage()));
    }
  }

  private static final class RejectedRowException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Rejection rejection;

    RejectedRowException(Reason reason, String detail) {
      super(detail, null, false, false);
      this.rejection = new Rejection(reason, detail);
    }
  }
}
