package io.rfmstreams.rules;

import io.rfmstreams.engine.CadenceLimit;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.InactivityLimit;
import io.rfmstreams.engine.SurvivalLimit;
import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Entry;
import io.rfmstreams.rules.yaml.YamlNode.Mapping;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads churn detectors. Which kind one is, its keys say. */
final class DetectorReader {
  private static final int MOST_DETECTORS = 16;
  private static final int MOST_CATEGORIES = 1_000;
  private static final int MOST_ORDER_DAYS = 1_000;
  private static final int DEFAULT_ORDER_DAYS = 3;
  private static final String MOST_GAPS =
      BigDecimal.valueOf(CadenceLimit.MOST_MILLI, 3).stripTrailingZeros().toPlainString();

  private static final String INACTIVITY = "inactivity-days";
  private static final String CADENCE = "cadence-factor";
  private static final String SURVIVAL = "p-alive-below";
  private static final List<String> KINDS = List.of(INACTIVITY, CADENCE, SURVIVAL);
  private static final String BY_CATEGORY = "by-category";
  private static final String SPREADS = "cadence-spreads";
  private static final String ORDER_DAYS = "min-order-days";

  /** The keys of each kind, its own first. */
  private static final Map<String, List<String>> KEYS =
      Map.of(
          INACTIVITY, List.of("name", INACTIVITY, BY_CATEGORY),
          CADENCE, List.of("name", CADENCE, SPREADS, ORDER_DAYS),
          SURVIVAL, List.of("name", SURVIVAL));

  private final boolean hasModel;
  private final Optional<SurvivalRules> survival;
  private final Problems problems;

  /**
   * @param hasModel whether the file has a survival model, be it one with an error
   * @param survival that model; empty without one, and after a problem
   */
  DetectorReader(boolean hasModel, Optional<SurvivalRules> survival, Problems problems) {
    this.hasModel = hasModel;
    this.survival = survival;
    this.problems = problems;
  }

  /**
   * What a file calls detectors.
   *
   * @param declared the names that conditions may use and where they stand, those of detectors that
   *     could not be made among them: an error is not said again of each condition that asks one
   * @param made those that could be made
   */
  record Detectors(Map<String, Scalar> declared, List<Detector> made) {}

  Detectors read(List<YamlNode> nodes) {
    if (nodes.size() > MOST_DETECTORS) {
      problems.error(
          nodes.get(MOST_DETECTORS).at(),
          "there are " + nodes.size() + " detectors",
          "at most " + MOST_DETECTORS);
    }
    Map<String, Scalar> declared = new LinkedHashMap<>();
    List<Detector> made = new ArrayList<>();
    for (YamlNode node : nodes) {
      detector(node, declared).ifPresent(made::add);
    }
    return new Detectors(declared, made);
  }

  private Optional<Detector> detector(YamlNode node, Map<String, Scalar> declared) {
    List<String> kinds = KINDS.stream().filter(kind -> hasKey(node, kind)).toList();
    List<String> keys =
        (kinds.isEmpty() ? KINDS : kinds)
            .stream()
                .flatMap(kind -> KEYS.getOrDefault(kind, List.of()).stream())
                .distinct()
                .toList();
    String what = kinds.isEmpty() ? "a detector" : "a detector by `" + kinds.get(0) + "`";
    Section section = Section.of(node, what, keys, problems);
    Scalar name = section.name("name", Name.DETECTOR);
    declare(name, declared);
    if (kinds.size() != 1) {
      problems.error(
          node.at(),
          "a detector has " + (kinds.isEmpty() ? "no limit" : "several limits: " + kinds),
          "one of `" + String.join("`, `", KINDS) + "`");
      return Optional.empty();
    }
    return switch (kinds.get(0)) {
      case INACTIVITY -> Optional.of(inactivity(name.text(), section));
      case CADENCE -> Optional.of(cadence(name.text(), section));
      default -> survival(name, section);
    };
  }

  private void declare(Scalar name, Map<String, Scalar> declared) {
    if (!Name.DETECTOR.fits(name.text())) {
      return; // Noted; a condition cannot speak of such a detector.
    }
    if (ConditionLanguage.wordsAboutMembers().contains(name.text())
        || declared.putIfAbsent(name.text(), name) != null) {
      problems.error(
          name.at(),
          "`" + name.text() + "` means something else in conditions already",
          "a name of its own");
    }
  }

  private static boolean hasKey(YamlNode node, String key) {
    return node instanceof Mapping mapping
        && mapping.entries().stream().anyMatch(entry -> entry.key().text().equals(key));
  }

  private Detector inactivity(String name, Section section) {
    int days = (int) section.number(INACTIVITY, 1, Window.LONGEST_DAYS);
    Map<String, Integer> byCategory = new LinkedHashMap<>();
    section
        .optional(BY_CATEGORY)
        .ifPresent(
            node ->
                Section.entries(node, "`" + BY_CATEGORY + "`", problems)
                    .forEach((category, entry) -> byCategory.put(category, days(entry))));
    if (byCategory.containsKey("")) {
      problems.error(
          section.at(),
          "`" + BY_CATEGORY + "` has a limit for the empty category",
          "the name of one; orders without a category have `" + INACTIVITY + "`");
    }
    if (byCategory.size() > MOST_CATEGORIES) {
      problems.error(
          section.at(),
          "`" + BY_CATEGORY + "` names " + byCategory.size() + " categories",
          "at most " + MOST_CATEGORIES);
    }
    return new InactivityLimit(name, days, byCategory);
  }

  private int days(Entry limit) {
    String what = "the limit of category `" + limit.key().text() + "`";
    Scalar written = Section.text(limit.value(), what, problems);
    return (int) Section.number(written, what, 1, Window.LONGEST_DAYS, problems).orElse(1);
  }

  private Detector cadence(String name, Section section) {
    int factor = milli(section, CADENCE, "1");
    int spreads = section.has(SPREADS) ? milli(section, SPREADS, "0") : 0;
    int orderDays =
        section.has(ORDER_DAYS)
            ? (int) section.number(ORDER_DAYS, 2, MOST_ORDER_DAYS)
            : DEFAULT_ORDER_DAYS;
    return new CadenceLimit(name, factor, spreads, orderDays);
  }

  private int milli(Section section, String key, String least) {
    BigDecimal milli = section.decimal(key, least, MOST_GAPS).movePointRight(3);
    if (milli.stripTrailingZeros().scale() > 0) {
      problems.error(section.at(), "`" + key + "` has more than three decimals", "at most three");
      return 1_000;
    }
    return milli.intValueExact();
  }

  private Optional<Detector> survival(Scalar name, Section section) {
    double limit = section.decimal(SURVIVAL, "0.000001", "0.999999").doubleValue();
    if (!hasModel) {
      problems.error(
          name.at(),
          "`" + name.text() + "` looks at P(alive), but the rule set has no model for it",
          "a section `survival`; the command `fit` writes one");
    }
    return survival.map(rules -> new SurvivalLimit(name.text(), rules.model(), limit));
  }
}
