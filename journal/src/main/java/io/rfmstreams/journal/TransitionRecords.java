package io.rfmstreams.journal;

import io.rfmstreams.engine.Crossing;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.RfmValues;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.schemas.SegmentTransition;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns the engine's transitions into the contract's records. */
public final class TransitionRecords {
  private final String currency;

  public TransitionRecords(Currency currency) {
    this.currency = currency.getCurrencyCode();
  }

  public SegmentTransition of(Transition transition) {
    RfmValues before = transition.before();
    return new SegmentTransition(
        transition.memberId(),
        transition.sequence(),
        transition.axis(),
        transition.from(),
        transition.to(),
        transition.cause(),
        transition.effectiveAt(),
        transition.detectedAt(),
        before == null ? null : of(before),
        of(transition.after()),
        of(transition.reason()),
        transition.ruleSet(),
        transition.ruleVersion(),
        transition.eventId());
  }

  private io.rfmstreams.schemas.Figures of(RfmValues rfm) {
    return new io.rfmstreams.schemas.Figures(
        recencyDays(rfm),
        rfm.frequency(),
        rfm.monetaryMinor(),
        currency,
        score(rfm.r()),
        score(rfm.f()),
        score(rfm.m()),
        rfm.pAlive());
  }

  static @Nullable Integer recencyDays(RfmValues rfm) {
    return rfm.hasOrder() ? rfm.recencyDays() : null;
  }

  /** The engine writes no score as 0. */
  static @Nullable Integer score(int score) {
    return score == 0 ? null : score;
  }

  private static List<io.rfmstreams.schemas.Crossing> of(List<Crossing> crossings) {
    List<io.rfmstreams.schemas.Crossing> records = new ArrayList<>(crossings.size());
    for (Crossing crossing : crossings) {
      records.add(of(crossing));
    }
    return records;
  }

  private static io.rfmstreams.schemas.Crossing of(Crossing crossing) {
    Figure figure = crossing.figure();
    return new io.rfmstreams.schemas.Crossing(
        figure.kind().word(),
        figure.parameter() == 0 ? null : figure.parameter(),
        detector(figure),
        crossing.limit(),
        value(crossing.before()),
        value(crossing.after()));
  }

  static @Nullable Long value(long value) {
    return value == Figure.INFINITE || value == Figure.NOT_OVERDUE ? null : value;
  }

  static @Nullable String detector(Figure figure) {
    Detector detector = figure.detector();
    return detector == null ? null : detector.name();
  }
}
