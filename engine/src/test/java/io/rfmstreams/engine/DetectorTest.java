package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.OrderHistory;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Each detector's day is the one that looking at every day finds. */
class DetectorTest {
  private static final MathContext EXACT = new MathContext(60);
  private static final int LONGEST_SPAN = 84_000;

  @Property(tries = 3_000, seed = "71")
  void inactivity_asSteppingDayByDayFindsIt(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] days = days(random);
    InactivityLimit limit =
        new InactivityLimit(
            "silent", 1 + random.nextInt(400), Map.of("tea", 1 + random.nextInt(40)));
    for (String category : new String[] {null, "tea", "cups"}) {
      int wanted = "tea".equals(category) ? limit.daysByCategory().get("tea") : limit.days();
      OrderDays orderDays = OrderDays.of(IntStream.of(days), category);
      assertThat(limit.overdueOn(orderDays))
          .isEqualTo(stepping(orderDays, silence -> silence >= wanted));
    }
  }

  @Property(tries = 20_000, seed = "72")
  void cadence_asSteppingDayByDayFindsIt(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OrderDays days = OrderDays.of(IntStream.of(days(random)), null);
    CadenceLimit limit =
        new CadenceLimit(
            "off-beat",
            random.nextInt(4) == 0 ? toTheLongest(days) : milli(random, 1_000),
            random.nextBoolean() ? 0 : milli(random, 0),
            2 + random.nextInt(random.nextInt(4) == 0 ? 999 : 3));
    int found = limit.overdueOn(days);
    if (days.count() < limit.minOrderDays()) {
      assertThat(found).isEqualTo(Detector.NEVER);
      return;
    }
    long reached = reachedAfterDays(days, limit);
    assertThat(found).isEqualTo(stepping(days, silence -> silence >= reached));
  }

  @Property(tries = 500, seed = "74")
  void survival_asSteppingDayByDayFindsIt(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    OrderDays days = OrderDays.of(IntStream.of(days(random)), null);
    SurvivalModel model = model(random);
    SurvivalRules rules = new SurvivalRules(model, null, 1);
    int last = days.first() + OrderHistory.LAST_DAY;
    double limit = random.nextDouble(0.000_001, 0.999_999);
    if (random.nextBoolean()) {
      // One that a day meets exactly.
      double met = rules.pAlive(days, Math.min(last, days.last() + random.nextInt(2_000)));
      limit = met > 0 && met < 1 ? met : limit;
    }
    int day = days.last();
    while (day <= last && rules.pAlive(days, day) >= limit) {
      day++;
    }
    assertThat(new SurvivalLimit("gone", model, limit).overdueOn(days))
        .isEqualTo(day <= last ? day : Detector.NEVER);
  }

  /** Over the whole range that is accepted, or near what is fitted. */
  private static SurvivalModel model(SplittableRandom random) {
    double range = random.nextBoolean() ? 12 : 2;
    double[] p =
        random.doubles(4, -range, range).map(exponent -> StrictMath.pow(10, exponent)).toArray();
    ModelUnit unit = random.nextBoolean() ? ModelUnit.DAY : ModelUnit.WEEK;
    return random.nextBoolean()
        ? new BgNbd(unit, p[0], p[1], p[2], p[3])
        : new MbgNbd(unit, p[0], p[1], p[2], p[3]);
  }

  /**
   * The whole days after which the limit is reached, as the definition says it: with sixty digits, and
   * rounding what is a whole number but for them.
   */
  private static long reachedAfterDays(OrderDays days, CadenceLimit limit) {
    BigDecimal gaps = BigDecimal.valueOf(days.count() - 1);
    BigDecimal span = BigDecimal.valueOf(days.last() - days.first());
    BigDecimal mean = span.divide(gaps, EXACT);
    BigDecimal deviation = BigDecimal.ZERO;
    if (days.count() > 2) {
      BigDecimal squares = BigDecimal.valueOf(days.sumOfSquaredGaps());
      BigDecimal variance =
          squares
              .multiply(gaps)
              .subtract(span.pow(2))
              .divide(gaps.multiply(gaps.subtract(BigDecimal.ONE)), EXACT);
      deviation = variance.sqrt(EXACT);
    }
    return mean.multiply(BigDecimal.valueOf(limit.factorMilli(), 3))
        .add(deviation.multiply(BigDecimal.valueOf(limit.spreadsMilli(), 3)))
        .round(new MathContext(50))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private static int stepping(OrderDays days, IntPredicate isOverdueAfter) {
    for (int silence = 1; silence <= Window.LONGEST_DAYS; silence++) {
      if (isOverdueAfter.test(silence)) {
        return days.last() + silence;
      }
    }
    return Detector.NEVER;
  }

  /** A factor that puts the limit about where limits end, or the nearest to it. */
  private static int toTheLongest(OrderDays days) {
    long span = Math.max(1, days.last() - days.first());
    long milli = 1_000L * Window.LONGEST_DAYS * (days.count() - 1) / span;
    return (int) Math.max(1_000, Math.min(CadenceLimit.MOST_MILLI, milli));
  }

  private static int milli(SplittableRandom random, int from) {
    int any = random.nextInt(from, 1 + (random.nextBoolean() ? 5_000 : CadenceLimit.MOST_MILLI));
    return random.nextBoolean() ? any : any / 500 * 500;
  }

  /** A few days or many, close together or over up to 230 years. */
  private static int[] days(SplittableRandom random) {
    int count = 1 + random.nextInt(random.nextInt(8) == 0 ? 1_000 : 8);
    int[] longestGaps = {5, 400, LONGEST_SPAN};
    int longestGap =
        1 + random.nextInt(Math.min(longestGaps[random.nextInt(3)], LONGEST_SPAN / count));
    boolean regular = random.nextInt(4) == 0;
    int[] days = new int[count];
    int day = random.nextInt(80_000);
    for (int i = 0; i < count; i++) {
      days[i] = day;
      day += regular ? longestGap : 1 + random.nextInt(longestGap);
    }
    return days;
  }

  // Worked cases.

  @Test
  void regularBuyer_isOverdueAtTheFactorTimesTheGap() {
    OrderDays weekly = orderDays("2026-01-01", "2026-01-08", "2026-01-15");
    assertThat(overdueOn(new CadenceLimit("c", 2_000, 0, 3), weekly)).isEqualTo("2026-01-29");
    assertThat(overdueOn(new CadenceLimit("c", 2_000, 3_000, 3), weekly)).isEqualTo("2026-01-29");
    assertThat(overdueOn(new CadenceLimit("c", 1_500, 0, 3), weekly)).isEqualTo("2026-01-26");
  }

  @Test
  void irregularBuyer_getsMoreTimeByTheSpread() {
    // Gaps 5 and 15: mean 10, sample deviation √50 = 7.07.
    OrderDays days = orderDays("2026-01-01", "2026-01-06", "2026-01-21");
    assertThat(overdueOn(new CadenceLimit("c", 1_000, 0, 2), days)).isEqualTo("2026-01-31");
    assertThat(overdueOn(new CadenceLimit("c", 1_000, 1_000, 2), days)).isEqualTo("2026-02-08");
  }

  @Test
  void tooFewOrderDays_giveNoRhythm() {
    OrderDays two = orderDays("2026-01-01", "2026-01-06");
    assertThat(new CadenceLimit("c", 2_000, 0, 3).overdueOn(two)).isEqualTo(Detector.NEVER);
    assertThat(overdueOn(new CadenceLimit("c", 2_000, 500, 2), two)).isEqualTo("2026-01-16");
  }

  @Test
  void theLongestLimit_isReached_andOneBeyondItNever() {
    OrderDays days = OrderDays.of(IntStream.of(0, 487), null);
    assertThat(new CadenceLimit("c", 75_000, 0, 2).overdueOn(days))
        .isEqualTo(487 + Window.LONGEST_DAYS);
    assertThat(new CadenceLimit("c", 75_001, 0, 2).overdueOn(days)).isEqualTo(Detector.NEVER);
  }

  @Test
  void nonsense_isRefusedByName() {
    assertThatThrownBy(() -> new InactivityLimit("d", 0, Map.of()))
        .hasMessageContaining("d: a limit");
    assertThatThrownBy(() -> new InactivityLimit("d", 9, Map.of("tea", 0)))
        .hasMessageContaining("was given 0");
    assertThatThrownBy(() -> new CadenceLimit("d", 999, 0, 2)).hasMessageContaining("0.999");
    assertThatThrownBy(() -> new CadenceLimit("d", 1_000, -1, 2)).hasMessageContaining("-0.001");
    assertThatThrownBy(() -> new CadenceLimit("d", 1_000, 0, 1)).hasMessageContaining("given 1");
  }

  private static OrderDays orderDays(String... days) {
    return OrderDays.of(
        IntStream.range(0, days.length).map(i -> (int) LocalDate.parse(days[i]).toEpochDay()),
        null);
  }

  private static String overdueOn(Detector detector, OrderDays days) {
    return LocalDate.ofEpochDay(detector.overdueOn(days)).toString();
  }
}
