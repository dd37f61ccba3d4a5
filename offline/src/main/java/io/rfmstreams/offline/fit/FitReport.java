package io.rfmstreams.offline.fit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.fit.CustomerSummaries;
import io.rfmstreams.fit.Fit;
import io.rfmstreams.offline.events.Account;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A fit as people and programs read it. */
public final class FitReport {

  /** As the literature prints. */
  private static final MathContext SEVEN_DIGITS = new MathContext(7);

  private final Model model;
  private final Unit unit;
  private final String currency;
  private final Calibration calibration;
  private final Fitted fitted;
  private final List<String> notices;

  /**
   * @param notices what the reader should know about the input
   */
  public FitReport(
      Model model,
      Unit unit,
      String currency,
      Calibration calibration,
      Fitted fitted,
      List<String> notices) {
    this.model = model;
    this.unit = unit;
    this.currency = currency;
    this.calibration = calibration;
    this.fitted = fitted;
    this.notices = notices;
  }

  public List<String> asText() {
    List<String> text = new ArrayList<>();
    Account lines = calibration.account();
    text.add(
        said(
            "lines     %,d = accepted %,d + duplicate %,d + rejected %,d + after the calibration end %,d",
            lines.lines(),
            lines.accepted(),
            lines.duplicate(),
            lines.rejected(),
            lines.afterAsOf()));
    text.add("model     " + fitted.title());
    text.add(members());
    Fit<?> fit = fitted.fit();
    for (Fit.Parameter parameter : fit.parameters()) {
      text.add(
          said("%-9s ", parameter.name())
              + digits(parameter.value())
              + (parameter.standardError().isPresent()
                  ? " ± " + digits(parameter.standardError().getAsDouble())
                  : "")
              + (parameter.onBoundary() ? ", where the search ended: it means nothing" : ""));
    }
    text.add(said("LL        %.4f, the log-likelihood", fit.logLikelihood()));
    text.add("");
    text.addAll(fitted.reading());
    text.add("");
    notices.forEach(notice -> text.add("notice: " + notice));
    fit.warnings().forEach(warning -> text.add("warning: " + warning.words()));
    if (fitted.fragment() == null) {
      text.add("No rule-set fragment: " + fitted.withoutFragment() + ".");
    } else {
      text.add(
          model == Model.GAMMA_GAMMA
              ? "For a rule set, at the end of its section `survival`:"
              : "For a rule set, at its top level:");
      text.add("");
      text.addAll(fitted.fragment().lines().toList());
    }
    return text;
  }

  /** One JSON object; numbers in full. */
  public String asJson() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    Fit<?> fit = fitted.fit();
    root.put("model", model.toString());
    if (model == Model.GAMMA_GAMMA) {
      root.put("currency", currency);
    } else {
      root.put("unit", unit.toString());
    }
    root.put("calibrationEnd", String.valueOf(calibration.end()));
    Account lines = calibration.account();
    root.putObject("lines")
        .put("read", lines.lines())
        .put("accepted", lines.accepted())
        .put("duplicate", lines.duplicate())
        .put("rejected", lines.rejected())
        .put("afterCalibrationEnd", lines.afterAsOf());
    lines.rejects().writeTo(root.putArray("rejects"));
    ObjectNode parameters = root.putObject("parameters");
    for (Fit.Parameter parameter : fit.parameters()) {
      ObjectNode one = parameters.putObject(parameter.name()).put("value", parameter.value());
      if (parameter.standardError().isPresent()) {
        one.put("standardError", parameter.standardError().getAsDouble());
      } else {
        one.putNull("standardError");
      }
      one.put("onBoundary", parameter.onBoundary());
    }
    root.put("logLikelihood", fit.logLikelihood());
    root.put("customers", fit.customers());
    root.put("repeats", fit.repeats());
    fitted.reading().forEach(root.putArray("reading")::add);
    notices.forEach(root.putArray("notices")::add);
    ArrayNode warnings = root.putArray("warnings");
    for (Fit.Warning warning : fit.warnings()) {
      String kind = warning.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
      warnings.addObject().put("kind", kind).put("words", warning.words());
    }
    root.put("fragment", fitted.fragment());
    root.put("withoutFragment", fitted.withoutFragment());
    return root.toString();
  }

  private String members() {
    CustomerSummaries customers = calibration.customers();
    String members =
        said(
            "members   %,d with an order, %,d of them with %,d repeat order day%s",
            customers.customers(),
            customers.returned(),
            customers.repeats(),
            customers.repeats() == 1 ? "" : "s");
    return model == Model.GAMMA_GAMMA
        ? members
            + said("; fitted to %,d with %,d", fitted.fit().customers(), fitted.fit().repeats())
        : members;
  }

  private static String digits(double value) {
    return new BigDecimal(value).round(SEVEN_DIGITS).stripTrailingZeros().toPlainString();
  }

  private static String said(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
