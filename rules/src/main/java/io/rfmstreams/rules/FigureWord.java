package io.rfmstreams.rules;

import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.Figure.Ageing;
import io.rfmstreams.engine.Figure.Kind;
import io.rfmstreams.engine.Window;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Figures as conditions write them: by their own word, but that a detector is written by its name and a
 * return as a function of the gap in days.
 */
final class FigureWord {

  /** The function of the gap in days. */
  static final String RETURN = Kind.DAYS_SINCE_RETURN.word();

  private static final Set<Kind> VARIABLES =
      EnumSet.complementOf(EnumSet.of(Kind.DAYS_SINCE_RETURN, Kind.DAYS_OVERDUE));

  private FigureWord() {}

  /** The words that every rule set has. */
  static List<String> all() {
    return Arrays.stream(Kind.values())
        .filter(kind -> kind != Kind.DAYS_OVERDUE)
        .map(Kind::word)
        .toList();
  }

  /** The figure of this name that is a variable. */
  static Optional<Figure> variable(String word) {
    return VARIABLES.stream().filter(kind -> kind.word().equals(word)).findFirst().map(Figure::of);
  }

  /** The figure as a condition writes it, for instance {@code daysSinceReturn(180)}. */
  static String written(Figure figure) {
    Detector detector = figure.detector();
    if (detector != null) {
      return detector.name();
    }
    String word = figure.kind().word();
    return figure.kind() == Kind.DAYS_SINCE_RETURN ? word + "(" + figure.parameter() + ")" : word;
  }

  /** Some value that a figure can have. */
  static long anyValue(Figure figure) {
    return Math.max(0, figure.kind().least());
  }

  /** The furthest a limit may lie: days beyond the longest window are no limits. */
  static long furthestLimit(Kind kind) {
    return kind.ageing() == Ageing.DAILY ? Window.LONGEST_DAYS : Long.MAX_VALUE;
  }
}
