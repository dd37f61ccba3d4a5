package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** Which version holds on which day, against the definition gone through version by version. */
class RuleBookDaysTest {
  private static final RuleSet RULES = DefaultRules.ruleSet(defaultRetail());

  private static RuleBook book(List<LocalDate> days) {
    return new RuleBook(
        DefaultRules.deployment(defaultRetail()),
        days.stream().map(day -> new RuleBook.Version(RULES, day)).toList());
  }

  @Property(tries = 300, seed = "42")
  void versionAndNextActivation_asDefined(@ForAll @LongRange(min = 0) long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<LocalDate> days = new ArrayList<>();
    random.ints(random.nextInt(1, 7), 0, 8).forEach(day -> days.add(LocalDate.ofEpochDay(day)));
    RuleBook book = book(days);
    for (int day = -2; day < 10; day++) {
      assertThat(book.versionOn(day)).isEqualTo(holding(days, day));
      assertThat(book.nextActivationAfter(day)).isEqualTo(nextOther(days, day));
    }
  }

  /** From its day on a version replaces the one before; before the earliest day the first of it holds. */
  private static int holding(List<LocalDate> days, int day) {
    int holding = days.indexOf(days.stream().min(LocalDate::compareTo).orElseThrow());
    for (int i = 0; i < days.size(); i++) {
      if (days.get(i).toEpochDay() <= day && !days.get(i).isBefore(days.get(holding))) {
        holding = i;
      }
    }
    return holding;
  }

  private static int nextOther(List<LocalDate> days, int day) {
    for (int later = day + 1; later < 20; later++) {
      if (holding(days, later) != holding(days, day)) {
        return later;
      }
    }
    return ZoneCalendar.NEVER;
  }

  @Test
  void versionForADayBeyondAllNumbers_neverBegins() {
    RuleBook book = book(List.of(LocalDate.EPOCH, LocalDate.MAX));
    assertThat(book.nextActivationAfter(0)).isEqualTo(ZoneCalendar.NEVER);
    assertThat(book.versionOn(100_000)).isZero();
  }
}
