package io.rfmstreams.topology;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.Figure;
import io.rfmstreams.engine.Policy;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.Scores;
import io.rfmstreams.engine.Window;
import java.time.Duration;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Shortened rules of {@code default-retail}: its lifecycle axis without {@code new} and {@code won-back},
 * its loyalty axis, and a policy that wants every member back who falls dormant.
 */
final class TestRules {
  static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private static final List<String> LIFECYCLE =
      List.of("prospect", "churned", "dormant", "at-risk", "active");
  private static final List<String> LOYALTY = List.of("none", "first-time", "repeat", "fan");

  private TestRules() {}

  static RuleBook book() {
    return book(deployment(Deployment.Memory.DEFAULT), 0);
  }

  /** The rules with this share of members held out of the policy. */
  static RuleBook bookHoldingOut(int permille) {
    return book(deployment(Deployment.Memory.DEFAULT), permille);
  }

  static RuleBook bookRemembering(int moneyEvents) {
    return book(deployment(new Deployment.Memory(moneyEvents, moneyEvents)), 0);
  }

  static Deployment deployment(Deployment.Memory memory) {
    return new Deployment(ZONE, Currency.getInstance("CNY"), 365, memory);
  }

  private static RuleBook book(Deployment deployment, int holdoutPermille) {
    Axis lifecycle =
        new Axis(
            "lifecycle",
            LIFECYCLE,
            0,
            List.of(new Bands(Figure.of(Figure.Kind.RECENCY_DAYS), 90, 180, 365)),
            new int[] {4, 3, 2, 1});
    Axis loyalty =
        new Axis(
            "loyalty",
            LOYALTY,
            0,
            List.of(new Bands(Figure.of(Figure.Kind.FREQUENCY), 1, 2, 3)),
            new int[] {0, 1, 2, 3});
    List<Axis> axes = List.of(lifecycle, loyalty);
    RuleSet rules =
        new RuleSet(
            "test-retail",
            1,
            new Window(365),
            Scores.byBoundaries(
                new long[] {30, 60, 90, 180},
                new long[] {2, 3, 5, 9},
                new long[] {20_000, 80_000, 200_000, 500_000}),
            axes,
            null,
            List.of(onDormant(axes, holdoutPermille)),
            Set.of());
    return RuleBook.of(deployment, rules);
  }

  private static Policy onDormant(List<Axis> axes, int holdoutPermille) {
    BitSet matches = new BitSet();
    for (int from = -1; from < LIFECYCLE.size(); from++) {
      for (int loyalty = 0; loyalty < LOYALTY.size(); loyalty++) {
        int dormant = LIFECYCLE.indexOf("dormant");
        matches.set(Policy.cell(axes, 0, from, new int[] {dormant, loyalty}));
      }
    }
    return new Policy(
        "win-back-dormant",
        matches,
        true,
        false,
        new TreeMap<>(),
        Duration.ofDays(30),
        Duration.ofDays(14),
        holdoutPermille,
        "salt",
        5,
        Map.of("voucher", "10-off", "channel", "app"));
  }
}
