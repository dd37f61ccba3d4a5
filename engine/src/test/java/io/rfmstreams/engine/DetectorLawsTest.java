package io.rfmstreams.engine;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.oracle.Facts;
import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/**
 * Law 1 with churn detectors: after every prefix of a hostile log that ends in a tick, who is overdue
 * and how probably alive is what the definitions say of the reference's facts, computed the plain way.
 */
class DetectorLawsTest {
  private static final double R = 0.525;
  private static final double ALPHA = 43.3;
  private static final double A = 0.891;
  private static final double B = 1.614;
  private static final double LIMIT = 0.4;
  private static final double BEYOND_DOUBT = 1e-9;
  private static final MbgNbd MODEL = new MbgNbd(ModelUnit.DAY, R, ALPHA, A, B);

  /**
   * Eight segments: what each of the three detectors says, as three digits.
   *
   * @param daysLate how many days after it found the member overdue, 0 for right
   */
  private static Axis silence(int daysLate) {
    return new Axis(
        "silence",
        List.of("000", "001", "010", "011", "100", "101", "110", "111", "no order"),
        8,
        Stream.of(
                new InactivityLimit("silent", 45, Map.of("tea", 10)),
                new CadenceLimit("off_beat", 2_000, 500, 3),
                new SurvivalLimit("likely_gone", MODEL, LIMIT))
            .map(detector -> new Bands(Figure.daysOverdue(detector), daysLate))
            .toList(),
        new int[] {0, 1, 2, 3, 4, 5, 6, 7});
  }

  @Property(tries = 150, seed = "73")
  @Tag("long")
  void everyPrefixEndingInATick_asTheDefinitionsSay(@ForAll @LongRange(min = 0) long seed) {
    assertAsDefined(seed, 0, UnaryOperator.identity());
  }

  /**
   * Checks one log.
   *
   * @param daysLate of what the detectors say, 0 for right
   * @param damage what happens to each entry on its way to the engine
   */
  static void assertAsDefined(long seed, int daysLate, UnaryOperator<JournalEntry> damage) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    Reference reference = Reference.of(scenario.journal(), scenario.parameters());
    RuleBook rules = rules(scenario.parameters(), daysLate);
    Played played = new Played(rules, new StoredStores());
    SplittableRandom random = new SplittableRandom(seed);
    for (int position = 0; position < scenario.journal().size(); position++) {
      JournalEntry entry = scenario.journal().get(position);
      played.read(damage.apply(entry), random.nextInt(4));
      if (entry instanceof JournalEntry.Tick tick && random.nextInt(20) == 0) {
        played.drain(Integer.MAX_VALUE);
        LocalDate asOf = LocalDate.ofEpochDay(rules.calendar().asOfDay(tick.at().toEpochMilli()));
        for (Map.Entry<String, MemberState> member : played.stores.members().entrySet()) {
          MemberPicture picture =
              new Lifecycle().picture(member.getValue(), member.getKey(), asOf, rules);
          assertSilence(
              reference.factsAfter(member.getKey(), position).orElseThrow(), asOf, picture);
        }
      }
    }
    played.drain(Integer.MAX_VALUE);
    OracleTest.assertGaplessAndFolding(played);
  }

  /** The default rules and the axis of the detectors. */
  static RuleBook rules(RuleParameters parameters, int daysLate) {
    RuleSet set = DefaultRules.ruleSet(parameters);
    List<Axis> axes = new ArrayList<>(set.axes());
    axes.add(silence(daysLate));
    return RuleBook.of(
        DefaultRules.deployment(parameters),
        new RuleSet(
            set.name(),
            set.version(),
            set.window(),
            set.scores(),
            axes,
            new SurvivalRules(MODEL, null, 365),
            List.of(),
            DefaultRules.HOSTILE_TYPES));
  }

  private static void assertSilence(Facts facts, LocalDate asOf, MemberPicture picture) {
    String actual = picture.segments().get("silence");
    if (facts.orders().isEmpty()) {
      assertThat(actual).isEqualTo("no order");
      assertThat(picture.rfm().pAlive()).isNull();
      return;
    }
    List<LocalDate> days = facts.orderDays();
    long silence = DAYS.between(days.get(days.size() - 1), asOf);
    double alive = pAlive(days, asOf);
    assertThat(Objects.requireNonNull(picture.rfm().pAlive()))
        .isCloseTo(alive, org.assertj.core.data.Offset.offset(BEYOND_DOUBT));
    String expected =
        digit(silence >= (lastIsTea(facts) ? 10 : 45))
            + digit(days.size() >= 3 && silence >= cadenceLimit(days))
            + digit(alive < LIMIT);
    if (Math.abs(alive - LIMIT) > BEYOND_DOUBT) {
      assertThat(actual).as("%s as of %s", days, asOf).isEqualTo(expected);
    }
  }

  private static boolean lastIsTea(Facts facts) {
    Comparator<Facts.Order> lastFirst =
        Comparator.comparing(Facts.Order::at)
            .thenComparing(order -> Optional.ofNullable(order.category()).orElse(""));
    return facts.orders().stream()
        .max(lastFirst)
        .map(Facts.Order::category)
        .filter("tea"::equals)
        .isPresent();
  }

  /** Twice the mean gap and half a sample standard deviation, a hair less for what rounds up. */
  private static double cadenceLimit(List<LocalDate> days) {
    double[] gaps = new double[days.size() - 1];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = DAYS.between(days.get(i), days.get(i + 1));
    }
    double mean = java.util.Arrays.stream(gaps).average().orElseThrow();
    double squares = java.util.Arrays.stream(gaps).map(gap -> (gap - mean) * (gap - mean)).sum();
    return 2 * mean + 0.5 * Math.sqrt(squares / (gaps.length - 1)) - BEYOND_DOUBT;
  }

  /** Batislam et al. (2007): with days for weeks. */
  private static double pAlive(List<LocalDate> days, LocalDate asOf) {
    int repeats = days.size() - 1;
    double lastAt = DAYS.between(days.get(0), days.get(repeats));
    double now = DAYS.between(days.get(0), asOf);
    double ratio = Math.pow((ALPHA + now) / (ALPHA + lastAt), R + repeats);
    return 1 / (1 + A / (B + repeats) * ratio);
  }

  private static String digit(boolean is) {
    return is ? "1" : "0";
  }
}
