package io.rfmstreams.topology;

import io.rfmstreams.engine.MemberEvent;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a member does, in plain words. A time is a day (at noon) or an instant with an offset. */
final class MemberWords {
  private final PipelineDriver pipeline;
  private final String memberId;

  MemberWords(PipelineDriver pipeline, String memberId) {
    this.pipeline = pipeline;
    this.memberId = memberId;
  }

  MemberWords bought(String time, String amount) {
    return bought("bought-" + time, time, amount);
  }

  MemberWords bought(String eventId, String time, String amount) {
    pipeline.event(purchase(eventId, memberId, time, amount));
    return this;
  }

  MemberWords gotBack(String eventId, String orderId, String time, String amount) {
    pipeline.event(event(eventId, memberId, MemberEvent.REFUND, time, amount, orderId));
    return this;
  }

  MemberWords visited(String time) {
    pipeline.event(event("visited-" + time, memberId, "visit", time, null, null));
    return this;
  }

  MemberWords askedToBeForgotten(String time) {
    pipeline.event(event("erased-" + time, memberId, MemberEvent.ERASED, time, null, null));
    return this;
  }

  /** A purchase whose order has the event's id. */
  static MemberEvent purchase(String eventId, String memberId, String time, String amount) {
    return event(eventId, memberId, MemberEvent.PURCHASE, time, amount, eventId);
  }

  static MemberEvent event(
      String eventId,
      String memberId,
      String type,
      String time,
      @Nullable String amount,
      @Nullable String orderId) {
    return new MemberEvent(
        eventId,
        memberId,
        type,
        PipelineDriver.at(time),
        amount == null ? null : new BigDecimal(amount).movePointRight(2).longValueExact(),
        amount == null ? null : "CNY",
        orderId,
        null,
        null,
        Map.of());
  }
}
