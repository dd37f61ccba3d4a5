package io.rfmstreams.app.backtest;

import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.OrderDays;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.SurvivalRules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one rule set's detectors said, and its model, so far as members were counted. */
final class RulesTally {
  private final RuleSet rules;
  private final Period period;
  private final List<Detector> detectors;
  private final List<Alerts> alerts = new ArrayList<>();
  private final Alerts combined;
  private final @Nullable SurvivalRules survival;
  private final Chances pAlive = new Chances();
  private final Chances chanceOfOrder = new Chances();

  RulesTally(RuleSet rules, Period period) {
    this.rules = rules;
    this.period = period;
    this.detectors = rules.detectors();
    detectors.forEach(detector -> alerts.add(new Alerts(period.longestSilence())));
    this.combined = new Alerts(period.longestSilence());
    this.survival = rules.survival();
  }

  /**
   * Counts a member.
   *
   * @param known its order days, as known on the day the detectors speak
   * @param silent whether it places no order within the horizon
   * @return whether any detector finds it overdue
   */
  boolean add(OrderDays known, boolean silent) {
    int at = period.atDay();
    int earliest = Detector.NEVER;
    for (int i = 0; i < detectors.size(); i++) {
      int overdueOn = detectors.get(i).overdueOn(known);
      if (overdueOn <= at) {
        alerts.get(i).add(overdueOn - known.last(), silent);
        earliest = Math.min(earliest, overdueOn);
      }
    }
    if (earliest <= at) {
      combined.add(earliest - known.last(), silent);
    }
    if (survival != null) {
      pAlive.add(survival.pAlive(known, at), !silent);
      chanceOfOrder.add(survival.chanceOfOrder(known, at, period.horizonDays()), !silent);
    }
    return earliest <= at;
  }

  void add(RulesTally other) {
    for (int i = 0; i < alerts.size(); i++) {
      alerts.get(i).add(other.alerts.get(i));
    }
    combined.add(other.combined);
    pAlive.add(other.pAlive);
    chanceOfOrder.add(other.chanceOfOrder);
  }

  Verdict verdict(Population population, Ranking bySilence, Repeats repeats) {
    List<Verdict.Alerted> alerted = new ArrayList<>();
    for (int i = 0; i < detectors.size(); i++) {
      Detector detector = detectors.get(i);
      alerted.add(
          alerted(
              detector.name(), DetectorWords.of(detector), alerts.get(i), population, bySilence));
    }
    return new Verdict(
        "%s version %d".formatted(rules.name(), rules.version()),
        alerted,
        alerted("any of them", "the first that speaks", combined, population, bySilence),
        survival == null ? null : model(survival, repeats));
  }

  private static Verdict.Alerted alerted(
      String name, String meaning, Alerts alerts, Population population, Ranking bySilence) {
    long all = alerts.all();
    if (all == 0) {
      return new Verdict.Alerted(name, meaning, population, 0, 0, null, null);
    }
    Ranking.Top longest = bySilence.top(all);
    return new Verdict.Alerted(
        name,
        meaning,
        population,
        all,
        alerts.right(),
        new Verdict.FixedLimit(longest.lowestRank(), longest.right()),
        alerts.warningBefore(longest.lowestRank()));
  }

  private Verdict.Model model(SurvivalRules survival, Repeats repeats) {
    return new Verdict.Model(
        DetectorWords.of(survival.model()),
        new Verdict.Forecast(
            pAlive.mean(), pAlive.tenths(), pAlive.ranking().lift(), pAlive.ranking().ranksRight()),
        new Verdict.Forecast(
            chanceOfOrder.mean(),
            chanceOfOrder.tenths(),
            chanceOfOrder.ranking().lift(),
            chanceOfOrder.ranking().ranksRight()),
        repeats.at(survival.model()),
        repeats.weeks(survival.model()));
  }
}
