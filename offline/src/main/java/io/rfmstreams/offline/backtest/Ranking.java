package io.rfmstreams.offline.backtest;

import java.util.ArrayList;
import java.util.List;

/**
 * Members ordered by how suspicious they are: how many have each rank, and how many of those stayed
 * silent. The highest rank is the most suspicious.
 *
 * <p>Nothing tells members of one rank apart. Where only some of them are wanted, each counts by the
 * share wanted: that is what drawing them by lot gives on average, and it does not hang on their ids.
 */
final class Ranking {
  private static final int STEPS = 100;

  private final long[] members;
  private final long[] silent;

  /**
   * @param highest the highest rank; the lowest is 0
   */
  Ranking(int highest) {
    this(new long[highest + 1], new long[highest + 1]);
  }

  private Ranking(long[] members, long[] silent) {
    this.members = members;
    this.silent = silent;
  }

  /** A ranking by counts that are known. */
  static Ranking of(long[] members, long[] silent) {
    return new Ranking(members.clone(), silent.clone());
  }

  /**
   * The most suspicious members.
   *
   * @param right how many of them stayed silent
   * @param fromRank the lowest rank with no other member from there on; where not all of one rank are
   *     wanted, that rank
   */
  record Top(double right, int fromRank) {}

  /**
   * A point of the lift curve.
   *
   * @param share the most suspicious members looked at, as a share of all
   * @param lift how many times more of these stayed silent than of all
   */
  record Lift(double share, double lift) {}

  void add(int rank, boolean staysSilent) {
    members[rank]++;
    silent[rank] += staysSilent ? 1 : 0;
  }

  void add(Ranking other) {
    for (int rank = 0; rank < members.length; rank++) {
      members[rank] += other.members[rank];
      silent[rank] += other.silent[rank];
    }
  }

  /**
   * The {@code wanted} most suspicious members.
   *
   * @param wanted from 1 to the number of members
   */
  Top top(double wanted) {
    double left = wanted;
    double right = 0;
    double notTaken = 0;
    int rank = members.length;
    while (left > 0 && rank > 0) {
      rank--;
      if (members[rank] > 0) {
        double taken = Math.min(left, members[rank]);
        right += taken * silent[rank] / members[rank];
        left -= taken;
        notTaken = members[rank] - taken;
      }
    }
    while (notTaken == 0 && rank > 0 && members[rank - 1] == 0) {
      rank--;
    }
    return new Top(right, rank);
  }

  /** Lift for the first hundredth of the members, the first two hundredths and so on to all. */
  List<Lift> lift() {
    double all = sum(members);
    double baseRate = sum(silent) / all;
    List<Lift> points = new ArrayList<>();
    for (int step = 1; step <= STEPS && baseRate > 0; step++) {
      double wanted = all * step / STEPS;
      points.add(new Lift((double) step / STEPS, top(wanted).right() / wanted / baseRate));
    }
    return points;
  }

  /**
   * The chance that of a member that stayed silent and one that returned, drawn by lot, the silent one
   * ranks higher; ties count half (the area under the ROC curve). NaN if there are not both.
   */
  double ranksRight() {
    double pairs = 0;
    double returnedBelow = 0;
    for (int rank = 0; rank < members.length; rank++) {
      long returned = members[rank] - silent[rank];
      pairs += silent[rank] * (returnedBelow + returned / 2.0);
      returnedBelow += returned;
    }
    return pairs / (sum(silent) * returnedBelow);
  }

  private static double sum(long[] counts) {
    double sum = 0;
    for (long count : counts) {
      sum += count;
    }
    return sum;
  }
}
