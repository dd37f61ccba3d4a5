package io.rfmstreams.offline.events;

import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import io.rfmstreams.engine.RuleBook;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes an event of what a record says of it. */
public final class EventReading {
  private final RuleBook rules;
  private final EventCheck check;
  private final EventTimes times;
  private final Money money;

  /**
   * @param rules gives the currency and the known types
   * @param zone that of times without an offset; null if they are refused
   */
  public EventReading(RuleBook rules, @Nullable AssumedZone zone) {
    this.rules = rules;
    this.check = new EventCheck(rules.deployment());
    this.times = new EventTimes(zone);
    this.money = Money.in(rules.deployment().currency());
  }

  /** What gives the currency and the known types. */
  RuleBook rules() {
    return rules;
  }

  /**
   * The event, or why it cannot be taken.
   *
   * @param line the number of the line its record begins on
   */
  public EventLine read(long line, EventTexts texts) {
    try {
      MemberEvent event = event(texts);
      Optional<Rejection> rejection =
          check.check(event, event.occurredAt()).or(() -> rules.check(event));
      return rejection.isPresent()
          ? new EventLine.Reject(line, rejection.get())
          : new EventLine.Event(line, event);
    } catch (RejectedException e) {
      return new EventLine.Reject(line, e.rejection);
    }
  }

  private MemberEvent event(EventTexts texts) throws RejectedException {
    return new MemberEvent(
        texts.eventId(),
        texts.memberId(),
        texts.type(),
        instant(texts.occurredAt()),
        amountMinor(texts),
        texts.currency(),
        texts.orderId(),
        texts.channel(),
        texts.category(),
        texts.attributes());
  }

  private Instant instant(String text) throws RejectedException {
    try {
      return times.read(text);
    } catch (WrongTimeException e) {
      throw new RejectedException(Reason.WRONG_TIME, String.valueOf(e.getMessage()));
    }
  }

  private @Nullable Long amountMinor(EventTexts texts) throws RejectedException {
    String type = texts.type();
    boolean counts = type.equals(MemberEvent.PURCHASE) || type.equals(MemberEvent.REFUND);
    String amount = texts.amount();
    if (!counts || amount == null) {
      return null;
    }
    if (!rules.deployment().currency().getCurrencyCode().equalsIgnoreCase(texts.currency())) {
      return 0L; // never counted: the check of the event refuses the currency
    }
    try {
      return money.parse(amount);
    } catch (IllegalArgumentException e) {
      throw new RejectedException(Reason.WRONG_AMOUNT, String.valueOf(e.getMessage()));
    }
  }

  private static final class RejectedException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Rejection rejection;

    RejectedException(Reason reason, String detail) {
      super(detail, null, false, false);
      this.rejection = new Rejection(reason, detail);
    }
  }
}
