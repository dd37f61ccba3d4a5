package io.rfmstreams.offline.backtest;

import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.OrderDays;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.offline.events.Members.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one rule set's detectors, segments and model said, so far as members were counted. */
final class RulesTally {
  private final Period period;
  private final Segments segments;
  private final List<Detector> detectors;
  private final List<Alerts> alerts;
  private final List<Alerts> segmentAlerts;
  private final @Nullable SurvivalRules survival;
  private final Chances pAlive = new Chances();
  private final Chances chanceOfOrder = new Chances();

  /**
   * @param rules of one version
   */
  RulesTally(RuleBook rules, Period period) {
    this.period = period;
    this.segments = new Segments(rules);
    this.detectors = segments.ruleSet().detectors();
    this.alerts = none(detectors.size());
    this.segmentAlerts = none(segments.alerting().size());
    this.survival = segments.ruleSet().survival();
  }

  private List<Alerts> none(int count) {
    return Stream.generate(() -> new Alerts(period.longestSilence())).limit(count).toList();
  }

  /**
   * Counts a member.
   *
   * @param known its order days, as known on the day the detectors speak
   * @param silent whether it places no order within the horizon
   * @return whether it stands in a segment that alerts
   */
  boolean add(Member member, OrderDays known, boolean silent) {
    for (int i = 0; i < detectors.size(); i++) {
      addAlert(alerts.get(i), detectors.get(i).overdueOn(known), known, silent);
    }
    boolean alerted = false;
    int[] since = segments.since(member, period.atDay());
    for (int i = 0; i < since.length; i++) {
      alerted |= addAlert(segmentAlerts.get(i), since[i], known, silent);
    }
    if (survival != null) {
      int at = period.atDay();
      pAlive.add(survival.pAlive(known, at), !silent);
      chanceOfOrder.add(survival.chanceOfOrder(known, at, period.horizonDays()), !silent);
    }
    return alerted;
  }

  /** A warning from before the last order is one of this silence from its first day on. */
  private boolean addAlert(Alerts to, int since, OrderDays known, boolean silent) {
    boolean alerted = since <= period.atDay();
    if (alerted) {
      to.add(Math.max(0, since - known.last()), silent);
    }
    return alerted;
  }

  void add(RulesTally other) {
    for (int i = 0; i < alerts.size(); i++) {
      alerts.get(i).add(other.alerts.get(i));
    }
    for (int i = 0; i < segmentAlerts.size(); i++) {
      segmentAlerts.get(i).add(other.segmentAlerts.get(i));
    }
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
    List<Verdict.Alerted> bySegment = new ArrayList<>();
    for (int i = 0; i < segmentAlerts.size(); i++) {
      Segments.Segment segment = segments.alerting().get(i);
      bySegment.add(
          alerted(
              segment.axis() + ": " + segment.name(),
              "all who stand in this segment",
              segmentAlerts.get(i),
              population,
              bySilence));
    }
    RuleSet rules = segments.ruleSet();
    return new Verdict(
        "%s version %d".formatted(rules.name(), rules.version()),
        alerted,
        bySegment,
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
        new Verdict.FixedLimit(longest.fromRank(), longest.right()),
        alerts.warningBefore(longest.fromRank()));
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
