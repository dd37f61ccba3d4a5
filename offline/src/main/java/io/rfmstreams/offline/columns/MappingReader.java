package io.rfmstreams.offline.columns;

import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a mapping's pieces and puts it together. */
final class MappingReader {
  private static final List<String> KEYS =
      List.of(
          "separator",
          "zone",
          "times",
          "amounts",
          "optional-columns",
          "when",
          "every-event",
          "events");
  private static final List<String> REQUIRED =
      EventColumn.single().filter(EventColumn::isRequired).map(EventColumn::label).toList();
  private static final Set<String> MONEY = Set.of("purchase", "refund");

  private final Problems problems;
  private final FieldReader fields;
  private final ConditionReader conditions;

  MappingReader(Problems problems) {
    this.problems = problems;
    this.fields = new FieldReader(problems);
    this.conditions = new ConditionReader(problems);
  }

  /** What the file says; empty if problems were noted. */
  Optional<ColumnMapping.Content> read(YamlNode root) {
    Section file = Section.of(root, "a mapping of columns", KEYS, problems);
    char separator = file.optionalText("separator").map(this::separator).orElse(',');
    ZoneId zone =
        file.optionalText("zone")
            .flatMap(written -> Section.zone(written, "`zone`", problems))
            .orElse(null);
    List<TimeForm> times = times(file.optionalList("times"));
    AmountForm amounts = file.optional("amounts").map(this::amounts).orElse(AmountForm.PLAIN);
    Map<String, Scalar> optional = new LinkedHashMap<>();
    for (YamlNode node : file.optionalList("optional-columns")) {
      Scalar column = Section.text(node, "an optional column", problems);
      optional.put(column.text(), column);
    }
    List<Condition> when = file.optional("when").map(conditions::read).orElse(List.of());
    Map<String, Field> every =
        file.optional("every-event")
            .map(node -> fields.read(node, "`every-event`", List.of()))
            .orElse(Map.of());
    List<EventForm> events = new ArrayList<>();
    for (YamlNode node : file.list("events")) {
      events.add(event(node, every));
    }
    checkIdsDiffer(events);
    ColumnMapping.Content content =
        new ColumnMapping.Content(
            separator, zone, List.copyOf(times), amounts, optional.keySet(), when, events);
    checkUsed(optional, content);
    return problems.hasErrors() ? Optional.empty() : Optional.of(content);
  }

  private EventForm event(YamlNode node, Map<String, Field> every) {
    Map<String, Field> said = fields.read(node, "an event", List.of("when", "cumulative"));
    Map<String, YamlNode> others = new LinkedHashMap<>();
    if (node instanceof YamlNode.Mapping mapping) {
      mapping.entries().forEach(entry -> others.put(entry.key().text(), entry.value()));
    }
    YamlNode conditionNode = others.get("when");
    List<Condition> when = conditionNode == null ? List.of() : conditions.read(conditionNode);
    boolean cumulative = cumulative(others.get("cumulative"));
    Map<String, Field> all = new LinkedHashMap<>(every);
    all.putAll(said);
    EventForm form = new EventForm(node.at(), all, when, cumulative);
    checkComplete(form);
    if (cumulative) {
      checkCumulative(form);
    }
    return form;
  }

  private boolean cumulative(@Nullable YamlNode node) {
    if (node == null) {
      return false;
    }
    Scalar word = Section.text(node, "`cumulative`", problems);
    if (!word.text().isEmpty() && !word.text().equals("true") && !word.text().equals("false")) {
      problems.error(word.at(), "`cumulative` is " + word.kind(), "true or false");
    }
    return word.text().equals("true");
  }

  private void checkComplete(EventForm form) {
    List<String> needed = new ArrayList<>(REQUIRED);
    if (MONEY.contains(constantType(form))) {
      needed.add(EventColumn.AMOUNT.label());
      needed.add(EventColumn.CURRENCY.label());
    }
    for (String name : needed) {
      if (!form.fields().containsKey(name)) {
        problems.error(
            form.at(), "an event lacks `" + name + "`", "it here or under `every-event`");
      }
    }
    Field id = form.fields().get(EventColumn.EVENT_ID.label());
    if (id != null && id.source().columns().isEmpty()) {
      problems.error(
          form.at(),
          "the event id is the same for every row",
          "a template with the row's own keys, such as { template: \"{Name}/purchase\" }");
    }
  }

  private void checkCumulative(EventForm form) {
    if (!constantType(form).equals("refund")) {
      problems.error(
          form.at(),
          "an event that is `cumulative` is no refund",
          "`type: { constant: refund }`; only what is given back adds up from export to export");
    }
    Field id = form.fields().get(EventColumn.EVENT_ID.label());
    Field amount = form.fields().get(EventColumn.AMOUNT.label());
    if (id == null || amount == null) {
      return; // Noted.
    }
    List<String> counted = amount.source().columns().stream().map(Column::name).toList();
    for (Column column : id.source().columns()) {
      if (counted.contains(column.name())) {
        problems.error(
            column.at(),
            "the event id is made of the amount, which grows: it would be another event each time",
            "only the row's own keys");
      }
    }
  }

  private void checkIdsDiffer(List<EventForm> events) {
    List<String> ids = new ArrayList<>();
    for (EventForm event : events) {
      Field id = event.fields().get(EventColumn.EVENT_ID.label());
      if (id == null) {
        continue; // Noted.
      }
      String written =
          id.source() instanceof Source.Template template
              ? template.texts() + names(template)
              : id.source().getClass().getSimpleName() + names(id.source());
      if (ids.contains(written)) {
        problems.error(
            event.at(),
            "two events of a row have the same id",
            "ids of their own, such as { template: \"{Name}/refund\" }");
      }
      ids.add(written);
    }
  }

  private void checkUsed(Map<String, Scalar> optional, ColumnMapping.Content content) {
    Set<String> used = new LinkedHashSet<>();
    content.columns().forEach(column -> used.add(column.name()));
    optional.forEach(
        (name, written) -> {
          if (!name.isEmpty() && !used.contains(name)) {
            problems.unknownWord(
                written.at(),
                "the optional column `" + name + "` is not used",
                "a column that a field or a condition names",
                name,
                used);
          }
        });
  }

  private static String names(Source source) {
    return source.columns().stream().map(Column::name).toList().toString();
  }

  /** The type, if every such event has the same; else empty. */
  private static String constantType(EventForm form) {
    Field type = form.fields().get(EventColumn.TYPE.label());
    return type != null && type.source() instanceof Source.Constant constant ? constant.text() : "";
  }

  private char separator(Scalar written) {
    String text = written.text().equals("tab") ? "\t" : written.text();
    if (text.length() != 1 || !",;|\t:".contains(text)) {
      if (!text.isEmpty()) {
        problems.error(
            written.at(), "`separator` is " + written.kind(), "one of \",\", \";\", \"|\" and tab");
      }
      return ',';
    }
    return text.charAt(0);
  }

  private List<TimeForm> times(List<YamlNode> nodes) {
    List<TimeForm> times = new ArrayList<>();
    for (YamlNode node : nodes) {
      Scalar pattern = Section.text(node, "a pattern of `times`", problems);
      if (pattern.text().isEmpty()) {
        continue; // Noted.
      }
      try {
        times.add(TimeForm.of(pattern.text()));
      } catch (IllegalArgumentException unusable) {
        problems.error(
            pattern.at(),
            "no times can be read by the pattern `%s`: %s"
                .formatted(pattern.text(), unusable.getMessage()),
            "a pattern such as \"yyyy-MM-dd HH:mm:ss\" or \"dd/MM/yyyy HH:mm XX\"");
      }
    }
    return times;
  }

  private AmountForm amounts(YamlNode node) {
    Section section =
        Section.of(node, "`amounts`", List.of("decimal", "grouping", "currency-sign"), problems);
    char decimal = mark(section, "decimal", ".,").orElse('.');
    Character grouping = mark(section, "grouping", ".,' \u00a0\u202f\u2019").orElse(null);
    String sign = section.optionalText("currency-sign").map(Scalar::text).orElse("").strip();
    if (grouping != null && grouping == decimal) {
      problems.error(section.at(), "`decimal` and `grouping` are the same", "different ones");
    }
    if (sign.chars().anyMatch(c -> (c >= '0' && c <= '9') || ".,-".indexOf(c) >= 0)) {
      problems.error(section.at(), "`currency-sign` could be part of a number", "such as \"£\"");
    }
    return new AmountForm(decimal, grouping, sign);
  }

  private Optional<Character> mark(Section section, String key, String allowed) {
    Optional<YamlNode> node = section.optional(key);
    if (node.isPresent()
        && node.get() instanceof Scalar scalar
        && scalar.text().length() == 1
        && allowed.contains(scalar.text())) {
      return Optional.of(scalar.text().charAt(0));
    }
    node.ifPresent(
        wrong ->
            problems.error(
                wrong.at(),
                "`%s` is %s".formatted(key, wrong.kind()),
                "one character of %s, in quotes".formatted(allowed)));
    return Optional.empty();
  }
}
