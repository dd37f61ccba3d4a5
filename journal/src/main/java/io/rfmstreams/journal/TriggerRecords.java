package io.rfmstreams.journal;

import io.rfmstreams.engine.Cancellation;
import io.rfmstreams.engine.Contact;
import io.rfmstreams.engine.Crossing;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RfmValues;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.Trigger;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.schemas.TriggerReason;
import io.rfmstreams.schemas.WinbackTrigger;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns the engine's triggers and cancellations into the contract's records. */
public final class TriggerRecords {
  private static final String SEND = "send";
  private static final String CANCEL = "cancel";
  private static final String TREATED = "treated";

  private final String currency;

  public TriggerRecords(Currency currency) {
    this.currency = currency.getCurrencyCode();
  }

  /** The record of a signal that is told. */
  public WinbackTrigger of(WinbackSignal signal) {
    return signal instanceof Cancellation cancellation
        ? cancel(cancellation)
        : send((Trigger) signal);
  }

  private WinbackTrigger send(Trigger trigger) {
    Contact contact = trigger.contact();
    Transition transition = trigger.transition();
    return new WinbackTrigger(
        trigger.triggerId(),
        SEND,
        null,
        transition.memberId(),
        trigger.episode(),
        trigger.policy(),
        transition.ruleSet(),
        transition.ruleVersion(),
        transition.sequence(),
        transition.axis(),
        transition.from(),
        transition.to(),
        transition.effectiveAt(),
        transition.effectiveAt(),
        trigger.expiresAt(),
        TREATED,
        trigger.priority(),
        trigger.segments(),
        transition.after().monetaryMinor(),
        trigger.lifetimeMinor(),
        trigger.valueAtRiskMinor(),
        currency,
        trigger.lastPurchaseAt(),
        trigger.lastCategory(),
        reason(transition),
        contact.locale(),
        contact.channelsAllowed(),
        contact.channelsRefused(),
        contact.channelPreferred(),
        contact.consentAt(),
        contact.zone(),
        // Sorted: the order in which an immutable map hands out its entries differs between runs.
        new TreeMap<>(trigger.offer()));
  }

  private WinbackTrigger cancel(Cancellation cancellation) {
    MemberPicture picture = cancellation.picture();
    return new WinbackTrigger(
        cancellation.triggerId(),
        CANCEL,
        cancellation.cancels(),
        cancellation.memberId(),
        cancellation.episode(),
        cancellation.policy(),
        cancellation.ruleSet(),
        cancellation.ruleVersion(),
        cancellation.sequence(),
        cancellation.axis(),
        cancellation.from(),
        cancellation.to(),
        cancellation.effectiveAt(),
        cancellation.effectiveAt(),
        cancellation.expiresAt(),
        TREATED,
        cancellation.priority(),
        picture == null ? Map.of() : picture.segments(),
        picture == null ? 0 : picture.rfm().monetaryMinor(),
        picture == null ? 0 : picture.lifetimeMinor(),
        null,
        currency,
        picture == null ? null : picture.lastPurchaseAt(),
        null,
        reason(cancellation),
        null,
        List.of(),
        List.of(),
        null,
        null,
        null,
        Map.of());
  }

  private static TriggerReason reason(Cancellation cancellation) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("cause", cancellation.cause());
    String eventId = cancellation.eventId();
    if (eventId != null) {
      parameters.put("event-id", eventId);
    }
    MemberPicture picture = cancellation.picture();
    String now = picture == null ? null : picture.segments().get(cancellation.axis());
    if (now != null && cancellation.reason() == Cancellation.Reason.MOVED) {
      parameters.put("to", now);
    }
    return new TriggerReason(cancellation.reason().code(), parameters);
  }

  private static TriggerReason reason(Transition transition) {
    if (transition.reason().isEmpty()) {
      return new TriggerReason("moved", Map.of());
    }
    Crossing crossing = transition.reason().get(0);
    String detector = TransitionRecords.detector(crossing.figure());
    return detector == null ? reason(crossing) : reason(detector, crossing, transition);
  }

  private static TriggerReason reason(Crossing crossing) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("limit", Long.toString(crossing.limit()));
    putKnown(parameters, "before", TransitionRecords.value(crossing.before()));
    putKnown(parameters, "after", TransitionRecords.value(crossing.after()));
    return new TriggerReason(
        crossing.figure().kind().code() + (isReached(crossing) ? "-reached" : "-fell-below"),
        parameters);
  }

  /** What a detector says is told with the days of silence, and how many it allows this member. */
  private static TriggerReason reason(String detector, Crossing crossing, Transition transition) {
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("detector", detector);
    Integer silence = TransitionRecords.recencyDays(transition.after());
    Long overdue = TransitionRecords.value(crossing.after());
    if (silence != null && overdue != null) {
      parameters.put("limit", Long.toString(silence - overdue));
    }
    RfmValues before = transition.before();
    putKnown(parameters, "before", before == null ? null : TransitionRecords.recencyDays(before));
    putKnown(parameters, "after", silence);
    return new TriggerReason(isReached(crossing) ? "overdue" : "no-longer-overdue", parameters);
  }

  private static boolean isReached(Crossing crossing) {
    return crossing.after() >= crossing.limit();
  }

  private static void putKnown(
      Map<String, String> parameters, String name, @Nullable Number value) {
    if (value != null) {
      parameters.put(name, value.toString());
    }
  }
}
