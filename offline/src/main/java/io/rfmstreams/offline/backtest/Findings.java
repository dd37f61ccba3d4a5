package io.rfmstreams.offline.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found.
 *
 * @param source the events file
 * @param period the days
 * @param population the members looked at
 * @param leftOut what was not looked at
 * @param silenceLift the lift of alerting the longest silence first
 * @param silenceRanksRight the chance that a silent member had been silent for longer than one that
 *     returned
 * @param rules the rule set tested
 * @param against another; null if none was asked for
 * @param change what the other would change; null without one
 */
public record Findings(
    String source,
    Period period,
    Population population,
    LeftOut leftOut,
    List<Ranking.Lift> silenceLift,
    double silenceRanksRight,
    Verdict rules,
    @Nullable Verdict against,
    @Nullable Change change) {

  public Findings {
    silenceLift = List.copyOf(silenceLift);
  }

  /**
   * What was left out.
   *
   * @param rejectedLines lines that could not be taken
   * @param eventsAfterEnd events after the horizon
   * @param erasedMembers members erased within the horizon, of which nobody knows whether they returned
   */
  public record LeftOut(long rejectedLines, long eventsAfterEnd, long erasedMembers) {
    boolean isNothing() {
      return rejectedLines + eventsAfterEnd + erasedMembers == 0;
    }
  }

  /**
   * Members that the other rule set alerts, by any of its segments, and this one does not, and the
   * reverse.
   *
   * @param gainedRight alerts more, and right
   * @param gainedWrong alerts more, and wrong
   * @param lostRight alerts fewer that were right
   * @param lostWrong alerts fewer that were wrong
   */
  record Change(long gainedRight, long gainedWrong, long lostRight, long lostWrong) {}
}
