package io.rfmstreams.offline.backtest;

import java.util.ArrayList;
import java.util.List;

/**
 * Chances that a model gave members, and how many of these then ordered. It keeps parts of the
 * logarithmic odds, not members, so its size does not grow with them: these are fine at both ends too,
 * where a model may hold nearly everybody.
 */
final class Chances {
  private static final int PARTS_OF_ONE = 128;

  /** The logarithmic odds of the largest number below 1, rounded up. */
  private static final int MOST_LOG_ODDS = 37;

  private static final int PARTS = 2 * MOST_LOG_ODDS * PARTS_OF_ONE;
  private static final int GROUPS = 10;

  private final long[] members = new long[PARTS + 1];
  private final long[] returned = new long[PARTS + 1];
  private final double[] sums = new double[PARTS + 1];

  /**
   * Members with about the same chance.
   *
   * @param members how many
   * @param chance the mean of what the model gave them
   * @param returned how many of them ordered within the horizon
   */
  record Group(long members, double chance, long returned) {

    /** The share that ordered. */
    double share() {
      return (double) returned / members;
    }
  }

  void add(double chance, boolean returns) {
    int part = partOf(chance);
    members[part]++;
    returned[part] += returns ? 1 : 0;
    sums[part] += chance;
  }

  private static int partOf(double chance) {
    double logOdds = Math.log(chance) - Math.log1p(-chance); // infinite at 0 and 1
    double within = Math.max(-MOST_LOG_ODDS, Math.min(MOST_LOG_ODDS, logOdds));
    return (int) ((within + MOST_LOG_ODDS) * PARTS_OF_ONE);
  }

  void add(Chances other) {
    for (int part = 0; part <= PARTS; part++) {
      members[part] += other.members[part];
      returned[part] += other.returned[part];
      sums[part] += other.sums[part];
    }
  }

  /** Mean of all chances: the share of members that should have ordered. */
  double mean() {
    double sum = 0;
    long all = 0;
    for (int part = 0; part <= PARTS; part++) {
      sum += sums[part];
      all += members[part];
    }
    return sum / all;
  }

  /**
   * Tenths of the members by rising chance. Members whose chances hardly differ stay together, so a group may be larger than a tenth, and there may be fewer than ten.
   */
  List<Group> tenths() {
    long all = 0;
    for (long count : members) {
      all += count;
    }
    List<Group> groups = new ArrayList<>();
    long taken = 0;
    int from = 0;
    long inGroup = 0;
    for (int part = 0; part <= PARTS; part++) {
      inGroup += members[part];
      boolean full = GROUPS * (taken + inGroup) >= all * (groups.size() + 1);
      if (inGroup > 0 && (full || part == PARTS)) {
        groups.add(group(from, part));
        taken += inGroup;
        inGroup = 0;
        from = part + 1;
      }
    }
    return groups;
  }

  private Group group(int from, int to) {
    long count = 0;
    long ordered = 0;
    double sum = 0;
    for (int part = from; part <= to; part++) {
      count += members[part];
      ordered += returned[part];
      sum += sums[part];
    }
    return new Group(count, sum / count, ordered);
  }

  /** The members ranked by these chances, the lowest as the most suspicious. */
  Ranking ranking() {
    long[] byRank = new long[PARTS + 1];
    long[] silent = new long[PARTS + 1];
    for (int part = 0; part <= PARTS; part++) {
      byRank[PARTS - part] = members[part];
      silent[PARTS - part] = members[part] - returned[part];
    }
    return Ranking.of(byRank, silent);
  }
}
