package io.rfmstreams.offline.backtest;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How well one rule set foretold silence.
 *
 * @param ruleSet its name and version
 * @param detectors its detectors, each by itself, by name
 * @param segments its segments that detectors bring members into: an alert for each member that stands
 *     in one, since the day it last entered
 * @param model what its survival model foretold; null if it has none
 */
record Verdict(
    String ruleSet, List<Alerted> detectors, List<Alerted> segments, @Nullable Model model) {

  Verdict {
    detectors = List.copyOf(detectors);
    segments = List.copyOf(segments);
  }

  /** The detectors, then the segments. */
  List<Alerted> all() {
    return Stream.concat(detectors.stream(), segments.stream()).toList();
  }

  /**
   * What the alerts of a detector or a segment were worth. An alert is right if the member then stays silent for the
   * whole horizon.
   *
   * @param meaning what it looks at, in words
   * @param alerts members it finds overdue, or that stand in it, on the day
   * @param right how many of these stay silent
   * @param fixedLimit the same number of alerts by the length of silence alone; null if there are none
   * @param warning by how many days the right alerts came before that limit's day; null if there are
   *     none
   */
  record Alerted(
      String name,
      String meaning,
      Population population,
      long alerts,
      long right,
      @Nullable FixedLimit fixedLimit,
      Alerts.@Nullable Quartiles warning) {

    /** The share of the alerts that are right; NaN without any. */
    double precision() {
      return (double) right / alerts;
    }

    /** The share of the silent members that are alerted; NaN if none is silent. */
    double recall() {
      return (double) right / population.silent();
    }

    /** How many times more often it is right than alerts given by lot; NaN if none is silent. */
    double lift() {
      return precision() / population.baseRate();
    }

    /** What the baseline's precision is; NaN without any alerts. */
    double fixedLimitPrecision() {
      return fixedLimit == null ? Double.NaN : fixedLimit.right() / alerts;
    }
  }

  /**
   * The baseline: the members with the longest silence, as many as are alerted.
   *
   * @param days the shortest limit of so many alerts: it is the best that a plain limit can do
   * @param right how many of them stay silent; of those with just that silence, as many as their share
   */
  record FixedLimit(int days, double right) {}

  /**
   * Chances held against what happened.
   *
   * @param mean the mean chance
   * @param tenths members by rising chance
   * @param lift the lift of taking the lowest chances first
   * @param ranksRight the chance that a silent member has a lower one than one that returned
   */
  record Forecast(
      double mean, List<Chances.Group> tenths, List<Ranking.Lift> lift, double ranksRight) {
    Forecast {
      tenths = List.copyOf(tenths);
      lift = List.copyOf(lift);
    }
  }

  /**
   * What a survival model foretold.
   *
   * @param meaning the model and its parameters, in words
   * @param pAlive the chance to be a customer still
   * @param chanceOfOrder the chance to order at all within the horizon
   * @param repeatsAt repeat order days up to the day the detectors speak
   * @param repeats repeat order days by the week, to the end of the horizon
   */
  record Model(
      String meaning,
      Forecast pAlive,
      Forecast chanceOfOrder,
      Repeats.Point repeatsAt,
      List<Repeats.Point> repeats) {
    Model {
      repeats = List.copyOf(repeats);
    }

    /** The end of the horizon. */
    Repeats.Point repeatsAtEnd() {
      return repeats.get(repeats.size() - 1);
    }
  }
}
