package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.OrderHistory;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Who becomes a win-back candidate, when again, and in which arm. */
class TriggersTest {

  private static Told underPolicy(String memberId, int holdoutPermille, Duration cooldown) {
    Policy policy = DefaultRules.onDormant(defaultRetail(), holdoutPermille, cooldown);
    return member(
        memberId,
        RuleBook.of(
            DefaultRules.deployment(defaultRetail()),
            DefaultRules.ruleSet(defaultRetail(), policy)));
  }

  /** Dormant on 2026-06-30, back on 2026-07-20, dormant again on 2027-01-16, 200 days later. */
  private static Told dormantTwice(int holdoutPermille, Duration cooldown) {
    return underPolicy("m1", holdoutPermille, cooldown)
        .bought("2026-01-01", "10.00")
        .bought("2026-07-20", "20.00")
        .nothingUntil("2027-02-01");
  }

  /** 180 days after its second order; what it may cost follows from the models' published formulas. */
  @Test
  void triggerSaysWhatTheSilenceMayCost_whereModelsAreSet() {
    MbgNbd model = new MbgNbd(ModelUnit.WEEK, 0.525, 6.183, 0.891, 1.614);
    GammaGamma value = new GammaGamma(defaultRetail().currency(), 6.25, 3.74, 15.44);
    Policy policy = DefaultRules.onDormant(defaultRetail(), 0, Duration.ZERO);
    RuleSet plain = DefaultRules.ruleSet(defaultRetail(), policy);
    RuleSet rules =
        new RuleSet(
            plain.name(),
            plain.version(),
            plain.window(),
            plain.scores(),
            plain.axes(),
            new SurvivalRules(model, value, 90),
            plain.policies(),
            Set.of());
    Trigger trigger =
        member("m1", RuleBook.of(DefaultRules.deployment(defaultRetail()), rules))
            .of("cups")
            .bought("2025-12-01", "30.00")
            .of("tea")
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-06-30")
            .triggers()
            .get(0);
    double pAlive =
        1 / (1 + 0.891 / 2.614 * Math.pow((6.183 + 211 / 7.0) / (6.183 + 31 / 7.0), 1.525));
    assertThat(trigger.transition().after().pAlive()).isCloseTo(pAlive, Offset.offset(1e-12));
    double ifAlive = model.expectedOrdersIfAlive(new OrderHistory(1, 31), 211, 90);
    double orderMinor = 6.25 * (1_544 + 4_000) / (6.25 * 2 + 2.74);
    assertThat(trigger.valueAtRiskMinor())
        .isCloseTo(Math.round((1 - pAlive) * ifAlive * orderMinor), Offset.offset(1L));
    assertThat(trigger.lastCategory()).isEqualTo("tea");
    assertThat(
            underPolicy("m2", 0, Duration.ZERO)
                .bought("2026-01-01", "1.00")
                .nothingUntil("2026-07-01")
                .triggers())
        .extracting(Trigger::valueAtRiskMinor)
        .containsExactly((Long) null);
  }

  @Test
  void memberThatGoesDormant_becomesACandidate() {
    Told m1 =
        underPolicy("m1", 0, Duration.ofDays(30))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-06-30");
    Trigger trigger = m1.triggers().get(0);
    assertThat(m1.triggers()).hasSize(1);
    assertThat(trigger.transition()).isEqualTo(m1.lastMove("lifecycle"));
    assertThat(trigger.policy()).isEqualTo("win-back-dormant");
    assertThat(trigger.arm()).isEqualTo(Trigger.Arm.TREATED);
    assertThat(trigger.episode()).isEqualTo(LocalDate.parse("2026-01-01"));
    assertThat(trigger.lastPurchaseAt()).isEqualTo(m1.instant("2026-01-01"));
    assertThat(trigger.lifetimeMinor()).isEqualTo(1_000);
    assertThat(trigger.segments())
        .isEqualTo(
            Map.of("value", "general-retain", "lifecycle", "dormant", "loyalty", "first-time"));
  }

  @Test
  void otherTransitions_makeNoCandidate() {
    Told m1 =
        underPolicy("m1", 0, Duration.ZERO)
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-06-29");
    assertThat(m1.transitions()).hasSizeGreaterThan(3);
    assertThat(m1.triggers()).isEmpty();
  }

  @Test
  void trigger_expiresCountedFromWhenItsTransitionBecameTrue() {
    Told m1 =
        underPolicy("m1", 0, Duration.ZERO).bought("2026-01-01", "10.00").oneTickAt("2026-07-13");
    assertThat(m1.triggers().get(0).expiresAt()).isEqualTo(m1.instant("2026-07-14T00:00"));
  }

  @Test
  void coolDownOverTheSecondDormancy_keepsItSilent() {
    assertThat(dormantTwice(0, Duration.ofDays(201)).triggers()).hasSize(1);
    assertThat(dormantTwice(0, Duration.ofDays(200).plusMillis(1)).triggers()).hasSize(1);
  }

  @Test
  void coolDownThatEndsAtTheSecondDormancy_letsItThrough() {
    assertThat(dormantTwice(0, Duration.ofDays(200)).triggers())
        .extracting(Trigger::episode)
        .containsExactly(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-07-20"));
  }

  @Test
  void heldOutCandidates_useUpTheCoolDownLikewise() {
    for (int days : new int[] {0, 200, 201}) {
      List<Trigger> treated = dormantTwice(0, Duration.ofDays(days)).triggers();
      List<Trigger> heldOut = dormantTwice(1000, Duration.ofDays(days)).triggers();
      assertThat(heldOut).extracting(Trigger::arm).containsOnly(Trigger.Arm.HOLDOUT);
      assertThat(treated).extracting(Trigger::arm).containsOnly(Trigger.Arm.TREATED);
      assertThat(heldOut.stream().map(Trigger::triggerId))
          .isEqualTo(treated.stream().map(Trigger::triggerId).toList());
    }
  }

  @Test
  void eachPolicy_hasACoolDownOfItsOwn() {
    Policy first = DefaultRules.onDormant(defaultRetail(), 0, Duration.ofDays(500));
    Policy second =
        new Policy(
            "second",
            first.matches(),
            true,
            false,
            new TreeMap<>(),
            Duration.ZERO,
            first.expiresAfter(),
            0,
            "salt",
            7,
            Map.of("voucher", "10"));
    Told m1 =
        member(
                "m1",
                RuleBook.of(
                    DefaultRules.deployment(defaultRetail()),
                    DefaultRules.ruleSet(defaultRetail(), second, first)))
            .bought("2026-01-01", "10.00")
            .bought("2026-07-20", "20.00")
            .nothingUntil("2027-02-01");
    assertThat(m1.triggers())
        .extracting(Trigger::policy)
        .containsExactly("second", "win-back-dormant", "second");
    assertThat(m1.triggers().get(0).priority()).isEqualTo(7);
    assertThat(m1.triggers().get(0).offer()).containsExactly(Map.entry("voucher", "10"));
  }

  @Test
  void instants_areKeptByNumberInWhateverOrderTheyCome() {
    Numbered kept = Numbered.NONE.with(5, 50).with(2, 20).with(7, 70).with(1, 10).with(5, 55);
    assertThat(kept.numbers()).containsExactly(1, 2, 5, 7);
    assertThat(kept.instants()).containsExactly(10, 20, 55, 70);
    assertThat(kept.get(5)).isEqualTo(55);
    assertThat(kept.get(3)).isEqualTo(Numbered.NEVER);
    assertThat(kept.without(3)).isSameAs(kept);
    Numbered less = kept.without(2).without(7);
    assertThat(less.numbers()).containsExactly(1, 5);
    assertThat(less.instants()).containsExactly(10, 55);
    assertThat(less.without(1).without(5)).isSameAs(Numbered.NONE);
  }

  @Test
  void erasure_forgetsTheCoolDown() {
    Told m1 =
        underPolicy("m1", 0, Duration.ofDays(1000))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-07-01")
            .wasErased("2026-07-02")
            .said("consent", "yes", "2026-07-03")
            .bought("2026-07-03", "10.00")
            .nothingUntil("2027-01-01");
    assertThat(m1.triggers()).hasSize(2);
  }

  /** The moves of an erasure match policies like any others. */
  @Test
  void erasure_makesNobodyACandidate() {
    BitSet everyMove = new BitSet();
    everyMove.set(0, 1 << 16);
    Policy policy =
        new Policy(
            "every-move",
            everyMove,
            true,
            false,
            new TreeMap<>(),
            Duration.ZERO,
            Duration.ofDays(1),
            0,
            "s",
            0,
            Map.of());
    RuleBook rules =
        RuleBook.of(
            DefaultRules.deployment(defaultRetail()),
            DefaultRules.ruleSet(defaultRetail(), policy));
    Told m1 = member("m1", rules).bought("2026-01-01", "10.00");
    assertThat(m1.triggers()).hasSize(3);

    m1.wasErased("2026-01-02");

    assertThat(m1.transitions()).hasSize(6);
    assertThat(m1.triggers()).hasSize(3);
  }

  @Test
  void ids_areTheSameWheneverAndHoweverTheHistoryIsDecided() {
    List<Trigger> inSteps = dormantTwice(0, Duration.ZERO).triggers();
    List<Trigger> atOnce =
        underPolicy("m1", 0, Duration.ZERO)
            .bought("2026-01-01", "10.00")
            .bought("2026-07-20", "20.00")
            .oneTickAt("2027-01-20")
            .triggers();
    assertThat(inSteps.stream().map(Trigger::triggerId))
        .hasSize(2)
        .isEqualTo(atOnce.stream().map(Trigger::triggerId).toList());
    // This is in readers' databases: it must not change.
    assertThat(inSteps.get(0).triggerId()).isEqualTo("0c94bd25-b9a5-3cbe-86b1-e81a276ceef5");
  }

  @Test
  void ids_areDistinctOverMembersTransitionsAndPolicies() {
    Policy first = DefaultRules.onDormant(defaultRetail(), 0, Duration.ZERO);
    Policy second =
        new Policy(
            "second",
            first.matches(),
            true,
            false,
            new TreeMap<>(),
            Duration.ZERO,
            Duration.ofDays(1),
            0,
            "s",
            0,
            Map.of());
    RuleBook twoPolicies =
        RuleBook.of(
            DefaultRules.deployment(defaultRetail()),
            DefaultRules.ruleSet(defaultRetail(), first, second));
    Set<String> ids = new HashSet<>();
    List<Trigger> triggers = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      triggers.addAll(
          member("m" + i, twoPolicies)
              .bought("2026-01-01", "10.00")
              .bought("2026-07-20", "20.00")
              .nothingUntil("2027-02-01")
              .triggers());
    }
    triggers.forEach(trigger -> ids.add(trigger.triggerId()));
    assertThat(triggers).hasSize(2_000);
    assertThat(ids).hasSameSizeAs(triggers);
  }

  @Test
  void cells_areDistinctForEveryMoveAndEverySegmentAfterIt() {
    List<Axis> axes = DefaultRules.ruleSet(defaultRetail()).axes();
    BitSet seen = new BitSet();
    int cells = 0;
    for (int moved = 0; moved < axes.size(); moved++) {
      for (int from = -1; from < axes.get(moved).segments().size(); from++) {
        for (int value = 0; value < axes.get(0).segments().size(); value++) {
          for (int lifecycle = 0; lifecycle < axes.get(1).segments().size(); lifecycle++) {
            for (int loyalty = 0; loyalty < axes.get(2).segments().size(); loyalty++) {
              seen.set(Policy.cell(axes, moved, from, new int[] {value, lifecycle, loyalty}));
              cells++;
            }
          }
        }
      }
    }
    assertThat(seen.cardinality()).isEqualTo(cells);
  }

  @Test
  void policy_refusesNonsense() {
    assertThatThrownBy(() -> HoldoutTest.policy(" ", 0, "s")).hasMessageContaining("name");
    assertThatThrownBy(() -> HoldoutTest.policy("p", -1, "s")).hasMessageContaining("0 to 1000");
    assertThatThrownBy(() -> HoldoutTest.policy("p", 1001, "s")).hasMessageContaining("1001");
    assertThatThrownBy(
            () ->
                new Policy(
                    "p",
                    new BitSet(),
                    true,
                    false,
                    new TreeMap<>(),
                    Duration.ofDays(-1),
                    Duration.ofDays(1),
                    0,
                    "s",
                    0,
                    Map.of()))
        .hasMessageContaining("cool-down");
    assertThatThrownBy(
            () ->
                new Policy(
                    "p",
                    new BitSet(),
                    true,
                    false,
                    new TreeMap<>(),
                    Duration.ZERO,
                    Duration.ZERO,
                    0,
                    "s",
                    0,
                    Map.of()))
        .hasMessageContaining("expiry");
  }
}
