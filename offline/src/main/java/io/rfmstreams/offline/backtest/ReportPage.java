package io.rfmstreams.offline.backtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** A backtest as one HTML page that needs nothing else: no script, no font, no network. */
public final class ReportPage {
  private final Findings findings;
  private final StringBuilder page = new StringBuilder();

  private ReportPage(Findings findings) {
    this.findings = findings;
  }

  public static String of(Findings findings) {
    return new ReportPage(findings).text();
  }

  /** A text as it stands on the page: escaped, and no percent sign on a line without its number. */
  static String onPage(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace(" %", "\u00a0%");
  }

  private String text() {
    Period period = findings.period();
    page.append(
        """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Backtest of %s</title>
        <style>
        %s</style>
        </head>
        <body>
        <h1>How well silence was foretold</h1>
        <p class="faint">%s, events from %s on. The detectors speak at the end of %s; the horizon is %s to %s.</p>
        """
            .formatted(
                onPage(findings.rules().ruleSet()),
                style(),
                onPage(findings.source()),
                period.first(),
                period.at(),
                period.at().plusDays(1),
                period.end()));
    list("headlines", Headlines.of(findings));
    verdict(findings.rules().ruleSet(), findings.rules());
    Verdict against = findings.against();
    if (against != null) {
      verdict("Against it: " + against.ruleSet(), against);
    }
    meanings();
    heading("To be read with care");
    list("", cautions());
    page.append("</body>\n</html>\n");
    return page.toString();
  }

  private void verdict(String title, Verdict verdict) {
    heading(title);
    page.append("<table>\n<thead><tr>");
    Written.COLUMNS.forEach(column -> page.append("<th>%s</th>".formatted(column)));
    page.append("</tr></thead>\n<tbody>\n");
    verdict.all().forEach(this::row);
    page.append("</tbody></table>\n");
    Verdict.Model model = verdict.model();
    if (model != null) {
      page.append(
          Written.words(
              "<p class=\"faint\">Model: %s. Of a silent member and one that returned, the silent one is the more suspicious in %s of pairs by P(alive), in %s by the chance of an order, and in %s by the length of silence alone.</p>%n",
              onPage(model.meaning()),
              Written.percent(model.pAlive().ranksRight()),
              Written.percent(model.chanceOfOrder().ranksRight()),
              Written.percent(findings.silenceRanksRight())));
    }
    page.append("<div class=\"plots\">\n");
    new Plots(findings, verdict).figures().forEach(page::append);
    page.append("</div>\n");
  }

  private void row(Verdict.Alerted alerted) {
    Verdict.FixedLimit limit = alerted.fixedLimit();
    Alerts.Quartiles warning = alerted.warning();
    List<String> cells =
        List.of(
            cell(alerted.name(), alerted.meaning()),
            Written.count(alerted.alerts()),
            Written.count(alerted.right()),
            onPage(Written.percent(alerted.precision())),
            cell(
                Written.percent(alerted.fixedLimitPrecision()),
                limit == null ? "" : limit.days() + " days"),
            onPage(Written.percent(alerted.recall())),
            Written.decimals(alerted.lift()),
            warning == null
                ? Written.NOTHING
                : cell(
                    Integer.toString(warning.median()),
                    warning.lower() + " to " + warning.upper()));
    page.append("<tr>");
    for (int i = 0; i < cells.size(); i++) {
      page.append("<td data-column=\"%s\">%s</td>".formatted(Written.COLUMNS.get(i), cells.get(i)));
    }
    page.append("</tr>\n");
  }

  private static String cell(String text, String below) {
    return "%s<small>%s</small>".formatted(onPage(text), onPage(below));
  }

  private void meanings() {
    heading("What the numbers mean");
    page.append("<dl>\n");
    meaning(
        "alert, right",
        "A detector finds the member overdue on the day, or the member stands in a segment that asks detectors. The alert is right if the member places no order, or none that is kept, in the horizon.");
    meaning("precision", "The share of the alerts that are right.");
    meaning("recall", "The share of all silent members that are alerted.");
    meaning(
        "lift",
        "Precision over the share of all members that stay silent: how many times better than alerts given by lot. Not defined if nobody stays silent.");
    meaning(
        "fixed limit",
        "The precision of alerting the members silent for longest, as many as are alerted, and how many days of silence that takes. Of members with just that silence the share needed counts.");
    meaning(
        "days of warning",
        "For each right alert, the day that fixed limit is reached less the day of the alert it was right about: the median, and the middle half. Above 0 the alert is earlier.");
    meaning(
        "a segment",
        "What the rule set makes of its detectors: a segment, named after its axis, that they bring members into. It alerts all who stand in it, whatever brought them there, from the day they last entered; not those that another segment takes first. The fixed limit chooses among those too, often the surest of all, so it has the easier task.");
    meaning(
        "P(alive), chance of an order",
        "The model's chance that the member has not stopped for good, and that it orders at all in the horizon: P(alive) times the chance that one who has not stopped orders so soon.");
    page.append("</dl>\n");
  }

  private void meaning(String term, String says) {
    page.append(Written.words("<dt>%s</dt><dd>%s</dd>%n", onPage(term), onPage(says)));
  }

  private List<String> cautions() {
    List<String> cautions = new ArrayList<>();
    cautions.add(
        Written.words(
            "Silence for %,d days is not the end: a member that buys once a year is silent for longer and comes back. The longer the horizon, the less this matters.",
            findings.period().horizonDays()));
    cautions.add(
        "A detector that speaks early, or about members that bought often, answers a harder question than one that names those long gone; its precision may be lower and its alert still of more use. Read precision and days of warning together.");
    cautions.add(
        "The figures are of one day and one file. Parameters and limits chosen by looking at what came after that day, a model fitted to it among them, look better here than they will be.");
    Findings.LeftOut left = findings.leftOut();
    if (!left.isNothing()) {
      cautions.add(
          Written.words(
              "Left out: %,d lines that were rejected, %,d events after the horizon, %,d members erased within it.",
              left.rejectedLines(), left.eventsAfterEnd(), left.erasedMembers()));
    }
    return cautions;
  }

  private void heading(String text) {
    page.append(Written.words("<h2>%s</h2>%n", onPage(text)));
  }

  private void list(String kind, List<String> items) {
    page.append(
        items.stream()
            .map(item -> "<li>" + onPage(item) + "</li>\n")
            .collect(Collectors.joining("", "<ul class=\"" + kind + "\">\n", "</ul>\n")));
  }

  private static String style() {
    try (InputStream css =
        Objects.requireNonNull(ReportPage.class.getResourceAsStream("report.css"))) {
      return new String(css.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
