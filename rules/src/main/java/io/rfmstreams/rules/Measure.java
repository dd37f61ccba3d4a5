package io.rfmstreams.rules;

import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.Scores;
import java.util.Arrays;
import java.util.Optional;

/** Something that conditions about members speak of: a figure, a score, which bands a figure, or what a detector says. */
sealed interface Measure {

  /** How a condition writes it. */
  String word();

  /** The figure it follows from. */
  Figure figure();

  /** Its value where its figure has {@code figureValue}: a whole number, or whether it is so. */
  Object value(long figureValue);

  /** The lowest value it can have. */
  long least();

  /** The highest value it can have. */
  long most();

  /** The furthest a literal it is compared with may be. */
  long furthestLimit();

  /** A figure itself. */
  record OfFigure(Figure figure) implements Measure {
    @Override
    public String word() {
      return FigureWord.written(figure);
    }

    @Override
    public Object value(long figureValue) {
      return figureValue;
    }

    @Override
    public long least() {
      return figure.kind().least();
    }

    @Override
    public long most() {
      return Long.MAX_VALUE;
    }

    @Override
    public long furthestLimit() {
      return FigureWord.furthestLimit(figure.kind());
    }
  }

  /** Whether a churn detector has found a member overdue. */
  record OfDetector(Detector detector) implements Measure {
    /** Days overdue on the day a member becomes so: what is below is not. */
    static final long OVERDUE = 0;

    @Override
    public String word() {
      return detector.name();
    }

    @Override
    public Figure figure() {
      return Figure.daysOverdue(detector);
    }

    @Override
    public Object value(long figureValue) {
      return figureValue >= OVERDUE;
    }

    @Override
    public long least() {
      return Figure.NOT_OVERDUE;
    }

    @Override
    public long most() {
      return Long.MAX_VALUE;
    }

    @Override
    public long furthestLimit() {
      return Long.MAX_VALUE;
    }
  }

  /** A score: the same for all values of its figure in a band. */
  record OfScore(Score score, Scores scores) implements Measure {
    @Override
    public String word() {
      return score.word;
    }

    @Override
    public Figure figure() {
      return bands().figure();
    }

    @Override
    public Object value(long figureValue) {
      return (long)
          switch (score) {
            case R -> scores.r(figureValue);
            case F -> scores.f(figureValue);
            case M -> scores.m(figureValue);
          };
    }

    @Override
    public long least() {
      return 1;
    }

    @Override
    public long most() {
      return bands().count();
    }

    @Override
    public long furthestLimit() {
      return Long.MAX_VALUE;
    }

    Bands bands() {
      return switch (score) {
        case R -> scores.recency();
        case F -> scores.frequency();
        case M -> scores.monetary();
      };
    }
  }

  /** The three scores as conditions name them. */
  enum Score {
    R("r"),
    F("f"),
    M("m");

    private final String word;

    Score(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Optional<Score> named(String word) {
      return Arrays.stream(values()).filter(score -> score.word.equals(word)).findFirst();
    }
  }
}
