package io.rfmstreams.offline.backtest;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The report's plots of one rule set, each a figure with its keys and what it says. */
final class Plots {
  private static final int HEIGHT = 314;
  private static final int BOX_HEIGHT = 44;
  private static final int AROUND_BOXES = 74;
  private static final double WEEK = 7;

  /** Bounds of 95 in 100 chances, in standard deviations. */
  private static final double TWO_SIDED = 1.96;

  private final Findings findings;
  private final Verdict verdict;

  Plots(Findings findings, Verdict verdict) {
    this.findings = findings;
    this.verdict = verdict;
  }

  List<String> figures() {
    List<String> figures = new ArrayList<>();
    if (findings.population().silent() > 0) {
      figures.add(lift());
    }
    if (verdict.all().stream().anyMatch(alerted -> alerted.warning() != null)) {
      figures.add(warning());
    }
    Verdict.Model model = verdict.model();
    if (model != null) {
      figures.add(calibration(model));
      figures.add(repeats(model));
    }
    return figures;
  }

  private String lift() {
    List<Verdict.Alerted> spoke =
        verdict.all().stream().filter(alerted -> alerted.alerts() > 0).toList();
    Verdict.Model model = verdict.model();
    List<List<Ranking.Lift>> curves = new ArrayList<>(List.of(findings.silenceLift()));
    if (model != null) {
      curves.add(model.pAlive().lift());
      curves.add(model.chanceOfOrder().lift());
    }
    double highest =
        Stream.concat(
                curves.stream().flatMap(List::stream).map(Ranking.Lift::lift),
                spoke.stream().map(Verdict.Alerted::lift))
            .reduce(1.0, Math::max);
    Plot plot =
        new Plot(
            "Lift by the share of members alerted",
            HEIGHT,
            new Plot.Axis("share of members alerted, most suspicious first", 0, 1, Plots::percent),
            new Plot.Axis(
                "lift", 0, highest * 1.1, lift -> String.format(Locale.ROOT, "%.1f", lift)));
    plot.line(4, true, List.of(new Plot.Point(0, 1), new Plot.Point(1, 1)));
    for (int i = 0; i < curves.size(); i++) {
      plot.line(
          i == 0 ? 2 : i == 1 ? 1 : 3,
          i == 2,
          curves.get(i).stream().map(l -> new Plot.Point(l.share(), l.lift())).toList());
    }
    List<String> keys = new ArrayList<>(List.of(key(2, false, "longest silence first")));
    if (model != null) {
      keys.add(key(1, false, "lowest P(alive) first"));
      keys.add(key(3, true, "lowest chance of an order first"));
    }
    keys.add(key(4, true, "by lot"));
    for (int i = 0; i < spoke.size(); i++) {
      Verdict.Alerted alerted = spoke.get(i);
      double share = (double) alerted.alerts() / findings.population().members();
      plot.named(2, new Plot.Point(share, alerted.lift()), Integer.toString(i + 1));
      keys.add("<li><b>%d</b>%s</li>".formatted(i + 1, ReportPage.onPage(alerted.name())));
    }
    return figure(
        "Lift",
        plot,
        keys,
        "How many times more often an alert is right than one given by lot. One above the line of"
            + " the longest silence beats a fixed limit with as many alerts; one below it does worse.");
  }

  private String warning() {
    List<Verdict.Alerted> spoke =
        verdict.all().stream().filter(alerted -> alerted.warning() != null).toList();
    IntStream.Builder days = IntStream.builder();
    for (Verdict.Alerted alerted : spoke) {
      Alerts.Quartiles warning = alerted.warning();
      if (warning != null) {
        days.add(warning.lower()).add(warning.upper());
      }
    }
    int[] ends = days.add(0).build().sorted().toArray();
    double margin = Math.max(1, (ends[ends.length - 1] - ends[0]) * 0.05);
    Plot plot =
        new Plot(
            "Days of warning of each detector and segment",
            AROUND_BOXES + BOX_HEIGHT * spoke.size(),
            new Plot.Axis(
                "days before a fixed limit with as many alerts",
                ends[0] - margin,
                ends[ends.length - 1] + margin,
                day -> String.format(Locale.ROOT, "%.0f", day)),
            new Plot.Axis("", 0, spoke.size(), row -> ""));
    plot.line(4, true, List.of(new Plot.Point(0, 0), new Plot.Point(0, spoke.size())));
    for (int i = 0; i < spoke.size(); i++) {
      Alerts.Quartiles warning = spoke.get(i).warning();
      if (warning != null) {
        plot.box(1, spoke.size() - i - 0.65, warning, spoke.get(i).name());
      }
    }
    return figure(
        "Days of warning",
        plot,
        List.of(),
        "How long before the fixed limit's day an alert came, over the right alerts: the median, and the"
            + " middle half of them. Left of 0 it came later.");
  }

  private String calibration(Verdict.Model model) {
    Plot plot =
        new Plot(
            "Share of members that ordered, by the chance the model gave them",
            HEIGHT,
            new Plot.Axis("chance the model gave", 0, 1, Plots::percent),
            new Plot.Axis("share that ordered", 0, 1, Plots::percent));
    plot.line(4, true, List.of(new Plot.Point(0, 0), new Plot.Point(1, 1)));
    plot.line(2, true, points(model.pAlive()));
    for (Chances.Group group : model.chanceOfOrder().tenths()) {
      addRange(plot, group);
    }
    plot.line(1, false, points(model.chanceOfOrder()));
    points(model.chanceOfOrder()).forEach(point -> plot.point(1, point));
    return figure(
        "Calibration",
        plot,
        List.of(
            key(1, false, "chance of an order within the horizon"),
            key(2, true, "P(alive)"),
            key(4, true, "as foretold")),
        "Members in tenths by the chance the model gave them, and the share of each tenth that did order; the"
            + " upright bars hold what chance alone explains, 95 times in 100. The chance of an order should lie"
            + " on the straight line. P(alive) should lie at or below it: who is still a customer need not order"
            + " within the horizon, so by itself it cannot be held against what is seen.");
  }

  private static List<Plot.Point> points(Verdict.Forecast forecast) {
    return forecast.tenths().stream()
        .map(group -> new Plot.Point(group.chance(), group.share()))
        .toList();
  }

  /** Wilson's interval of a share. */
  private static void addRange(Plot plot, Chances.Group group) {
    double n = group.members();
    double z2 = TWO_SIDED * TWO_SIDED;
    double middle = (group.share() + z2 / (2 * n)) / (1 + z2 / n);
    double half =
        TWO_SIDED
            / (1 + z2 / n)
            * Math.sqrt(group.share() * (1 - group.share()) / n + z2 / (4 * n * n));
    plot.range(1, group.chance(), middle - half, middle + half);
  }

  private String repeats(Verdict.Model model) {
    List<Plot.Point> actual = new ArrayList<>(List.of(new Plot.Point(0, 0)));
    List<Plot.Point> expected = new ArrayList<>(List.of(new Plot.Point(0, 0)));
    for (Repeats.Point point : model.repeats()) {
      double week = weeks(point.day());
      actual.add(new Plot.Point(week, point.actual()));
      expected.add(new Plot.Point(week, point.expected()));
    }
    Repeats.Point end = model.repeatsAtEnd();
    Plot plot =
        new Plot(
            "Repeat order days so far, week by week",
            HEIGHT,
            new Plot.Axis(
                "weeks since " + findings.period().first(),
                0,
                weeks(end.day()),
                week -> String.format(Locale.ROOT, "%.0f", week)),
            new Plot.Axis(
                "repeat order days",
                0,
                Math.max(1, Math.max(end.actual(), end.expected())) * 1.05,
                count -> String.format(Locale.ROOT, "%,.0f", count)));
    plot.upright(weeks(findings.period().at()), findings.period().at().toString());
    plot.line(1, true, expected).line(2, false, actual);
    return figure(
        "Repeat orders so far",
        plot,
        List.of(key(2, false, "happened"), key(1, true, "expected")),
        "Order days after each member's first, added up over all members. Expected is what the model says of"
            + " customers of whom it knows only when they came: the sum of E[X(t)]. Right of the upright line is"
            + " the horizon.");
  }

  private double weeks(LocalDate day) {
    return (ChronoUnit.DAYS.between(findings.period().first(), day) + 1) / WEEK;
  }

  private static String figure(String title, Plot plot, List<String> keys, String says) {
    String list = keys.isEmpty() ? "" : "<ul class=\"keys\">" + String.join("", keys) + "</ul>";
    return "<figure><h3>%s</h3>%n%s%s<figcaption>%s</figcaption></figure>%n"
        .formatted(title, plot.svg(), list, ReportPage.onPage(says));
  }

  private static String key(int colour, boolean dashed, String says) {
    return "<li><i class=\"c%d%s\"></i>%s</li>".formatted(colour, dashed ? " dashed" : "", says);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.0f %%", share * 100);
  }
}
