package io.rfmstreams.offline.backtest;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.offline.events.RejectSummary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A backtest's figures as one JSON object. What is not defined, as the precision of no alerts, is null. */
public final class FindingsJson {
  private static final double DECIMALS = 1e6;

  private final ObjectNode root = new ObjectMapper().createObjectNode();

  public FindingsJson(Findings findings, RejectSummary rejects) {
    Period period = findings.period();
    Population population = findings.population();
    root.put("file", findings.source())
        .put("first", period.first().toString())
        .put("at", period.at().toString())
        .put("horizonEnd", period.end().toString())
        .put("horizonDays", period.horizonDays())
        .put("members", population.members())
        .put("silent", population.silent())
        .put("returned", population.returned());
    put(root, "baseRate", population.baseRate());
    root.putObject("leftOut")
        .put("linesRejected", findings.leftOut().rejectedLines())
        .put("eventsAfterHorizon", findings.leftOut().eventsAfterEnd())
        .put("membersErased", findings.leftOut().erasedMembers());
    rejects.writeTo(root.putArray("rejects"));
    ObjectNode silence = root.putObject("silence");
    put(silence, "ranksRight", findings.silenceRanksRight());
    lift(silence, findings.silenceLift());
    verdict(root.putObject("rules"), findings.rules());
    if (findings.against() != null) {
      verdict(root.putObject("against"), findings.against());
    }
    Findings.Change change = findings.change();
    if (change != null) {
      root.putObject("change")
          .put("gainedRight", change.gainedRight())
          .put("gainedWrong", change.gainedWrong())
          .put("lostRight", change.lostRight())
          .put("lostWrong", change.lostWrong());
    }
  }

  public String text() {
    return root.toString();
  }

  private static void verdict(ObjectNode to, Verdict verdict) {
    to.put("ruleSet", verdict.ruleSet());
    ArrayNode detectors = to.putArray("detectors");
    verdict.detectors().forEach(alerted -> alerted(detectors.addObject(), alerted));
    ArrayNode segments = to.putArray("segments");
    verdict.segments().forEach(alerted -> alerted(segments.addObject(), alerted));
    Verdict.Model model = verdict.model();
    if (model != null) {
      model(to.putObject("model"), model);
    }
  }

  private static void alerted(ObjectNode to, Verdict.Alerted alerted) {
    to.put("name", alerted.name())
        .put("meaning", alerted.meaning())
        .put("alerts", alerted.alerts())
        .put("right", alerted.right());
    put(to, "precision", alerted.precision());
    put(to, "recall", alerted.recall());
    put(to, "lift", alerted.lift());
    Verdict.FixedLimit limit = alerted.fixedLimit();
    if (limit == null) {
      to.putNull("fixedLimit");
    } else {
      ObjectNode fixed = to.putObject("fixedLimit").put("days", limit.days());
      put(fixed, "right", limit.right());
      put(fixed, "precision", alerted.fixedLimitPrecision());
    }
    warning(to, alerted.warning());
  }

  private static void warning(ObjectNode to, Alerts.@Nullable Quartiles warning) {
    if (warning == null) {
      to.putNull("warningDays");
    } else {
      to.putObject("warningDays")
          .put("lowerQuartile", warning.lower())
          .put("median", warning.median())
          .put("upperQuartile", warning.upper());
    }
  }

  private static void model(ObjectNode to, Verdict.Model model) {
    to.put("meaning", model.meaning());
    forecast(to.putObject("pAlive"), model.pAlive());
    forecast(to.putObject("chanceOfOrder"), model.chanceOfOrder());
    ArrayNode repeats = to.putArray("repeats");
    model.repeats().forEach(point -> point(repeats.addObject(), point));
    point(to.putObject("repeatsAt"), model.repeatsAt());
    point(to.putObject("repeatsAtEnd"), model.repeatsAtEnd());
  }

  private static void point(ObjectNode to, Repeats.Point point) {
    to.put("day", point.day().toString()).put("actual", point.actual());
    put(to, "expected", point.expected());
  }

  private static void forecast(ObjectNode to, Verdict.Forecast forecast) {
    put(to, "mean", forecast.mean());
    put(to, "ranksRight", forecast.ranksRight());
    ArrayNode groups = to.putArray("calibration");
    for (Chances.Group group : forecast.tenths()) {
      ObjectNode node = groups.addObject().put("members", group.members());
      put(node, "chance", group.chance());
      put(node, "returned", group.share());
    }
    lift(to, forecast.lift());
  }

  private static void lift(ObjectNode to, List<Ranking.Lift> lift) {
    ArrayNode points = to.putArray("lift");
    for (Ranking.Lift point : lift) {
      ObjectNode node = points.addObject();
      put(node, "share", point.share());
      put(node, "lift", point.lift());
    }
  }

  private static void put(ObjectNode to, String name, double value) {
    if (Double.isFinite(value)) {
      to.put(name, Math.round(value * DECIMALS) / DECIMALS);
    } else {
      to.putNull(name);
    }
  }
}
