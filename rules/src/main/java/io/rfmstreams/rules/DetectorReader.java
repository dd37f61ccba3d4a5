package io.rfmstreams.rules;

import io.rfmstreams.engine.CadenceLimit;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.InactivityLimit;
import io.rfmstreams.engine.SurvivalLimit;
import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.YamlNode.Entry;
import io.rfmstreams.rules.YamlNode.Mapping;
import io.rfmstreams.rules.YamlNode.Scalar;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads churn detectors. Which kind one is, its keys say. */
final class DetectorReader {
  private static final int MOST_DETECTORS = 16;
  private static final int MOST_CATEGORIES = 1_000;
  private static final int MOST_ORDER_DAYS = 1_000;
  private static final int DEFAULT_ORDER_DAYS = 3;

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

  private final @Nullable SurvivalRules survival;
  private final Problems problems;

  /**
   * @param survival the rule set's model; null if it has none
   */
  DetectorReader(@Nullable SurvivalRules survival, Problems problems) {
    this.survival = survival;
    this.problems = problems;
  }

  List<Detector> read(List<YamlNode> nodes) {
    if (nodes.size() > MOST_DETECTORS) {
      problems.error(
          nodes.get(MOST_DETECTORS).at(),
          "there are " + nodes.size() + " detectors",
          "at most " + MOST_DETECTORS);
    }
    List<Detector> detectors = new ArrayList<>();
    Set<String> names = new HashSet<>(ConditionLanguage.wordsAboutMembers());
    for (YamlNode node : nodes) {
      detector(node, names).ifPresent(detectors::add);
    }
    return detectors;
  }

  private Optional<Detector> detector(YamlNode node, Set<String> names) {
    List<String> kinds = KINDS.stream().filter(kind -> hasKey(node, kind)).toList();
    if (node instanceof Mapping && kinds.size() != 1) {
      problems.error(
          node.at(),
          "a detector has " + (kinds.isEmpty() ? "no limit" : "several limits: " + kinds),
          "one of `" + String.join("`, `", KINDS) + "`");
      return Optional.empty();
    }
    String kind = kinds.isEmpty() ? INACTIVITY : kinds.get(0);
    Section section =
        Section.of(
            node, "a detector by `" + kind + "`", KEYS.getOrDefault(kind, List.of()), problems);
    Scalar name = section.name("name", Name.DETECTOR);
    if (!name.text().isEmpty() && !names.add(name.text())) {
      problems.error(
          name.at(),
          "`" + name.text() + "` means something else in conditions already",
          "a name of its own");
    }
    return switch (kind) {
      case INACTIVITY -> inactivity(name.text(), section);
      case CADENCE -> cadence(name.text(), section);
      default -> survival(name, section);
    };
  }

  private static boolean hasKey(YamlNode node, String key) {
    return node instanceof Mapping mapping
        && mapping.entries().stream().anyMatch(entry -> entry.key().text().equals(key));
  }

  private Optional<Detector> inactivity(String name, Section section) {
    int days = (int) section.number(INACTIVITY, 1, Window.LONGEST_DAYS);
    Map<String, Integer> byCategory = new LinkedHashMap<>();
    section
        .optional(BY_CATEGORY)
        .ifPresent(
            node ->
                Section.entries(node, "`" + BY_CATEGORY + "`", problems)
                    .forEach((category, entry) -> byCategory.put(category, days(entry))));
    if (byCategory.size() > MOST_CATEGORIES) {
      problems.error(
          section.at(),
          "`" + BY_CATEGORY + "` names " + byCategory.size() + " categories",
          "at most " + MOST_CATEGORIES);
    }
    return problems.hasErrors()
        ? Optional.empty()
        : Optional.of(new InactivityLimit(name, days, byCategory));
  }

  private int days(Entry limit) {
    String what = "the limit of category `" + limit.key().text() + "`";
    Scalar written = Section.text(limit.value(), what, problems);
    return (int) Section.number(written, what, 1, Window.LONGEST_DAYS, problems).orElse(1);
  }

  private Optional<Detector> cadence(String name, Section section) {
    int factor = milli(section, CADENCE, "1");
    int spreads = section.has(SPREADS) ? milli(section, SPREADS, "0") : 0;
    int orderDays =
        section.has(ORDER_DAYS)
            ? (int) section.number(ORDER_DAYS, 2, MOST_ORDER_DAYS)
            : DEFAULT_ORDER_DAYS;
    return problems.hasErrors()
        ? Optional.empty()
        : Optional.of(new CadenceLimit(name, factor, spreads, orderDays));
  }

  private int milli(Section section, String key, String least) {
    BigDecimal milli = section.decimal(key, least, "100").movePointRight(3);
    if (milli.stripTrailingZeros().scale() > 0) {
      problems.error(section.at(), "`" + key + "` has more than three decimals", "at most three");
      return 1_000;
    }
    return milli.intValueExact();
  }

  private Optional<Detector> survival(Scalar name, Section section) {
    double limit = section.decimal(SURVIVAL, "0.000001", "0.999999").doubleValue();
    if (survival == null) {
      if (!problems.hasErrors()) {
        problems.error(
            name.at(),
            "`" + name.text() + "` looks at P(alive), but the rule set has no model for it",
            "a section `survival`; the command `fit` writes one");
      }
      return Optional.empty();
    }
    return problems.hasErrors()
        ? Optional.empty()
        : Optional.of(new SurvivalLimit(name.text(), survival.model(), limit));
  }
}
