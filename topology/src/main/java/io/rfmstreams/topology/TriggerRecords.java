package io.rfmstreams.topology;

import io.rfmstreams.engine.Crossing;
import io.rfmstreams.engine.Figures;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.Trigger;
import io.rfmstreams.schemas.TriggerReason;
import io.rfmstreams.schemas.WinbackTrigger;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
        reason(transition),
        null,
        List.of(),
        null,
        null,
        null,
        // Sorted: the order in which an immutable map hands out its entries differs between runs.
        new TreeMap<>(trigger.offer()));
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
        FigureNames.code(crossing.figure()) + (isReached(crossing) ? "-reached" : "-fell-below"),
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
    Figures before = transition.before();
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
