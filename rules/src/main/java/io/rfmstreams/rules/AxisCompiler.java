package io.rfmstreams.rules;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Scores;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.AxisDraft.SegmentDraft;
import io.rfmstreams.rules.DetectorReader.Detectors;
import io.rfmstreams.rules.yaml.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Turns an axis as it was written into the engine's, whose conditions have become a table. */
final class AxisCompiler {
  /** More would take seconds to fill. */
  private static final int MOST_CELLS = 100_000;

  private final ConditionLanguage language;
  private final Window window;
  private final Scores scores;
  private final Detectors detectors;
  private final Problems problems;

  AxisCompiler(Window window, Scores scores, Detectors detectors, Problems problems) {
    this.window = window;
    this.language = ConditionLanguage.aboutMembers(detectors.declared().keySet());
    this.scores = scores;
    this.detectors = detectors;
    this.problems = problems;
  }

  /** The axis; empty if the file has an error. */
  Optional<Axis> compile(AxisDraft draft) {
    FigureCuts cuts = new FigureCuts(scores, detectors.made(), problems);
    List<Condition> conditions = new ArrayList<>();
    for (SegmentDraft segment : draft.segments()) {
      segment
          .when()
          .flatMap(when -> language.compile(when, problems))
          .ifPresent(
              condition -> {
                cuts.add(condition);
                conditions.add(condition);
              });
    }
    checkSize(draft, cuts.bands());
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    return AxisTable.fill(conditions, cuts, problems).map(table -> axis(draft, table));
  }

  private void checkSize(AxisDraft draft, List<Bands> dimensions) {
    long cells = 1;
    for (Bands bands : dimensions) {
      cells = Math.min(cells * bands.count(), Integer.MAX_VALUE);
    }
    if (cells > MOST_CELLS) {
      problems.error(
          draft.name().at(),
          "the conditions of axis `%s` tell too many cases apart: %s"
              .formatted(
                  draft.name().text(),
                  dimensions.stream()
                      .map(b -> b.count() + " of " + FigureWord.written(b.figure()))
                      .collect(Collectors.joining(" × "))),
          "at most " + MOST_CELLS + "; compare fewer figures, or split the axis");
    }
  }

  private Axis axis(AxisDraft draft, AxisTable table) {
    List<String> names = draft.segmentNames();
    checkFallback(draft, table);
    for (int i = 0; i < draft.segments().size(); i++) {
      if (!table.isReached(i)) {
        warnUnreached(
            draft.segments().get(i), i < draft.segments().size() - 1 && !table.holdsSomewhere(i));
      }
    }
    return IdleCuts.leaveOut(
        new Axis(
            draft.name().text(),
            names,
            names.indexOf(draft.withoutOrder().text()),
            table.dimensions(),
            table.cells()));
  }

  private void checkFallback(AxisDraft draft, AxisTable table) {
    OneTimeBuyers oneTimeBuyers = new OneTimeBuyers(table, window);
    for (int i = 0; i < draft.segments().size(); i++) {
      if (oneTimeBuyers.areLeftOutOf(i)) {
        SegmentDraft segment = draft.segments().get(i);
        problems.error(
            segment.when().orElse(segment.name()).at(0),
            "a BG/NBD detector leads to segment `%s`, but it never speaks of one-time buyers, and no other way in is open to them"
                .formatted(segment.name().text()),
            "a way in that takes no second order, such as `|| recencyDays >= 180`");
      }
    }
  }

  private void warnUnreached(SegmentDraft segment, boolean neverHolds) {
    problems.warning(
        segment.when().orElse(segment.name()).at(0),
        "no member with an order can be in segment `%s`: %s"
            .formatted(
                segment.name().text(),
                neverHolds
                    ? "its condition never holds"
                    : "the conditions before it take them all"),
        "a segment that some member can be in");
  }
}
