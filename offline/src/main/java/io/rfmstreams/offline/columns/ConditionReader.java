package io.rfmstreams.offline.columns;

import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Entry;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads when a row tells something: a mapping of columns to what they must be. */
final class ConditionReader {
  private static final List<String> WORDS = List.of("empty", "not-empty", "zero", "not-zero");
  private static final List<String> OTHERS =
      Stream.of(Condition.Others.values()).map(Condition.Others::word).toList();

  private final Problems problems;

  ConditionReader(Problems problems) {
    this.problems = problems;
  }

  List<Condition> read(YamlNode node) {
    List<Condition> conditions = new ArrayList<>();
    for (Entry entry : Section.entries(node, "`when`", problems).values()) {
      Column column = new Column(entry.key().text(), entry.key().at());
      condition(column, entry.value()).ifPresent(conditions::add);
    }
    return List.copyOf(conditions);
  }

  private Optional<Condition> condition(Column column, YamlNode node) {
    if (!(node instanceof Scalar)) {
      return Optional.of(oneOf(column, node));
    }
    Scalar word = Section.text(node, "the condition on `" + column.name() + "`", problems);
    switch (word.text()) {
      case "empty", "not-empty" -> {
        return Optional.of(new Condition.Emptiness(column, word.text().equals("empty")));
      }
      case "zero", "not-zero" -> {
        return Optional.of(new Condition.Zero(column, word.text().equals("zero")));
      }
      default -> {
        if (!word.text().isEmpty()) {
          problems.unknownWord(
              word.at(),
              "the condition on `%s` is %s".formatted(column.name(), word.kind()),
              "one of %s, or { is: [...], others: skip }".formatted(String.join(", ", WORDS)),
              word.text(),
              WORDS);
        }
        return Optional.empty();
      }
    }
  }

  private Condition oneOf(Column column, YamlNode node) {
    String what = "the condition on `" + column.name() + "`";
    Section section = Section.of(node, what, List.of("is", "is-not", "others"), problems);
    Set<String> is = texts(section, "is");
    Set<String> isNot = texts(section, "is-not");
    if (is.isEmpty() && isNot.isEmpty()) {
      problems.error(node.at(), what + " lists nothing", "`is` or `is-not`, or both");
    }
    isNot.stream()
        .filter(is::contains)
        .forEach(
            twice -> problems.error(node.at(), "`" + twice + "` is and is not", "it in one list"));
    return new Condition.OneOf(column, is, isNot, others(section));
  }

  private Condition.Others others(Section section) {
    Scalar word = section.text("others");
    for (Condition.Others others : Condition.Others.values()) {
      if (others.word().equals(word.text())) {
        return others;
      }
    }
    if (!word.text().isEmpty()) {
      problems.notOneOf(word.at(), "`others` is " + word.kind(), word.text(), OTHERS);
    }
    return Condition.Others.REFUSE;
  }

  private Set<String> texts(Section section, String key) {
    Set<String> texts = new LinkedHashSet<>();
    for (YamlNode item : section.optionalList(key)) {
      texts.add(Field.key(Section.text(item, "a text of `" + key + "`", problems).text()));
    }
    return texts;
  }
}
