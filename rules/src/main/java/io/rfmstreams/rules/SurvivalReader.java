package io.rfmstreams.rules;

import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.Window;
import io.rfmstreams.engine.survival.BgNbd;
import io.rfmstreams.engine.survival.GammaGamma;
import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.engine.survival.SurvivalModel;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what a rule set believes of how long members stay and what their orders are worth. */
final class SurvivalReader {
  private static final List<String> KEYS =
      List.of("model", "unit", "r", "alpha", "a", "b", "gamma-gamma", "horizon-days");
  static final String BG_NBD = "bg-nbd";
  static final String MBG_NBD = "mbg-nbd";
  private static final List<String> UNITS = List.of("day", "week");
  private static final int DEFAULT_HORIZON_DAYS = 365;
  static final String LEAST = "0.000000001";
  static final String MOST = "1000000000";

  private final Problems problems;

  SurvivalReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The section {@code survival}; empty after a problem.
   *
   * @param currency whose major unit the order values are in; empty if the file's cannot be read
   */
  Optional<SurvivalRules> read(YamlNode node, Optional<Currency> currency) {
    Section survival = Section.of(node, "`survival`", KEYS, problems);
    Scalar name = survival.text("model");
    Scalar unit = survival.text("unit");
    double r = parameter(survival, "r");
    double alpha = parameter(survival, "alpha");
    double a = parameter(survival, "a");
    double b = parameter(survival, "b");
    int horizon =
        survival.has("horizon-days")
            ? (int) survival.number("horizon-days", 1, Window.LONGEST_DAYS)
            : DEFAULT_HORIZON_DAYS;
    GammaGamma orderValue = orderValue(survival, currency);
    if (!name.text().isEmpty() && !List.of(BG_NBD, MBG_NBD).contains(name.text())) {
      problems.notOneOf(
          name.at(), "`model` is " + name.kind(), name.text(), List.of(BG_NBD, MBG_NBD));
    }
    if (!unit.text().isEmpty() && !UNITS.contains(unit.text())) {
      problems.notOneOf(unit.at(), "`unit` is " + unit.kind(), unit.text(), UNITS);
    }
    if (problems.hasErrors()) {
      return Optional.empty();
    }
    ModelUnit of = unit.text().equals("day") ? ModelUnit.DAY : ModelUnit.WEEK;
    SurvivalModel model =
        name.text().equals(BG_NBD) ? new BgNbd(of, r, alpha, a, b) : new MbgNbd(of, r, alpha, a, b);
    return Optional.of(new SurvivalRules(model, orderValue, horizon));
  }

  private @Nullable GammaGamma orderValue(Section survival, Optional<Currency> currency) {
    Optional<YamlNode> node = survival.optional("gamma-gamma");
    if (node.isEmpty()) {
      return null;
    }
    Section values = Section.of(node.get(), "`gamma-gamma`", List.of("p", "q", "v"), problems);
    double p = parameter(values, "p");
    double q = parameter(values, "q");
    double v = parameter(values, "v");
    if (problems.hasErrors() || currency.isEmpty()) {
      return null;
    }
    try {
      return new GammaGamma(currency.get(), p, q, v);
    } catch (IllegalArgumentException refused) {
      problems.error(
          values.at(), String.valueOf(refused.getMessage()), "parameters that `fit` found");
      return null;
    }
  }

  private static double parameter(Section section, String key) {
    BigDecimal value = section.decimal(key, LEAST, MOST);
    return value.doubleValue();
  }
}
