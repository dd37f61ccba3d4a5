package io.rfmstreams.engine;

import io.rfmstreams.oracle.RuleParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;

/** The three default axes as tables, made from the oracle's parameters without any rule file. */
final class DefaultRules {

  /** A type only the hostile logs know. */
  static final Set<String> HOSTILE_TYPES = Set.of("heartbeat");

  private DefaultRules() {}

  /** With the parameters' policies, which hold nobody out. */
  static RuleBook book(RuleParameters p) {
    return book(p, 0);
  }

  static RuleBook book(RuleParameters p, int holdoutPermille) {
    Policy[] policies =
        p.policies().stream()
            .map(policy -> PolicyWords.of(policy, p, holdoutPermille))
            .toArray(Policy[]::new);
    return RuleBook.of(deployment(p), ruleSet(p, policies));
  }

  static Deployment deployment(RuleParameters p) {
    return new Deployment(
        p.zone(),
        p.currency(),
        p.longestWindowDays(),
        new Deployment.Memory(p.moneyMemory(), p.otherMemory()),
        Deployment.DEFAULT_EARLIEST_DAY,
        p.triggersFrom());
  }

  static RuleSet ruleSet(RuleParameters p, Policy... policies) {
    return new RuleSet(
        p.name(),
        p.version(),
        p.windowDays() == null ? Window.UNLIMITED : new Window(p.windowDays()),
        scores(p),
        List.of(value(scores(p)), lifecycle(p), loyalty(p)),
        null,
        List.of(policies),
        HOSTILE_TYPES);
  }

  private static Scores scores(RuleParameters p) {
    return Scores.byBoundaries(
        longs(p.recencyBoundaries()),
        longs(p.frequencyBoundaries()),
        longs(p.monetaryBoundaries()));
  }

  private static long[] longs(List<? extends Number> numbers) {
    return numbers.stream().mapToLong(Number::longValue).toArray();
  }

  private static Axis value(Scores scores) {
    List<String> segments = new ArrayList<>();
    for (String worth : List.of("important", "general")) {
      for (String what : List.of("value", "develop", "keep", "retain")) {
        segments.add(worth + "-" + what);
      }
    }
    segments.add("none");
    List<Bands> dimensions = List.of(scores.recency(), scores.frequency(), scores.monetary());
    int[] table =
        cells(dimensions).stream()
            .mapToInt(
                bands -> {
                  boolean r = scores.recency().count() - bands[0] >= 3;
                  boolean f = 1 + bands[1] >= 3;
                  boolean m = 1 + bands[2] >= 3;
                  return (m ? 0 : 4) + (r ? 0 : 2) + (f ? 0 : 1);
                })
            .toArray();
    return new Axis("value", segments, 8, dimensions, table);
  }

  private static Axis lifecycle(RuleParameters p) {
    List<Bands> dimensions =
        List.of(
            new Bands(
                Figure.of(Figure.Kind.RECENCY_DAYS),
                p.atRiskDays(),
                p.dormantDays(),
                p.churnedDays()),
            new Bands(Figure.daysSinceReturn(p.dormantDays()), p.wonBackDays()),
            new Bands(Figure.of(Figure.Kind.DAYS_SINCE_FIRST_ORDER), p.newDays()));
    List<String> segments =
        List.of("prospect", "churned", "dormant", "at-risk", "won-back", "new", "active");
    int[] table =
        cells(dimensions).stream()
            .mapToInt(
                bands -> {
                  if (bands[0] > 0) {
                    return 4 - bands[0];
                  }
                  return bands[1] == 0 ? 4 : bands[2] == 0 ? 5 : 6;
                })
            .toArray();
    return new Axis("lifecycle", segments, 0, dimensions, table);
  }

  private static Axis loyalty(RuleParameters p) {
    Bands orders =
        new Bands(
            Figure.of(Figure.Kind.FREQUENCY),
            LongStream.of(p.firstTimeOrders(), p.repeatOrders(), p.fanOrders()).toArray());
    return new Axis(
        "loyalty",
        List.of("none", "first-time", "repeat", "fan"),
        0,
        List.of(orders),
        new int[] {0, 1, 2, 3});
  }

  /** A policy for every move to dormant, a member's first ones too. */
  static Policy onDormant(RuleParameters p, int holdoutPermille, java.time.Duration cooldown) {
    return PolicyWords.entering(p, "lifecycle", "dormant")
        .named("win-back-dormant")
        .alsoOnFirstMoves()
        .coolingDown(cooldown)
        .holdingOut(holdoutPermille)
        .policy();
  }

  /** Every combination of bands, the last dimension fastest. */
  private static List<int[]> cells(List<Bands> dimensions) {
    List<int[]> cells = new ArrayList<>();
    cells.add(new int[0]);
    for (Bands dimension : dimensions) {
      List<int[]> longer = new ArrayList<>();
      for (int[] cell : cells) {
        for (int band = 0; band < dimension.count(); band++) {
          int[] more = java.util.Arrays.copyOf(cell, cell.length + 1);
          more[cell.length] = band;
          longer.add(more);
        }
      }
      cells = longer;
    }
    return cells;
  }
}
