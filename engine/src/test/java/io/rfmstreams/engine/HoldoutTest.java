package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Which members are held out: a stated share, always the same ones, independent between policies. */
class HoldoutTest {

  private static final int MEMBERS = 10_000;

  static Policy policy(String name, int holdoutPermille, String salt) {
    return new Policy(
        name,
        new BitSet(),
        true,
        false,
        new TreeMap<>(),
        Duration.ZERO,
        Duration.ofDays(1),
        holdoutPermille,
        salt,
        0,
        Map.of());
  }

  @Test
  void holdoutShare_isWithinItsBinomialBounds() {
    for (int permille : new int[] {1, 50, 100, 500, 900}) {
      Policy policy = policy("p", permille, "salt");
      long held = 0;
      for (int i = 0; i < MEMBERS; i++) {
        held += Triggers.arm(policy, "member-" + i) == Trigger.Arm.HOLDOUT ? 1 : 0;
      }
      assertThat((double) held).isBetween(lowest(permille / 1000.0), highest(permille / 1000.0));
    }
  }

  @Test
  void shareOfNothingAndOfAll_areExact() {
    for (int i = 0; i < MEMBERS; i++) {
      assertThat(Triggers.arm(policy("p", 0, "s"), "m" + i)).isEqualTo(Trigger.Arm.TREATED);
      assertThat(Triggers.arm(policy("p", 1000, "s"), "m" + i)).isEqualTo(Trigger.Arm.HOLDOUT);
    }
  }

  @Test
  void arm_isFixedForAMemberAndGrowsWithTheShare() {
    for (int i = 0; i < 1_000; i++) {
      String id = "m" + i;
      Trigger.Arm arm = Triggers.arm(policy("p", 300, "s"), id);
      assertThat(Triggers.arm(policy("p", 300, "s"), id)).isEqualTo(arm);
      if (arm == Trigger.Arm.HOLDOUT) {
        assertThat(Triggers.arm(policy("p", 400, "s"), id)).isEqualTo(Trigger.Arm.HOLDOUT);
      }
    }
  }

  @Test
  void armsUnderOtherSaltsAndPolicies_areIndependent() {
    assertIndependent(policy("p", 300, "one"), policy("p", 300, "two"));
    assertIndependent(policy("p", 300, "one"), policy("q", 300, "one"));
    // Not the same text cut elsewhere.
    assertIndependent(policy("bc", 300, "a"), policy("c", 300, "ab"));
  }

  private static void assertIndependent(Policy one, Policy other) {
    int both = 0;
    for (int i = 0; i < MEMBERS; i++) {
      boolean heldByOne = Triggers.arm(one, "member-" + i) == Trigger.Arm.HOLDOUT;
      boolean heldByOther = Triggers.arm(other, "member-" + i) == Trigger.Arm.HOLDOUT;
      both += heldByOne && heldByOther ? 1 : 0;
    }
    assertThat((double) both).isBetween(lowest(0.09), highest(0.09));
  }

  /** Four and a half standard deviations below what is expected among the members. */
  private static double lowest(double share) {
    return MEMBERS * share - 4.5 * Math.sqrt(MEMBERS * share * (1 - share));
  }

  private static double highest(double share) {
    return MEMBERS * share + 4.5 * Math.sqrt(MEMBERS * share * (1 - share));
  }
}
