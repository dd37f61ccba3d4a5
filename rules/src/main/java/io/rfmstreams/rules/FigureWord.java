package io.rfmstreams.rules;

import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.Figure.Kind;
import io.rfmstreams.engine.Window;
import java.util.Arrays;
import java.util.Optional;

/** A figure as conditions name it in every rule set, and the values it can have of a member with an order. */
enum FigureWord {
  RECENCY_DAYS("recencyDays", Kind.RECENCY_DAYS, 0),
  FREQUENCY("frequency", Kind.FREQUENCY, 0),
  MONETARY_MINOR("monetaryMinor", Kind.MONETARY_MINOR, Long.MIN_VALUE),
  DAYS_SINCE_FIRST_ORDER("daysSinceFirstOrder", Kind.DAYS_SINCE_FIRST_ORDER, 0),
  /** A function of the gap in days. */
  DAYS_SINCE_RETURN("daysSinceReturn", Kind.DAYS_SINCE_RETURN, 0),
  LIFETIME_ORDERS("lifetimeOrders", Kind.LIFETIME_ORDERS, 1),
  LIFETIME_MINOR("lifetimeMinor", Kind.LIFETIME_MINOR, Long.MIN_VALUE);

  private final String word;
  private final Kind kind;
  private final long least;

  FigureWord(String word, Kind kind, long least) {
    this.word = word;
    this.kind = kind;
    this.least = least;
  }

  String word() {
    return word;
  }

  /** The figure; without the parameter of {@link #DAYS_SINCE_RETURN} there is none. */
  Figure figure() {
    return Figure.of(kind);
  }

  /** The lowest value there is. */
  long least() {
    return least;
  }

  /** Some value that a figure can have. */
  static long anyValue(Figure figure) {
    return figure.detector() != null ? 0 : Math.max(0, of(figure.kind()).least());
  }

  /** The furthest a limit may lie: days beyond the longest window are no limits. */
  long furthestLimit() {
    return switch (kind) {
      case RECENCY_DAYS, DAYS_SINCE_FIRST_ORDER, DAYS_SINCE_RETURN, DAYS_OVERDUE ->
          Window.LONGEST_DAYS;
      case FREQUENCY, MONETARY_MINOR, LIFETIME_ORDERS, LIFETIME_MINOR -> Long.MAX_VALUE;
    };
  }

  /** The figure of this name that is a variable. */
  static Optional<FigureWord> variable(String word) {
    return Arrays.stream(values())
        .filter(figure -> figure != DAYS_SINCE_RETURN && figure.word.equals(word))
        .findFirst();
  }

  static FigureWord of(Kind kind) {
    return Arrays.stream(values()).filter(word -> word.kind == kind).findFirst().orElseThrow();
  }

  /** The figure as a condition writes it, for instance {@code daysSinceReturn(180)}. */
  static String written(Figure figure) {
    Detector detector = figure.detector();
    if (detector != null) {
      return detector.name();
    }
    String word = of(figure.kind()).word;
    return figure.kind() == Kind.DAYS_SINCE_RETURN ? word + "(" + figure.parameter() + ")" : word;
  }
}
