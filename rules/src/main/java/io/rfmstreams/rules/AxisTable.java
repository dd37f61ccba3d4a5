package io.rfmstreams.rules;

import dev.cel.runtime.CelEvaluationException;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Cells;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.rules.yaml.Problems;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The segments of an axis by cell: the index of the first condition that holds there, the number of
 * conditions if none does.
 *
 * <p>One value from each band stands for all of them, since every condition is the same for all.
 */
final class AxisTable {
  private final List<Condition> conditions;
  private final FigureCuts cuts;
  private final List<Bands> dimensions;
  private final Cells numbering;
  private final int[] cells;
  private final BitSet reached = new BitSet();
  private final BitSet everHolding = new BitSet();

  private AxisTable(List<Condition> conditions, FigureCuts cuts) {
    this.conditions = conditions;
    this.cuts = cuts;
    this.dimensions = cuts.bands();
    this.numbering = Cells.ofBands(dimensions);
    this.cells = new int[numbering.count()];
  }

  /**
   * Evaluates the conditions in every cell.
   *
   * @param cuts the cuts of these conditions, few enough
   * @return empty if a condition has no answer somewhere, which was noted
   */
  static Optional<AxisTable> fill(List<Condition> conditions, FigureCuts cuts, Problems problems) {
    AxisTable table = new AxisTable(conditions, cuts);
    return table.fill(problems) ? Optional.of(table) : Optional.empty();
  }

  List<Bands> dimensions() {
    return dimensions;
  }

  /** The table, as {@link Cells} numbers the dimensions' bands. */
  int[] cells() {
    return cells.clone();
  }

  /** Whether some cell is this segment's. */
  boolean isReached(int segment) {
    return reached.get(segment);
  }

  /** The cells of a segment, each as the band of every dimension. */
  List<int[]> cellsOf(int segment) {
    List<int[]> found = new ArrayList<>();
    int[] bands = new int[dimensions.size()];
    for (int cell : cells) {
      if (cell == segment) {
        found.add(bands.clone());
      }
      numbering.advance(bands);
    }
    return found;
  }

  /** The segment of a cell, given as the band of every dimension. */
  int segment(int[] bands) {
    return cells[numbering.number(bands)];
  }

  /** Whether a condition holds somewhere, be it in a cell that an earlier one takes. */
  boolean holdsSomewhere(int condition) {
    return everHolding.get(condition);
  }

  private boolean fill(Problems problems) {
    List<Answers> answers = conditions.stream().map(Answers::new).toList();
    int[] bands = new int[dimensions.size()];
    for (int cell = 0; cell < cells.length; cell++) {
      Map<String, Object> values = values(bands);
      cells[cell] = conditions.size();
      for (int i = conditions.size() - 1; i >= 0; i--) {
        try {
          if (answers.get(i).at(bands, values)) {
            cells[cell] = i;
            everHolding.set(i);
          }
        } catch (CelEvaluationException failure) {
          noteFailure(conditions.get(i), values, failure, problems);
          return false;
        }
      }
      reached.set(cells[cell]);
      numbering.advance(bands);
    }
    return true;
  }

  /** A condition's answers, asked for once in all cells that do not differ in what it speaks of. */
  private final class Answers {
    private final Condition condition;

    /** By dimension: how far apart the answers of neighbouring bands are; 0 if they are the same. */
    private final int[] strides = new int[dimensions.size()];

    private final BitSet known = new BitSet();
    private final BitSet holding = new BitSet();

    Answers(Condition condition) {
      this.condition = condition;
      int stride = 1;
      for (int i = 0; i < strides.length; i++) {
        if (speaksOf(dimensions.get(i).figure())) {
          strides[i] = stride;
          stride *= dimensions.get(i).count();
        }
      }
    }

    private boolean speaksOf(Figure figure) {
      return cuts.measures().stream()
          .filter(measure -> measure.figure().equals(figure))
          .anyMatch(measure -> condition.words().contains(measure.word()));
    }

    boolean at(int[] bands, Map<String, Object> values) throws CelEvaluationException {
      int answer = 0;
      for (int i = 0; i < bands.length; i++) {
        answer += bands[i] * strides[i];
      }
      if (!known.get(answer)) {
        holding.set(answer, condition.holds(values));
        known.set(answer);
      }
      return holding.get(answer);
    }
  }

  /** Values that stand for a cell: the lowest of each band; below the lowest cut, one below it. */
  private Map<String, Object> values(int[] bands) {
    Map<Figure, Long> figures = new HashMap<>();
    for (int i = 0; i < bands.length; i++) {
      Bands dimension = dimensions.get(i);
      long value = bands[i] == 0 ? dimension.lowest(1) - 1 : dimension.lowest(bands[i]);
      figures.put(dimension.figure(), value);
    }
    Map<String, Object> values = new HashMap<>();
    for (Measure measure : cuts.measures()) {
      // A figure without cuts is the same to the conditions whatever it is.
      long figure = figures.getOrDefault(measure.figure(), FigureWord.anyValue(measure.figure()));
      values.put(measure.word(), measure.value(figure));
    }
    return values;
  }

  private static void noteFailure(
      Condition condition,
      Map<String, Object> values,
      CelEvaluationException failure,
      Problems problems) {
    String where =
        condition.words().stream()
            .map(word -> word + " = " + values.get(word))
            .collect(Collectors.joining(", "));
    problems.error(
        condition.at(),
        "the condition has no answer where " + where + ": " + ConditionFaults.said(failure),
        "a condition that is true or false for every member");
  }
}
