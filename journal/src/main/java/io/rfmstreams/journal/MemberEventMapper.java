package io.rfmstreams.journal;

import io.rfmstreams.engine.MemberEvent;
import java.time.temporal.ChronoUnit;

/** Turns the engine's member events into the contract's records and back. */
public final class MemberEventMapper {

  private MemberEventMapper() {}

  /** The engine's form of a record. */
  public static MemberEvent toEngine(io.rfmstreams.schemas.MemberEvent record) {
    return new MemberEvent(
        record.getEventId(),
        record.getMemberId(),
        record.getType(),
        record.getOccurredAt(),
        record.getAmountMinor(),
        record.getCurrency(),
        record.getOrderId(),
        record.getChannel(),
        record.getCategory(),
        record.getAttributes());
  }

  /** The contract's form of an event. */
  public static io.rfmstreams.schemas.MemberEvent toRecord(MemberEvent event) {
    return new io.rfmstreams.schemas.MemberEvent(
        event.eventId(),
        event.memberId(),
        event.type(),
        event.occurredAt().truncatedTo(ChronoUnit.MILLIS),
        event.amountMinor(),
        event.currency(),
        event.orderId(),
        event.channel(),
        event.category(),
        event.attributes());
  }
}
