package io.rfmstreams.offline.backtest;

import java.util.ArrayList;
import java.util.List;

/** What was found, in sentences. */
final class Headlines {

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
    if (population.silent() == 0) {
      sentences.add(
          "Nobody stayed silent, so no alert can be right, and recall and lift are not defined.");
    }
    addVerdict(sentences, findings.rules(), population);
    Verdict against = findings.against();
    Findings.Change change = findings.change();
    if (against != null && change != null) {
      sentences.add(change(against, change));
    }
    return sentences;
  }

  private static void addVerdict(List<String> sentences, Verdict verdict, Population population) {
    sentences.add(
        Written.words(
            "Right more often than a fixed limit with as many alerts, %s: %s.",
            verdict.ruleSet(), better(verdict)));
    verdict.all().forEach(alerted -> sentences.add(alerted(alerted)));
    Verdict.Model model = verdict.model();
    if (model != null) {
      sentences.add(model(verdict, model, population));
    }
  }

  private static String better(Verdict verdict) {
    List<String> better =
        verdict.all().stream()
            .filter(alerted -> alerted.precision() > alerted.fixedLimitPrecision())
            .map(Verdict.Alerted::name)
            .toList();
    return better.isEmpty() ? "none" : String.join(", ", better);
  }

  private static String alerted(Verdict.Alerted alerted) {
    Verdict.FixedLimit limit = alerted.fixedLimit();
    if (limit == null) {
      return Written.words("%s alerted nobody.", alerted.name());
    }
    return Written.words(
            "%s alerted %,d members and was right about %,d of them (%s)%s. The fixed limit with as many alerts, %d days, would be right in %s.",
            alerted.name(),
            alerted.alerts(),
            alerted.right(),
            Written.percent(alerted.precision()),
            Double.isFinite(alerted.lift())
                ? ", %s times as often as by lot".formatted(Written.decimals(alerted.lift()))
                : "",
            limit.days(),
            Written.percent(alerted.fixedLimitPrecision()))
        + warning(alerted);
  }

  private static String warning(Verdict.Alerted alerted) {
    Alerts.Quartiles warning = alerted.warning();
    if (warning == null || warning.median() == 0) {
      return "";
    }
    return Written.words(
        " Where it was right, the alert came %,d %s %s that limit in the median.",
        Math.abs(warning.median()),
        Math.abs(warning.median()) == 1 ? "day" : "days",
        warning.median() > 0 ? "before" : "after");
  }

  private static String model(Verdict verdict, Verdict.Model model, Population population) {
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
        "%s alerts %,d members that these rules do not, and is right about %,d of them; these rules alert %,d that it does not, and are right about %,d.",
        against.ruleSet(),
        change.gainedRight() + change.gainedWrong(),
        change.gainedRight(),
        change.lostRight() + change.lostWrong(),
        change.lostRight());
  }
}
