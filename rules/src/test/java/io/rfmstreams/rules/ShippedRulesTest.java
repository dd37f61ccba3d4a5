package io.rfmstreams.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.Scores;
import io.rfmstreams.engine.SurvivalLimit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The shipped rule sets against the contract, figure by figure. */
class ShippedRulesTest {

  @ParameterizedTest
  @CsvSource({
    "default-retail.yaml,CNY,Asia/Shanghai,30,60,90,180",
    "retail-demo.yaml,GBP,Europe/London,15,30,60,120"
  })
  void scoresByTheContractsBoundaries(
      String name, String currency, String zone, long b1, long b2, long b3, long b4) {
    RuleFile file = Project.rules(name);

    assertThat(file.currency().getCurrencyCode()).isEqualTo(currency);
    assertThat(file.zone().getId()).isEqualTo(zone);
    assertThat(file.rules().scores())
        .isEqualTo(
            Scores.byBoundaries(
                new long[] {b1, b2, b3, b4},
                new long[] {2, 3, 5, 9},
                new long[] {20000, 80000, 200000, 500000}));
    assertThat(file.rules().axes().stream().map(Axis::name))
        .containsExactly("value", "lifecycle", "loyalty");
  }

  /** Else a benchmark that compares them would measure something else than the model. */
  @Test
  void theBenchmarksRulesWithoutAModel_areThoseWithOneButForIt() {
    RuleSet with = Project.rules("retail-churn.yaml").rules();
    RuleSet without =
        RuleFile.read(Project.root().resolve("benchmarks/rules/retail-churn-without-model.yaml"))
            .rules();

    assertThat(without.survival()).isNull();
    assertThat(without.window()).isEqualTo(with.window());
    assertThat(without.scores()).isEqualTo(with.scores());
    assertThat(without.detectors())
        .isEqualTo(with.detectors().stream().filter(d -> !(d instanceof SurvivalLimit)).toList());
    assertThat(without.policies()).isEqualTo(with.policies());
    assertThat(without.axes()).hasSameSizeAs(with.axes());
    for (int axis = 0; axis < with.axes().size(); axis++) {
      assertThat(without.axes().get(axis).segments()).isEqualTo(with.axes().get(axis).segments());
      assertThat(without.axes().get(axis).dimensions())
          .isEqualTo(
              with.axes().get(axis).dimensions().stream()
                  .filter(bands -> !(bands.figure().detector() instanceof SurvivalLimit))
                  .toList());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "89,3,80000,important-value",
    "89,2,80000,important-develop",
    "90,3,80000,important-keep",
    "90,2,80000,important-retain",
    "89,3,79999,general-value",
    "89,2,79999,general-develop",
    "90,3,79999,general-keep",
    "90,2,79999,general-retain",
    "0,1,-500,general-develop",
    "9999,99,99999999,important-keep",
    "90,0,0,general-retain"
  })
  void sortsByValue(long recency, long frequency, long monetary, String segment) {
    assertThat(
            segment(
                "default-retail.yaml",
                "value",
                Map.of(
                    Figure.Kind.RECENCY_DAYS, recency,
                    Figure.Kind.FREQUENCY, frequency,
                    Figure.Kind.MONETARY_MINOR, monetary)))
        .isEqualTo(segment);
  }

  @ParameterizedTest
  @CsvSource({
    // Days since the last order, the first, and the latest return; −1 for none.
    "default-retail.yaml,0,0,-1,new",
    "default-retail.yaml,29,29,-1,new",
    "default-retail.yaml,30,30,-1,active",
    "default-retail.yaml,89,200,-1,active",
    "default-retail.yaml,90,200,-1,at-risk",
    "default-retail.yaml,179,200,-1,at-risk",
    "default-retail.yaml,180,200,-1,dormant",
    "default-retail.yaml,364,400,-1,dormant",
    "default-retail.yaml,365,400,-1,churned",
    "default-retail.yaml,59,400,59,won-back",
    "default-retail.yaml,59,400,60,active",
    "default-retail.yaml,100,400,59,at-risk",
    "retail-demo.yaml,29,29,-1,new",
    "retail-demo.yaml,59,59,-1,active",
    "retail-demo.yaml,60,60,-1,at-risk",
    "retail-demo.yaml,120,120,-1,dormant",
    "retail-demo.yaml,240,240,-1,churned",
    "retail-demo.yaml,44,300,44,won-back",
    "retail-demo.yaml,45,300,45,active"
  })
  void sortsByLifecycle(String file, long last, long first, long returned, String segment) {
    assertThat(
            segment(
                file,
                "lifecycle",
                Map.of(
                    Figure.Kind.RECENCY_DAYS, last,
                    Figure.Kind.DAYS_SINCE_FIRST_ORDER, first,
                    Figure.Kind.DAYS_SINCE_RETURN, returned < 0 ? Figure.INFINITE : returned)))
        .isEqualTo(segment);
  }

  @ParameterizedTest
  @CsvSource({
    "default-retail.yaml,0,none",
    "default-retail.yaml,1,first-time",
    "default-retail.yaml,2,repeat",
    "default-retail.yaml,3,fan",
    "retail-demo.yaml,4,repeat",
    "retail-demo.yaml,5,fan"
  })
  void sortsByLoyalty(String file, long orders, String segment) {
    assertThat(segment(file, "loyalty", Map.of(Figure.Kind.FREQUENCY, orders))).isEqualTo(segment);
  }

  @ParameterizedTest
  @CsvSource({"value,none", "lifecycle,prospect", "loyalty,none"})
  void sortsMembersWithoutOrders(String axisName, String segment) {
    Axis axis = axis("default-retail.yaml", axisName);

    assertThat(axis.segments().get(axis.withoutOrder())).isEqualTo(segment);
  }

  @ParameterizedTest
  @CsvSource({"default-retail.yaml,180", "retail-demo.yaml,120"})
  void countsAReturnFromTheDormantLimit(String file, int gap) {
    assertThat(axis(file, "lifecycle").dimensions().stream().map(Bands::figure))
        .contains(Figure.daysSinceReturn(gap));
  }

  @ParameterizedTest
  @CsvSource({"default-retail.yaml", "retail-demo.yaml"})
  void labelsEverySegmentOfEveryAxis(String name) {
    RuleFile file = Project.rules(name);

    for (Axis axis : file.rules().axes()) {
      assertThat(file.labels().get(axis.name()))
          .containsOnlyKeys(axis.segments().toArray(String[]::new));
    }
    assertThat(file.label("value", "important-value")).isEqualTo("重要价值客户");
    assertThat(file.label("lifecycle", "at-risk")).isEqualTo("预流失");
  }

  @Test
  void holdsOutATenthInEveryShippedPolicy() {
    for (String name : List.of("default-retail.yaml", "retail-demo.yaml")) {
      assertThat(Project.rules(name).rules().policies())
          .isNotEmpty()
          .allMatch(policy -> policy.holdoutPermille() == 100);
    }
  }

  private static String segment(String file, String axisName, Map<Figure.Kind, Long> figures) {
    Axis axis = axis(file, axisName);
    int[] bands =
        axis.dimensions().stream()
            .mapToInt(
                dimension -> dimension.of(figures.getOrDefault(dimension.figure().kind(), 0L)))
            .toArray();
    return axis.segments().get(axis.segmentAt(bands));
  }

  private static Axis axis(String file, String name) {
    return Project.rules(file).rules().axes().stream()
        .filter(axis -> axis.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
