package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.Policy;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The engine's tables against what the conditions mean, for members and moves of all kinds. */
class TablesTest {
  private static final int SEGMENTS = 4;

  @Property(tries = 300)
  void theTableNamesTheFirstSegmentWhoseConditionHolds(@ForAll long seed) {
    Random random = new Random(seed);
    List<Figure> figures = RandomCondition.someFigures(random);
    List<RandomCondition> conditions = new ArrayList<>();
    StringBuilder segments = new StringBuilder();
    for (int i = 0; i < SEGMENTS - 1; i++) {
      RandomCondition condition = RandomCondition.any(random, figures);
      conditions.add(condition);
      segments.append("      - { name: s%d, when: '%s' }\n".formatted(i, condition.text()));
    }
    Axis axis = RuleFile.parse("random.yaml", FILE.formatted(segments)).rules().axes().get(0);

    for (int i = 0; i < 200; i++) {
      RandomCondition.Member member = RandomCondition.Member.any(random);
      int[] bands =
          axis.dimensions().stream()
              .mapToInt(dimension -> dimension.of(member.value(dimension.figure())))
              .toArray();
      assertThat(axis.segmentAt(bands))
          .as("%s of %s", member, conditions)
          .isEqualTo(firstHolding(conditions, member));
    }
  }

  @Property(tries = 300)
  void everyCutPartsTwoSegmentsSomewhere(@ForAll long seed) {
    Random random = new Random(seed);
    RandomCondition condition = RandomCondition.any(random, RandomCondition.someFigures(random));
    String segment = "      - { name: s0, when: '%s' }\n".formatted(condition.text());
    Axis axis = RuleFile.parse("random.yaml", FILE.formatted(segment)).rules().axes().get(0);
    int[] table = axis.table();
    int inner = table.length;
    for (Bands dimension : axis.dimensions()) {
      inner /= dimension.count();
      BitSet parts = new BitSet();
      for (int cell = inner; cell < table.length; cell++) {
        int band = cell / inner % dimension.count();
        if (band > 0 && table[cell] != table[cell - inner]) {
          parts.set(band);
        }
      }
      assertThat(parts.cardinality()).isEqualTo(dimension.count() - 1);
    }
  }

  @Property(tries = 300)
  void aPolicyMatchesTheMovesItsConditionHoldsFor(@ForAll long seed) {
    Random random = new Random(seed);
    RandomMoveCondition condition = RandomMoveCondition.any(random);
    RuleFileText file =
        RuleFileText.valid()
            .with(
                "when: 'axis == \"lifecycle\" && to == \"silent\"'",
                "when: '" + condition.text() + "'");
    List<Axis> axes = file.parse().rules().axes();
    BitSet matches = file.parse().rules().policies().get(0).matches();

    for (int moved = 0; moved < axes.size(); moved++) {
      for (int from = -1; from < axes.get(moved).segments().size(); from++) {
        for (int lifecycle = 0; lifecycle < axes.get(0).segments().size(); lifecycle++) {
          for (int value = 0; value < axes.get(1).segments().size(); value++) {
            int[] segments = {lifecycle, value};
            assertThat(matches.get(Policy.cell(axes, moved, from, segments)))
                .as(
                    "%s: axis %d from %d to %d, %d",
                    condition.text(), moved, from, lifecycle, value)
                .isEqualTo(condition.holds(axes, moved, from, segments));
          }
        }
      }
    }
  }

  private static int firstHolding(List<RandomCondition> conditions, RandomCondition.Member member) {
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).meaning().test(member)) {
        return i;
      }
    }
    return conditions.size();
  }

  private static final String FILE =
      """
      rule-set: random
      version: 1
      zone: UTC
      currency: EUR
      window: 30
      scores:
        recency-days: [3, 7, 20]
        frequency: [2, 5]
        monetary-minor: [-5, 0, 10]
      detectors:
        - { name: silent, inactivity-days: 30, by-category: { tea: 7 } }
        - { name: off_beat, cadence-factor: 2.5 }
      axes:
        - name: random
          without-order: none
          segments:
      %s      - { name: rest }
      """;
}
