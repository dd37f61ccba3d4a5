package io.rfmstreams.rules;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableExpr;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.Scores;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The values at which the conditions of an axis may change their answer.
 *
 * <p>A figure may stand only beside a literal in a comparison, which cuts it where the comparison's
 * answer changes. A score is cut where its boundaries are, and is free otherwise. What a detector says
 * changes on the day it speaks. Between the cuts every condition is constant, so one look at each band
 * is enough.
 */
final class FigureCuts {
  private static final Comparator<Figure> ORDER =
      Comparator.comparing(Figure::kind)
          .thenComparingInt(Figure::parameter)
          .thenComparing(figure -> figure.detector() == null ? "" : figure.detector().name());

  private final Scores scores;
  private final List<Detector> detectors;
  private final Problems problems;
  private final Map<Figure, TreeSet<Long>> cuts = new TreeMap<>(ORDER);
  private final Set<Measure> measures = new LinkedHashSet<>();

  FigureCuts(Scores scores, List<Detector> detectors, Problems problems) {
    this.scores = scores;
    this.detectors = detectors;
    this.problems = problems;
  }

  /** Adds what a condition asks; notes figures used other than in a comparison with a literal. */
  void add(Condition condition) {
    condition
        .nodes()
        .forEach(
            node ->
                measure(node.expr(), condition).ifPresent(found -> add(found, node, condition)));
  }

  /** What the conditions ask for. */
  Set<Measure> measures() {
    return measures;
  }

  /** The figures asked for, those of one band alone left out. */
  List<Bands> bands() {
    List<Bands> bands = new ArrayList<>();
    cuts.forEach(
        (figure, values) -> {
          if (!values.isEmpty()) {
            bands.add(new Bands(figure, values.stream().mapToLong(Long::longValue).toArray()));
          }
        });
    return bands;
  }

  private Optional<Measure> measure(CelExpr part, Condition condition) {
    if (part.getKind() == Kind.IDENT) {
      String word = part.ident().name();
      Optional<Measure> score =
          Measure.Score.named(word).map(named -> new Measure.OfScore(named, scores));
      return score
          .or(() -> FigureWord.variable(word).map(Measure.OfFigure::new))
          .or(
              () ->
                  detectors.stream()
                      .filter(detector -> detector.name().equals(word))
                      .<Measure>map(Measure.OfDetector::new)
                      .findFirst());
    }
    if (part.getKind() == Kind.CALL && part.call().function().equals(ConditionLanguage.RETURN)) {
      OptionalLong gap = Condition.returnGap(part);
      if (gap.isPresent() && gap.getAsLong() >= 1 && gap.getAsLong() <= Window.LONGEST_DAYS) {
        return Optional.of(new Measure.OfFigure(Figure.daysSinceReturn((int) gap.getAsLong())));
      }
      problems.error(
          condition.at(part),
          "the gap of `" + ConditionLanguage.RETURN + "` is not a number of days",
          "a whole number from 1 to " + Window.LONGEST_DAYS);
    }
    return Optional.empty();
  }

  private void add(Measure measure, CelNavigableExpr node, Condition condition) {
    measures.add(measure);
    TreeSet<Long> known = cuts.computeIfAbsent(measure.figure(), figure -> new TreeSet<>());
    if (measure instanceof Measure.OfScore score) {
      for (long boundary : score.bands().cuts()) {
        known.add(boundary);
      }
    }
    if (measure instanceof Measure.OfDetector) {
      known.add(Measure.OfDetector.OVERDUE);
      return;
    }
    Optional<CelNavigableExpr> parent = node.parent();
    List<Comparison> comparisons =
        parent.map(above -> comparisons(above.expr(), node.expr())).orElse(List.of());
    if (comparisons.isEmpty() && measure instanceof Measure.OfFigure) {
      problems.error(
          condition.at(node.expr()),
          "`" + measure.word() + "` is not compared with a whole number",
          "`"
              + measure.word()
              + " < 30` or the like: a figure may only be compared with a number"
              + " that is written out");
    }
    for (Comparison comparison : comparisons) {
      add(measure, comparison, condition.at(node.expr()), known);
    }
    if (!comparisons.isEmpty() && comparisons.stream().allMatch(c -> isIdle(measure, c))) {
      problems.warning(
          condition.at(node.expr()),
          "this comparison is always " + comparisons.get(0).holds(measure.least()),
          "a limit within what `" + measure.word() + "` can be: " + range(measure));
    }
  }

  private void add(Measure measure, Comparison comparison, Position at, Set<Long> known) {
    if (Math.abs(comparison.literal()) > measure.furthestLimit()) {
      problems.error(
          at,
          "`" + measure.word() + "` is compared with " + comparison.literal(),
          "at most " + measure.furthestLimit() + ", about a century");
    } else if (measure instanceof Measure.OfFigure) {
      comparison.cuts().filter(cut -> cut > measure.least()).forEach(known::add);
    }
  }

  /** Whether the answer is the same for every value there is. */
  private static boolean isIdle(Measure measure, Comparison comparison) {
    return comparison.cuts().noneMatch(cut -> cut > measure.least() && cut <= measure.most());
  }

  private static String range(Measure measure) {
    return measure instanceof Measure.OfScore
        ? measure.least() + " to " + measure.most()
        : measure.least() + " or more";
  }

  /** The comparisons with literals that {@code part} is one side of; empty if it is not. */
  private static List<Comparison> comparisons(CelExpr parent, CelExpr part) {
    if (parent.getKind() != Kind.CALL || parent.call().args().size() != 2) {
      return List.of();
    }
    String operator = parent.call().function();
    CelExpr left = parent.call().args().get(0);
    CelExpr right = parent.call().args().get(1);
    boolean isLeft = left.id() == part.id();
    if (operator.equals(Comparison.IN) && isLeft && right.getKind() == Kind.LIST) {
      List<OptionalLong> items =
          right.list().elements().stream().map(Condition::wholeNumber).toList();
      return items.stream().allMatch(OptionalLong::isPresent)
          ? items.stream().map(item -> new Comparison("_==_", item.getAsLong())).toList()
          : List.of();
    }
    String mirrored = Comparison.MIRRORED.get(operator);
    OptionalLong literal = Condition.wholeNumber(isLeft ? right : left);
    return mirrored == null || literal.isEmpty()
        ? List.of()
        : List.of(new Comparison(isLeft ? operator : mirrored, literal.getAsLong()));
  }
}
