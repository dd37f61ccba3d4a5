package io.rfmstreams.topology;

import io.rfmstreams.engine.Crossing;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.Trigger;
import io.rfmstreams.schemas.TriggerReason;
import io.rfmstreams.schemas.WinbackTrigger;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Turns the engine's triggers into the contract's records. */
public final class TriggerRecords {
  private static final String SEND = "send";
  private static final String TREATED = "treated";

  private final String currency;

  public TriggerRecords(Currency currency) {
    this.currency = currency.getCurrencyCode();
  }

  /** The record of a treated trigger. */
  public WinbackTrigger of(Trigger trigger) {
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
        reason(transition.reason()),
        null,
        List.of(),
        null,
        null,
        null,
        // Sorted: the order in which an immutable map hands out its entries differs between runs.
        new TreeMap<>(trigger.offer()));
  }

  private static TriggerReason reason(List<Crossing> crossings) {
    if (crossings.isEmpty()) {
      return new TriggerReason("moved", Map.of());
    }
    Crossing crossing = crossings.get(0);
    boolean reached = crossing.after() >= crossing.limit();
    Map<String, String> parameters = new TreeMap<>();
    parameters.put("limit", Long.toString(crossing.limit()));
    String detector = TransitionRecords.detector(crossing.figure());
    if (detector != null) {
      parameters.put("detector", detector);
    }
    putKnown(parameters, "before", crossing.before());
    putKnown(parameters, "after", crossing.after());
    return new TriggerReason(
        FigureNames.code(crossing.figure()) + (reached ? "-reached" : "-fell-below"), parameters);
  }

  private static void putKnown(Map<String, String> parameters, String name, long value) {
    Long known = TransitionRecords.value(value);
    if (known != null) {
      parameters.put(name, known.toString());
    }
  }
}
