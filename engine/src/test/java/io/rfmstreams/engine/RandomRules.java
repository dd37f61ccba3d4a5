package io.rfmstreams.engine;

import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Rule sets nobody would write: any figures, any cuts, a segment per cell by chance. What holds for
 * them holds for every rule file.
 */
final class RandomRules {
  private final SplittableRandom random;
  private final Deployment deployment;

  RandomRules(SplittableRandom random, Deployment deployment) {
    this.random = random;
    this.deployment = deployment;
  }

  /** Up to three versions that begin somewhere between two days. */
  RuleBook book(LocalDate from, LocalDate to) {
    List<RuleBook.Version> versions = new ArrayList<>();
    int number = 1 + random.nextInt(3);
    for (int version = 1; version <= number; version++) {
      long day = random.nextLong(from.toEpochDay(), to.toEpochDay());
      versions.add(new RuleBook.Version(ruleSet(version), LocalDate.ofEpochDay(day)));
    }
    return new RuleBook(deployment, versions);
  }

  private RuleSet ruleSet(int version) {
    Scores scores = Scores.byBoundaries(days(), orders(), amounts());
    List<Axis> axes = new ArrayList<>();
    int number = 1 + random.nextInt(3);
    for (int axis = 0; axis < number; axis++) {
      axes.add(axis("axis-" + (axis + random.nextInt(2) * 10)));
    }
    return new RuleSet(
        "random", version, window(), scores, axes, null, List.of(), DefaultRules.HOSTILE_TYPES);
  }

  private Window window() {
    return switch (random.nextInt(4)) {
      case 0 -> Window.UNLIMITED;
      case 1 -> new Window(1);
      case 2 -> new Window(deployment.longestWindowDays());
      default -> new Window(1 + random.nextInt(deployment.longestWindowDays()));
    };
  }

  private Axis axis(String name) {
    List<Bands> dimensions = new ArrayList<>();
    int number = random.nextInt(4);
    int cells = 1;
    for (int i = 0; i < number; i++) {
      Bands bands = bands();
      dimensions.add(bands);
      cells *= bands.count();
    }
    List<String> segments = List.of("a", "b", "c").subList(0, 1 + random.nextInt(3));
    int[] table = random.ints(cells, 0, segments.size()).toArray();
    return new Axis(name, segments, random.nextInt(segments.size()), dimensions, table);
  }

  private Bands bands() {
    Figure.Kind kind = Figure.Kind.values()[random.nextInt(Figure.Kind.values().length)];
    return switch (kind) {
      case RECENCY_DAYS, DAYS_SINCE_FIRST_ORDER -> new Bands(Figure.of(kind), days());
      case DAYS_SINCE_RETURN -> new Bands(Figure.daysSinceReturn(1 + random.nextInt(200)), days());
      case DAYS_OVERDUE ->
          new Bands(Figure.daysOverdue(detector()), random.nextBoolean() ? new long[] {0} : days());
      case FREQUENCY, LIFETIME_ORDERS -> new Bands(Figure.of(kind), orders());
      case MONETARY_MINOR, LIFETIME_MINOR -> new Bands(Figure.of(kind), amounts());
    };
  }

  private Detector detector() {
    return switch (random.nextInt(3)) {
      case 0 ->
          new InactivityLimit(
              "silent", 1 + random.nextInt(200), Map.of("tea", 1 + random.nextInt(400)));
      case 1 -> new SurvivalLimit("likely_gone", model(), 0.01 + 0.98 * random.nextDouble());
      default ->
          new CadenceLimit(
              "off-beat",
              1_000 + random.nextInt(4_000),
              random.nextBoolean() ? 0 : random.nextInt(3_000),
              2 + random.nextInt(3));
    };
  }

  private SurvivalModel model() {
    ModelUnit unit = random.nextBoolean() ? ModelUnit.DAY : ModelUnit.WEEK;
    double r = anyParameter();
    double alpha = anyParameter();
    double a = anyParameter();
    double b = anyParameter();
    return random.nextBoolean()
        ? new BgNbd(unit, r, alpha, a, b)
        : new MbgNbd(unit, r, alpha, a, b);
  }

  /** From a hundredth to a hundred. */
  private double anyParameter() {
    return Math.pow(10, 4 * random.nextDouble() - 2);
  }

  private long[] days() {
    return ascending(1, 1 + deployment.longestWindowDays());
  }

  private long[] orders() {
    return ascending(0, 12);
  }

  private long[] amounts() {
    return ascending(-50_000, 300_000);
  }

  private long[] ascending(long from, long to) {
    return random.longs(random.nextInt(5), from, to).sorted().distinct().toArray();
  }
}
