package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.MathContext;
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
            milli(random, 1_000, 5_000),
            random.nextBoolean() ? 0 : milli(random, 0, 3_000),
            2 + random.nextInt(3));
    int found = limit.overdueOn(days);
    if (days.count() < limit.minOrderDays()) {
      assertThat(found).isEqualTo(Detector.NEVER);
      return;
    }
    BigDecimal reached = reachedAfterDays(days, limit);
    assertThat(found)
        .isEqualTo(stepping(days, silence -> BigDecimal.valueOf(silence).compareTo(reached) >= 0));
  }

  /** As the definition says it, with sixty digits and rounding what is a whole number but for them. */
  private static BigDecimal reachedAfterDays(OrderDays days, CadenceLimit limit) {
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
        .round(new MathContext(50));
  }

  private static int stepping(OrderDays days, IntPredicate isOverdueAfter) {
    for (int silence = 1; silence <= Window.LONGEST_DAYS; silence++) {
      if (isOverdueAfter.test(silence)) {
        return days.last() + silence;
      }
    }
    return Detector.NEVER;
  }

  private static int milli(SplittableRandom random, int from, int to) {
    int any = random.nextInt(from, to + 1);
    return random.nextBoolean() ? any : any / 500 * 500;
  }

  private static int[] days(SplittableRandom random) {
    int count = 1 + random.nextInt(8);
    int[] days = new int[count];
    int longestGap = 1 + random.nextInt(random.nextBoolean() ? 5 : 400);
    boolean regular = random.nextInt(4) == 0;
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
