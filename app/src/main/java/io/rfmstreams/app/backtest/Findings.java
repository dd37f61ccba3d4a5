package io.rfmstreams.app.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a backtest found.
 *
 * @param source the events file
 * @param period the days
 * @param population the members looked at
 * @param lines what became of the file's lines and members that were not looked at
 * @param silenceLift the lift of alerting the longest silence first
 * @param silenceRanksRight the chance that a silent member had been silent for longer than one that
 *     returned
 * @param rules the rule set tested
 * @param against another; null if none was asked for
 * @param change what the other would change; null without one
 */
record Findings(
    String source,
    Period period,
    Population population,
    Lines lines,
    List<Ranking.Lift> silenceLift,
    double silenceRanksRight,
    Verdict rules,
    @Nullable Verdict against,
    @Nullable Change change) {

  Findings {
    silenceLift = List.copyOf(silenceLift);
  }

  /**
   * What was left out.
   *
   * @param rejected lines that could not be taken
   * @param afterEnd events after the horizon
   * @param erasedMembers members erased within the horizon, of which nobody knows whether they returned
   */
  record Lines(long rejected, long afterEnd, long erasedMembers) {}

  /**
   * Alerts, of any detector, that the other rule set gives and this one does not, and the reverse.
   *
   * @param gainedRight alerts more, and right
   * @param gainedWrong alerts more, and wrong
   * @param lostRight alerts fewer that were right
   * @param lostWrong alerts fewer that were wrong
   */
  record Change(long gainedRight, long gainedWrong, long lostRight, long lostWrong) {}
}
