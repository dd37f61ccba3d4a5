package io.rfmstreams.offline.backtest;

import java.util.ArrayList;
import java.util.List;

/** A backtest's figures as a person reads them on a terminal. */
public final class FindingsText {
  private FindingsText() {}

  public static List<String> of(Findings findings) {
    List<String> lines = new ArrayList<>();
    Period period = findings.period();
    Population population = findings.population();
    lines.add(
        Written.words(
            "at        %s: %,d members; in the %,d days to %s %,d of them (%s) stay silent",
            period.at(),
            population.members(),
            period.horizonDays(),
            period.end(),
            population.silent(),
            Written.percent(population.baseRate())));
    addVerdict(lines, findings.rules());
    Verdict against = findings.against();
    if (against != null) {
      addVerdict(lines, against);
    }
    Findings.Change change = findings.change();
    if (change != null && against != null) {
      lines.add(
          Written.words(
              "change    %s alone alerts %,d (%,d right), these rules alone %,d (%,d right)",
              against.ruleSet(),
              change.gainedRight() + change.gainedWrong(),
              change.gainedRight(),
              change.lostRight() + change.lostWrong(),
              change.lostRight()));
    }
    Findings.LeftOut left = findings.leftOut();
    if (!left.isNothing()) {
      lines.add(
          Written.words(
              "left out  %,d lines rejected, %,d events after the horizon, %,d members erased in it",
              left.rejectedLines(), left.eventsAfterEnd(), left.erasedMembers()));
    }
    return lines;
  }

  private static void addVerdict(List<String> lines, Verdict verdict) {
    lines.add("rules     " + verdict.ruleSet());
    lines.add(Written.words("  %-20s %8s %8s %10s %12s %7s %6s  %s", Written.COLUMNS.toArray()));
    verdict.all().forEach(alerted -> lines.add(row(alerted)));
    Verdict.Model model = verdict.model();
    if (model != null) {
      Repeats.Point end = model.repeatsAtEnd();
      lines.add("  model: " + model.meaning());
      lines.add(
          Written.words(
              "  order within the horizon: %s foretold; repeat order days to %s: %,d, expected %,.0f",
              Written.percent(model.chanceOfOrder().mean()),
              end.day(),
              end.actual(),
              end.expected()));
    }
  }

  private static String row(Verdict.Alerted alerted) {
    Alerts.Quartiles warning = alerted.warning();
    return Written.words(
        "  %-20s %,8d %,8d %10s %12s %7s %6s  %s",
        alerted.name(),
        alerted.alerts(),
        alerted.right(),
        Written.percent(alerted.precision()),
        Written.percent(alerted.fixedLimitPrecision()),
        Written.percent(alerted.recall()),
        Written.decimals(alerted.lift()),
        warning == null
            ? Written.NOTHING
            : Written.words("%d (%d … %d)", warning.median(), warning.lower(), warning.upper()));
  }
}
