package io.rfmstreams.rules;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Detector;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Policy;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.Scores;
import io.rfmstreams.engine.SurvivalRules;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.DetectorReader.Detectors;
import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Entry;
import io.rfmstreams.rules.yaml.YamlNode.Mapping;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads a rule file's pieces and puts the rule set together. */
final class RuleFileReader {
  private static final List<String> KEYS =
      List.of(
          "rule-set",
          "version",
          "effective",
          "zone",
          "currency",
          "window",
          "scores",
          "survival",
          "detectors",
          "axes",
          "policies",
          "event-types",
          "labels");
  private static final String UNLIMITED = "unlimited";

  private final Problems problems;

  RuleFileReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * What a file says.
   *
   * @param places where each key of the top level stands
   */
  record Content(
      RuleSet rules,
      ZoneId zone,
      Currency currency,
      Optional<LocalDate> effective,
      Map<String, Map<String, String>> labels,
      Map<String, Position> places) {}

  /** What the file says; empty if problems were noted. */
  Optional<Content> read(YamlNode root) {
    Section file = Section.of(root, "a rule file", KEYS, problems);
    Scalar name = file.name("rule-set", Name.RULE_SET);
    int version = (int) file.number("version", 1, Integer.MAX_VALUE);
    Optional<LocalDate> effective = file.optionalText("effective").map(this::day);
    ZoneId zone = Section.zone(file.text("zone"), "`zone`", problems).orElse(ZoneOffset.UTC);
    Optional<Currency> currency = currency(file.text("currency"));
    Window window = window(file.text("window"));
    Scores scores =
        file.required("scores")
            .map(node -> new ScoresReader(problems).read(node))
            .orElseGet(() -> Scores.byBoundaries(new long[0], new long[0], new long[0]));
    Optional<SurvivalRules> survival =
        file.optional("survival")
            .flatMap(node -> new SurvivalReader(problems).read(node, currency));
    Detectors detectors =
        new DetectorReader(file.has("survival"), survival, problems)
            .read(file.optionalList("detectors"));
    List<AxisDraft> axisDrafts = new AxisReader(problems).read(file.list("axes"));
    Set<String> eventTypes = eventTypes(file.optionalList("event-types"));
    Set<String> knownTypes = new TreeSet<>(MemberEvent.WELL_KNOWN_TYPES);
    knownTypes.addAll(eventTypes);
    List<PolicyDraft> policyDrafts =
        new PolicyReader(knownTypes, problems).read(file.optionalList("policies"));
    Map<String, List<String>> segments = new LinkedHashMap<>();
    axisDrafts.forEach(draft -> segments.put(draft.name().text(), draft.segmentNames()));
    Map<String, Map<String, String>> labels = labels(file, segments);

    List<Axis> axes = axes(axisDrafts, window, scores, detectors);
    List<Policy> policies = policies(file, policyDrafts, segments, axes);
    if (problems.hasErrors() || currency.isEmpty()) {
      return Optional.empty();
    }
    RuleSet rules =
        new RuleSet(
            name.text(),
            version,
            window,
            scores,
            axes,
            survival.orElse(null),
            policies,
            eventTypes);
    warnOfIdle(detectors, rules);
    return Optional.of(new Content(rules, zone, currency.get(), effective, labels, places(root)));
  }

  private void warnOfIdle(Detectors detectors, RuleSet rules) {
    List<String> asked = rules.detectors().stream().map(Detector::name).toList();
    detectors
        .declared()
        .forEach(
            (name, written) -> {
              if (!asked.contains(name)) {
                problems.warning(
                    written.at(),
                    "detector `" + name + "` moves nobody: no segment depends on it",
                    "a segment with a condition that asks it, such as `when: " + name + "`");
              }
            });
  }

  private List<Axis> axes(
      List<AxisDraft> drafts, Window window, Scores scores, Detectors detectors) {
    AxisCompiler compiler = new AxisCompiler(window, scores, detectors, problems);
    List<Axis> axes = new ArrayList<>();
    drafts.forEach(draft -> compiler.compile(draft).ifPresent(axes::add));
    return axes;
  }

  private List<Policy> policies(
      Section file, List<PolicyDraft> drafts, Map<String, List<String>> segments, List<Axis> axes) {
    if (!Moves.canBeCounted(segments.values())) {
      file.required("axes")
          .ifPresent(
              node ->
                  problems.error(
                      node.at(),
                      "the axes have too many segments together to tell all moves apart",
                      "fewer axes, or fewer segments on them"));
      return List.of();
    }
    if (segments.keySet().stream().anyMatch(axis -> !Name.AXIS.fits(axis))) {
      return List.of(); // Noted; a condition cannot speak of such an axis.
    }
    PolicyCompiler compiler = new PolicyCompiler(segments, problems);
    Map<PolicyDraft, Condition> conditions = new LinkedHashMap<>();
    for (PolicyDraft draft : drafts) {
      compiler.check(draft).ifPresent(condition -> conditions.put(draft, condition));
    }
    List<Policy> policies = new ArrayList<>();
    if (!problems.hasErrors()) {
      conditions.forEach(
          (draft, condition) -> compiler.compile(draft, condition, axes).ifPresent(policies::add));
    }
    return policies;
  }

  private LocalDate day(Scalar written) {
    try {
      if (written.text().matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
        return LocalDate.parse(written.text());
      }
    } catch (DateTimeException noSuchDay) {
      // Noted below.
    }
    if (!written.text().isEmpty()) {
      problems.error(
          written.at(),
          "`effective` is " + written.kind(),
          "a day of the calendar, for instance 2026-01-31");
    }
    return LocalDate.EPOCH;
  }

  private Optional<Currency> currency(Scalar written) {
    Set<String> codes =
        Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toSet());
    if (codes.contains(written.text())) {
      return Optional.of(Currency.getInstance(written.text()));
    }
    if (!written.text().isEmpty()) {
      problems.unknownWord(
          written.at(),
          "`currency` is " + written.kind() + ", which is no currency with minor units",
          "an ISO 4217 code, for instance CNY",
          written.text(),
          codes);
    }
    return Optional.empty();
  }

  private Window window(Scalar written) {
    return written.text().equals(UNLIMITED)
        ? Window.UNLIMITED
        : new Window(
            (int)
                Section.number(
                        written,
                        "`window`, unless `" + UNLIMITED + "`,",
                        1,
                        Window.LONGEST_DAYS,
                        problems)
                    .orElse(1));
  }

  private Set<String> eventTypes(List<YamlNode> nodes) {
    Set<String> types = new LinkedHashSet<>();
    for (YamlNode node : nodes) {
      Scalar type = Section.text(node, "an event type", problems);
      Section.checkName(type, Name.EVENT_TYPE, problems);
      if (!types.add(type.text()) || MemberEvent.WELL_KNOWN_TYPES.contains(type.text())) {
        problems.warning(
            type.at(), type.kind() + " is accepted already", "only types beyond the known ones");
      }
    }
    return types;
  }

  private Map<String, Map<String, String>> labels(
      Section file, Map<String, List<String>> segments) {
    Map<String, Map<String, String>> labels = new LinkedHashMap<>();
    file.optional("labels")
        .ifPresent(
            node ->
                Section.of(node, "`labels`", List.copyOf(segments.keySet()), problems)
                    .forEach(
                        (axis, entry) -> {
                          List<String> known = segments.get(axis);
                          if (known != null) {
                            labels.put(axis, labels(entry, known));
                          }
                        }));
    return Collections.unmodifiableMap(labels);
  }

  private Map<String, String> labels(Entry axis, List<String> segments) {
    String what = "`labels` of axis `" + axis.key().text() + "`";
    Map<String, String> labels = new LinkedHashMap<>();
    Section.of(axis.value(), what, segments, problems)
        .forEach(
            (segment, entry) ->
                labels.put(
                    segment,
                    Section.text(entry.value(), "the label of `" + segment + "`", problems)
                        .text()));
    return Collections.unmodifiableMap(labels);
  }

  private static Map<String, Position> places(YamlNode root) {
    Map<String, Position> places = new HashMap<>();
    if (root instanceof Mapping file) {
      file.entries().forEach(entry -> places.put(entry.key().text(), entry.value().at()));
    }
    return places;
  }
}
