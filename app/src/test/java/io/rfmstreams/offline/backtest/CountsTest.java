package io.rfmstreams.offline.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** The counts that stand for the members, held against lists of the members. */
class CountsTest {
  private static final int HIGHEST = 30;

  private record Ranked(int rank, boolean silent) {}

  private record Given(double chance, boolean returned) {}

  @RepeatedTest(20)
  void aRanking_knowsWhatAListOfAllMembersKnows(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Ranked> members = new ArrayList<>();
    Ranking ranking = new Ranking(HIGHEST);
    Ranking half = new Ranking(HIGHEST);
    for (int i = 0; i < 200; i++) {
      Ranked member = new Ranked(random.nextInt(HIGHEST + 1), random.nextInt(3) > 0);
      members.add(member);
      (i % 2 == 0 ? ranking : half).add(member.rank(), member.silent());
    }
    ranking.add(half);

    double concordant = 0;
    double pairs = 0;
    for (Ranked silent : members) {
      for (Ranked returned : members) {
        if (silent.silent() && !returned.silent()) {
          pairs++;
          concordant += Math.signum(silent.rank() - returned.rank()) / 2 + 0.5;
        }
      }
    }
    assertThat(ranking.ranksRight()).isCloseTo(concordant / pairs, within(1e-12));

    members.sort(Comparator.comparing(Ranked::rank).reversed());
    int wanted = 1 + random.nextInt(200);
    int lowest = members.get(wanted - 1).rank();
    int next = wanted == members.size() ? -1 : members.get(wanted).rank();
    double best = right(members, wanted, Comparator.comparing(Ranked::silent).reversed());
    double worst = right(members, wanted, Comparator.comparing(Ranked::silent));
    assertThat(ranking.top(wanted).fromRank()).isEqualTo(next == lowest ? lowest : next + 1);
    assertThat(ranking.top(wanted).right()).isBetween(worst - 1e-9, best + 1e-9);
    assertThat(ranking.lift()).hasSize(100);
    assertThat(ranking.lift().get(99).lift()).isCloseTo(1, within(1e-12));
  }

  /** How many are right if ties are broken for, or against it. */
  private static double right(List<Ranked> members, int wanted, Comparator<Ranked> ties) {
    return members.stream()
        .sorted(Comparator.comparing(Ranked::rank).reversed().thenComparing(ties))
        .limit(wanted)
        .filter(Ranked::silent)
        .count();
  }

  @Test
  void tiedMembers_countByTheShareThatIsWanted() {
    Ranking ranking = new Ranking(2);
    ranking.add(2, true);
    for (int i = 0; i < 4; i++) {
      ranking.add(1, i == 0);
    }
    assertThat(ranking.top(3)).isEqualTo(new Ranking.Top(1.5, 1));
  }

  @Test
  void withoutBothKinds_nothingRanksRight() {
    Ranking ranking = new Ranking(2);
    ranking.add(1, false);
    assertThat(ranking.ranksRight()).isNaN();
    assertThat(ranking.lift()).isEmpty();
  }

  @RepeatedTest(20)
  void tenths_holdTheMembersInOrder(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    List<Given> members = new ArrayList<>();
    Chances chances = new Chances();
    for (int i = 0; i < 1_000; i++) {
      Given member = new Given((random.nextInt(400) + 0.5) / 400, random.nextBoolean());
      members.add(member);
      chances.add(member.chance(), member.returned());
    }
    members.sort(Comparator.comparing(Given::chance));
    int from = 0;
    double before = 0;
    List<Chances.Group> tenths = chances.tenths();
    for (int i = 0; i < tenths.size(); i++) {
      Chances.Group group = tenths.get(i);
      List<Given> held = members.subList(from, from + (int) group.members());
      from += held.size();
      assertThat(group.chance())
          .isGreaterThan(before)
          .isCloseTo(held.stream().mapToDouble(Given::chance).average().orElse(0), within(1e-9));
      assertThat(group.returned()).isEqualTo(held.stream().filter(Given::returned).count());
      assertThat(from).isBetween(100 * (i + 1), 100 * (i + 1) + 12);
      before = group.chance();
    }
    assertThat(tenths).hasSize(10);
    assertThat(from).isEqualTo(1_000);
  }

  /** A model fitted to members of whom hardly any is seen to stop. */
  @Test
  void chancesNextToOne_areToldApart() {
    Chances chances = new Chances();
    for (int i = 1; i <= 100; i++) {
      chances.add(1 - 1e-9 * i, i <= 50);
    }
    assertThat(chances.ranking().ranksRight()).isCloseTo(1, within(0.01));
    assertThat(chances.tenths()).hasSizeGreaterThan(5);
  }

  /** BG/NBD is sure of everyone with one order day. */
  @Test
  void membersWithTheSameChance_stayTogether() {
    Chances chances = new Chances();
    for (int i = 0; i < 60; i++) {
      chances.add(1, i < 30);
    }
    for (int i = 0; i < 40; i++) {
      chances.add(i / 100.0, false);
    }
    assertThat(chances.tenths()).hasSize(5);
    assertThat(chances.tenths().get(4)).isEqualTo(new Chances.Group(60, 1, 30));
    assertThat(chances.mean()).isCloseTo((60 + 7.8) / 100, within(1e-12));
  }
}
