package io.rfmstreams.offline.columns;

import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Entry;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads how a row gives our fields. */
final class FieldReader {
  private static final List<String> OURS = EventColumn.single().map(EventColumn::label).toList();
  private static final List<String> SOURCES = List.of("column", "first-of", "constant", "template");
  private static final List<String> KEYS =
      Stream.concat(SOURCES.stream(), Stream.of("values", "others", "lower-case", "digest"))
          .toList();
  private static final List<String> OTHERS =
      Stream.of(Field.Others.values()).map(Field.Others::word).toList();

  private final Problems problems;

  FieldReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The fields of an event.
   *
   * @param beside the keys that may stand beside them
   */
  Map<String, Field> read(YamlNode node, String what, List<String> beside) {
    Map<String, Field> fields = new LinkedHashMap<>();
    Section.entries(node, what, problems)
        .forEach(
            (key, entry) -> {
              if (isOurs(key)) {
                field(key, entry.value()).ifPresent(field -> fields.put(key, field));
              } else if (!beside.contains(key)) {
                List<String> allowed =
                    Stream.concat(
                            Stream.of(EventColumn.values()).map(EventColumn::label),
                            beside.stream())
                        .toList();
                problems.notOneOf(
                    entry.key().at(), what + " has no key `" + key + "`", key, allowed);
              }
            });
    return fields;
  }

  private static boolean isOurs(String key) {
    return OURS.contains(key) || EventColumn.attribute(key).isPresent();
  }

  private Optional<Field> field(String key, YamlNode node) {
    if (node instanceof Scalar) {
      Scalar column = Section.text(node, "`" + key + "`", problems);
      return Optional.of(
          new Field(new Source.OfColumn(column(column)), false, false, null, Field.Others.KEEP));
    }
    Section section = Section.of(node, "`" + key + "`", KEYS, problems);
    List<String> said = SOURCES.stream().filter(section::has).toList();
    if (said.size() != 1) {
      problems.error(
          node.at(),
          said.isEmpty()
              ? "`%s` does not say where it comes from".formatted(key)
              : "`%s` comes from several: %s".formatted(key, String.join(", ", said)),
          "one of " + String.join(", ", SOURCES));
      return Optional.empty();
    }
    Optional<Map<String, String>> values = section.optional("values").map(this::values);
    return Optional.of(
        new Field(
            source(section, said.get(0)),
            isSaid(section, "lower-case", "true"),
            isSaid(section, "digest", "sha-256"),
            values.orElse(null),
            others(section, values.isPresent())));
  }

  private Source source(Section section, String kind) {
    return switch (kind) {
      case "column" -> new Source.OfColumn(column(section.text(kind)));
      case "constant" -> new Source.Constant(section.text(kind).text());
      case "template" -> template(section.text(kind));
      default -> {
        List<Column> columns = new ArrayList<>();
        for (YamlNode item : section.list(kind)) {
          columns.add(column(Section.text(item, "a column of `first-of`", problems)));
        }
        yield new Source.FirstOf(List.copyOf(columns));
      }
    };
  }

  private static Column column(Scalar written) {
    return new Column(written.text(), written.at());
  }

  /** Takes text with columns in braces apart. */
  private Source template(Scalar written) {
    String text = written.text();
    List<String> texts = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    int from = 0;
    while (true) {
      int open = text.indexOf('{', from);
      int close = text.indexOf('}', from);
      if (open < 0 && close < 0) {
        texts.add(text.substring(from));
        return new Source.Template(List.copyOf(texts), List.copyOf(columns));
      }
      if (open < 0 || close < open + 2 || text.substring(open + 1, close).contains("{")) {
        problems.error(
            at(written, Math.max(0, open < 0 ? close : open)),
            "the braces of the template do not enclose columns",
            "columns in braces, such as \"{Name}/purchase\"");
        return new Source.Template(
            List.of("", ""), List.of(new Column("", written.at()))); // Not looked at again.
      }
      texts.add(text.substring(from, open));
      columns.add(new Column(text.substring(open + 1, close), at(written, open + 1)));
      from = close + 1;
    }
  }

  private static Position at(Scalar written, int offset) {
    return written.at(written.text().codePointCount(0, offset));
  }

  private Map<String, String> values(YamlNode node) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, Entry> entry : Section.entries(node, "`values`", problems).entrySet()) {
      String ours = ours(entry.getValue().value());
      if (values.put(Field.key(entry.getKey()), ours) != null) {
        problems.error(
            entry.getValue().key().at(),
            "`" + entry.getKey() + "` stands twice in `values`; capitals do not count",
            "it once");
      }
    }
    return values;
  }

  private String ours(YamlNode node) {
    return Section.text(node, "a value of `values`", problems).text();
  }

  private Field.Others others(Section section, boolean hasValues) {
    Optional<Scalar> written = section.optionalText("others");
    if (hasValues && written.isEmpty()) {
      problems.error(
          section.at(),
          "`values` without `others`: what becomes of a text that is not listed?",
          "`others:` with one of " + String.join(", ", OTHERS));
    }
    if (!hasValues && written.isPresent()) {
      problems.error(written.get().at(), "`others` without `values`", "both or neither");
    }
    for (Field.Others others : Field.Others.values()) {
      if (written.isPresent() && others.word().equals(written.get().text())) {
        return others;
      }
    }
    written
        .filter(word -> !word.text().isEmpty())
        .ifPresent(
            word ->
                problems.notOneOf(word.at(), "`others` is " + word.kind(), word.text(), OTHERS));
    return Field.Others.KEEP;
  }

  /** Whether a key has the one word it may have. */
  private boolean isSaid(Section section, String key, String word) {
    Optional<Scalar> written = section.optionalText(key);
    written
        .filter(scalar -> !scalar.text().isEmpty() && !scalar.text().equals(word))
        .ifPresent(
            other ->
                problems.error(
                    other.at(), "`%s` is %s".formatted(key, other.kind()), word + ", or nothing"));
    return written.isPresent();
  }
}
