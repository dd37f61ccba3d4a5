package io.rfmstreams.app.backtest;

import java.util.ArrayList;
import java.util.List;

/** What was found, in sentences. */
final class Headlines {

  /** Differences smaller than this many standard errors may be chance. */
  private static final double CLEAR = 2;

  private Headlines() {}

  static List<String> of(Findings findings) {
    List<String> sentences = new ArrayList<>();
    Period period = findings.period();
    Population population = findings.population();
    sentences.add(
        Written.words(
            "By the end of %s, %,d members had ordered. In the %,d days after it, %,d of them (%s) placed no order: an alert given by lot is right that often.",
            period.at(),
            population.members(),
            period.horizonDays(),
            population.silent(),
            Written.percent(population.baseRate())));
    addVerdict(sentences, findings.rules());
    Verdict against = findings.against();
    Findings.Change change = findings.change();
    if (against != null && change != null) {
      sentences.add(change(against, change));
    }
    return sentences;
  }

  private static void addVerdict(List<String> sentences, Verdict verdict) {
    verdict.detectors().forEach(alerted -> sentences.add(alerted(alerted)));
    Verdict.Model model = verdict.model();
    if (model != null) {
      sentences.add(model(verdict, model));
    }
  }

  private static String alerted(Verdict.Alerted alerted) {
    Verdict.FixedLimit limit = alerted.fixedLimit();
    if (limit == null) {
      return Written.words("%s found nobody overdue.", alerted.name());
    }
    String said =
        Written.words(
            "%s found %,d members overdue and was right about %,d of them (%s), %s times as often as by lot. ",
            alerted.name(),
            alerted.alerts(),
            alerted.right(),
            Written.percent(alerted.precision()),
            Written.decimals(alerted.lift()));
    return said
        + Written.words(
            against(alerted), limit.days(), Written.percent(alerted.fixedLimitPrecision()))
        + warning(alerted);
  }

  /** Whether a fixed limit does better; differences that chance explains count as none. */
  private static String against(Verdict.Alerted alerted) {
    double difference = alerted.precision() - alerted.fixedLimitPrecision();
    double mean = (alerted.precision() + alerted.fixedLimitPrecision()) / 2;
    double error = Math.sqrt(2 * mean * (1 - mean) / alerted.alerts());
    if (Math.abs(difference) <= CLEAR * error) {
      return "A fixed limit with as many alerts (%d days) does about as well: %s.";
    }
    return difference > 0
        ? "That beats a fixed limit with as many alerts (%d days): %s."
        : "A fixed limit with as many alerts (%d days) does better: %s.";
  }

  private static String warning(Verdict.Alerted alerted) {
    Alerts.Quartiles warning = alerted.warning();
    if (warning == null || warning.median() == 0) {
      return "";
    }
    return Written.words(
        " Where it was right, it spoke %,d %s %s that limit in the median.",
        Math.abs(warning.median()),
        Math.abs(warning.median()) == 1 ? "day" : "days",
        warning.median() > 0 ? "before" : "after");
  }

  private static String model(Verdict verdict, Verdict.Model model) {
    Population population = verdict.combined().population();
    Repeats.Point end = model.repeatsAtEnd();
    double off = end.expected() / end.actual() - 1;
    return Written.words(
        "The model of %s foretold that %s of the members would order within the horizon; %s did. Of repeat order days it expected %s up to %s; there were %,d%s.",
        verdict.ruleSet(),
        Written.percent(model.chanceOfOrder().mean()),
        Written.percent((double) population.returned() / population.members()),
        Written.count(end.expected()),
        end.day(),
        end.actual(),
        Double.isFinite(off)
            ? Written.words(
                ", so it is %s too %s", Written.percent(Math.abs(off)), off < 0 ? "low" : "high")
            : "");
  }

  private static String change(Verdict against, Findings.Change change) {
    return Written.words(
        "With %s there would be %,d alerts more, %,d of them right, and %,d fewer, of which %,d were right.",
        against.ruleSet(),
        change.gainedRight() + change.gainedWrong(),
        change.gainedRight(),
        change.lostRight() + change.lostWrong(),
        change.lostRight());
  }
}
