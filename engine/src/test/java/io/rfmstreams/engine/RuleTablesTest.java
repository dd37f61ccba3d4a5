package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The parts a rule set is made of look up what they should, and refuse nonsense with a reason. */
class RuleTablesTest {

  private static final Figure RECENCY = Figure.of(Figure.Kind.RECENCY_DAYS);
  private static final Figure ORDERS = Figure.of(Figure.Kind.FREQUENCY);

  @Test
  void valueEqualToACut_isInTheUpperBand() {
    Bands bands = new Bands(RECENCY, 10, 20);
    assertThat(bands.count()).isEqualTo(3);
    assertThat(List.of(bands.of(9), bands.of(10), bands.of(19), bands.of(20)))
        .containsExactly(0, 1, 1, 2);
    assertThat(List.of(bands.lowest(0), bands.lowest(1), bands.lowest(2)))
        .containsExactly(Long.MIN_VALUE, 10L, 20L);
    assertThat(bands.nextCutAbove(9)).isEqualTo(10);
    assertThat(bands.nextCutAbove(10)).isEqualTo(20);
    assertThat(bands.nextCutAbove(20)).isEqualTo(Figure.INFINITE);
  }

  @Test
  void cutCrossed_isTheNearEdgeOfTheBandEntered() {
    Bands bands = new Bands(RECENCY, 10, 20, 30);
    assertThat(bands.cutCrossed(0, 2)).isEqualTo(20);
    assertThat(bands.cutCrossed(3, 1)).isEqualTo(20);
    assertThat(bands.cutCrossed(1, 0)).isEqualTo(10);
  }

  @Test
  void bands_areEqualByFigureAndCuts() {
    assertThat(new Bands(RECENCY, 10))
        .isEqualTo(new Bands(RECENCY, 10))
        .hasSameHashCodeAs(new Bands(RECENCY, 10))
        .isNotEqualTo(new Bands(RECENCY, 11))
        .isNotEqualTo(new Bands(ORDERS, 10));
    assertThat(new Bands(RECENCY, 10)).hasToString(RECENCY + " cut at [10]");
  }

  @Test
  void bands_refuseCutsThatDoNotAscend() {
    assertThatThrownBy(() -> new Bands(RECENCY, 10, 10)).hasMessageContaining("[10, 10]");
    assertThatThrownBy(() -> new Bands(RECENCY, 10, 9)).hasMessageContaining("must ascend");
  }

  @Test
  void bandsGivenOut_cannotBeChanged() {
    Bands bands = new Bands(RECENCY, 10);
    bands.cuts()[0] = 99;
    assertThat(bands.cuts()).containsExactly(10);
  }

  @Test
  void axis_looksUpTheLastDimensionFastest() {
    Axis axis =
        new Axis(
            "a",
            List.of("s0", "s1", "s2", "s3", "s4", "s5"),
            0,
            List.of(new Bands(RECENCY, 10), new Bands(ORDERS, 1, 2)),
            new int[] {0, 1, 2, 3, 4, 5});
    assertThat(axis.segmentAt(0, 2)).isEqualTo(2);
    assertThat(axis.segmentAt(1, 0)).isEqualTo(3);
    assertThat(axis.segmentAt(1, 2)).isEqualTo(5);
    axis.table()[0] = 5;
    assertThat(axis.table()).containsExactly(0, 1, 2, 3, 4, 5);
  }

  private static Axis axis(List<String> segments, int withoutOrder, int... table) {
    return new Axis("a", segments, withoutOrder, List.of(new Bands(RECENCY, 10)), table);
  }

  @Test
  void axis_refusesATableThatDoesNotFit() {
    List<String> segments = List.of("s0", "s1");
    assertThatThrownBy(() -> axis(segments, 0, 0)).hasMessageContaining("2 cells, its table 1");
    assertThatThrownBy(() -> axis(segments, 0, 0, 2)).hasMessageContaining("not 2");
    assertThatThrownBy(() -> axis(segments, 0, -1, 0)).hasMessageContaining("not -1");
    assertThatThrownBy(() -> axis(segments, 2, 0, 0)).hasMessageContaining("0 to 1, not 2");
    assertThatThrownBy(() -> axis(List.of("s", "s"), 0, 0, 0)).hasMessageContaining("twice");
  }

  @Test
  void figure_takesAGapOnlyForDaysSinceAReturn() {
    assertThat(Figure.daysSinceReturn(1).parameter()).isEqualTo(1);
    assertThatThrownBy(() -> Figure.daysSinceReturn(0)).hasMessageContaining("a day or more");
    assertThatThrownBy(() -> new Figure(Figure.Kind.FREQUENCY, 1, null))
        .hasMessageContaining("no parameter");
    assertThatThrownBy(() -> Figure.of(Figure.Kind.DAYS_OVERDUE))
        .hasMessageContaining("takes a detector");
  }

  @Test
  void window_hasOneToACenturyOfDays() {
    assertThat(new Window(Window.LONGEST_DAYS).isUnlimited()).isFalse();
    assertThat(Window.UNLIMITED.isUnlimited()).isTrue();
    assertThat(Window.UNLIMITED).hasToString("unlimited");
    assertThat(new Window(90)).hasToString("90 days");
    assertThatThrownBy(() -> new Window(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Window(Window.LONGEST_DAYS + 1)).hasMessageContaining("36526");
  }

  @Test
  void scores_refuseBoundariesOfAnotherFigure() {
    Bands days = new Bands(RECENCY, 1);
    Bands orders = new Bands(ORDERS, 1);
    Bands minor = new Bands(Figure.of(Figure.Kind.MONETARY_MINOR), 1);
    assertThat(new Scores(days, orders, minor).r(0)).isEqualTo(2);
    assertThatThrownBy(() -> new Scores(orders, orders, minor))
        .hasMessageContaining("RECENCY_DAYS");
    assertThatThrownBy(() -> new Scores(days, days, minor)).hasMessageContaining("FREQUENCY");
    assertThatThrownBy(() -> new Scores(days, orders, days)).hasMessageContaining("MONETARY_MINOR");
  }

  @Test
  void ruleSet_refusesNonsense() {
    RuleSet good = DefaultRules.ruleSet(defaultRetail());
    Axis axis = good.axes().get(0);
    Policy policy = DefaultRules.onDormant(defaultRetail(), 0, Duration.ZERO);
    assertThatThrownBy(() -> ruleSet(0, List.of(axis))).hasMessageContaining("1 or more");
    assertThatThrownBy(() -> ruleSet(1, List.of())).hasMessageContaining("no axis");
    assertThatThrownBy(() -> ruleSet(1, List.of(axis, axis))).hasMessageContaining("an axis twice");
    assertThatThrownBy(() -> ruleSet(1, List.of(axis), policy, policy))
        .hasMessageContaining("a policy twice");
  }

  private static RuleSet ruleSet(int version, List<Axis> axes, Policy... policies) {
    RuleSet good = DefaultRules.ruleSet(defaultRetail());
    return new RuleSet(
        "r", version, good.window(), good.scores(), axes, null, List.of(policies), Set.of());
  }

  @Test
  void deployment_refusesNonsense() {
    assertThatThrownBy(() -> deployment(0, 1, 1)).hasMessageContaining("was 0");
    assertThatThrownBy(() -> deployment(Window.LONGEST_DAYS + 1, 1, 1))
        .hasMessageContaining("36526");
    assertThatThrownBy(() -> deployment(1, 0, 1)).hasMessageContaining("0 and 1");
    assertThatThrownBy(() -> deployment(1, 1, 0)).hasMessageContaining("1 and 0");
    assertThat(deployment(1, 1, 1).longestWindowDays()).isEqualTo(1);
  }

  private static Deployment deployment(int longest, int money, int other) {
    return new Deployment(
        ZoneId.of("Asia/Shanghai"),
        Currency.getInstance("CNY"),
        longest,
        new Deployment.Memory(money, other));
  }
}
