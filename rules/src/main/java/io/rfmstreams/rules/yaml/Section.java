package io.rfmstreams.rules.yaml;

import io.rfmstreams.rules.yaml.YamlNode.Entry;
import io.rfmstreams.rules.yaml.YamlNode.Items;
import io.rfmstreams.rules.yaml.YamlNode.Mapping;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * A mapping of a YAML file whose keys are known beforehand.
 *
 * <p>Whatever is wrong is noted in the file's {@link Problems}; the caller gets a placeholder and
 * goes on.
 */
public final class Section {
  private static final int LONGEST_TEXT = 10_000;

  private final Position at;
  private final String what;
  private final Map<String, Entry> entries;
  private final Problems problems;

  private Section(Position at, String what, Map<String, Entry> entries, Problems problems) {
    this.at = at;
    this.what = what;
    this.entries = entries;
    this.problems = problems;
  }

  /**
   * Reads a mapping; notes what is not one, unknown keys, and keys that occur twice.
   *
   * @param what what a person calls it
   * @param keys the keys it may have
   */
  public static Section of(YamlNode node, String what, List<String> keys, Problems problems) {
    Map<String, Entry> entries = entries(node, what, problems);
    entries.forEach(
        (key, entry) -> {
          if (!keys.contains(key)) {
            problems.notOneOf(entry.key().at(), what + " has no key `" + key + "`", key, keys);
          }
        });
    return new Section(node.at(), what, entries, problems);
  }

  /** The entries of a mapping whose keys are free, in its order; notes keys that occur twice. */
  public static Map<String, Entry> entries(YamlNode node, String what, Problems problems) {
    Map<String, Entry> entries = new LinkedHashMap<>();
    if (!(node instanceof Mapping mapping)) {
      problems.error(node.at(), what + " is " + node.kind(), "a mapping of keys to values");
      return entries;
    }
    for (Entry entry : mapping.entries()) {
      Entry first = entries.putIfAbsent(entry.key().text(), entry);
      if (first != null) {
        problems.error(
            entry.key().at(),
            "the key `" + entry.key().text() + "` of " + what + " occurs twice",
            "it once; the first is in line " + first.key().at().line());
      }
    }
    return entries;
  }

  /** Where it begins. */
  public Position at() {
    return at;
  }

  /** Hands on every entry, in the file's order, unknown ones too. */
  public void forEach(BiConsumer<String, Entry> consumer) {
    entries.forEach(consumer);
  }

  /** Whether the key is there. */
  public boolean has(String key) {
    return entries.containsKey(key);
  }

  /** What a key stands for; notes it if the key is missing. */
  public Optional<YamlNode> required(String key) {
    Optional<YamlNode> value = optional(key);
    if (value.isEmpty()) {
      problems.error(at, what + " lacks `" + key + "`", "the key `" + key + "`");
    }
    return value;
  }

  /** What a key stands for, if it is there. */
  public Optional<YamlNode> optional(String key) {
    return Optional.ofNullable(entries.get(key)).map(Entry::value);
  }

  /** The text a key stands for; notes it if the key is missing or stands for something else. */
  public Scalar text(String key) {
    return required(key)
        .map(node -> text(node, "`" + key + "`", problems))
        .orElseGet(() -> Scalar.placeholder(at));
  }

  /** The text a key stands for, if it is there. */
  public Optional<Scalar> optionalText(String key) {
    return optional(key).map(node -> text(node, "`" + key + "`", problems));
  }

  /** What names of one kind may look like. */
  public interface Name {
    /** Whether a text may be such a name. */
    boolean fits(String text);

    /** What fits, for people. */
    String expected();
  }

  /** A name of the given kind. */
  public Scalar name(String key, Name kind) {
    Scalar name = text(key);
    checkName(name, kind, problems);
    return name;
  }

  /** Notes a name that may not be one. */
  public static void checkName(Scalar name, Name kind, Problems problems) {
    if (!name.text().isEmpty() && !kind.fits(name.text())) {
      problems.error(name.at(), name.kind() + " cannot be a name here", kind.expected());
    }
  }

  /** A whole number a key stands for; the least after a problem. */
  public long number(String key, long least, long most) {
    return number(text(key), "`" + key + "`", least, most, problems).orElse(least);
  }

  /** A decimal number a key stands for, exact; the least after a problem. */
  public BigDecimal decimal(String key, String least, String most) {
    return decimal(text(key), "`" + key + "`", least, most, problems)
        .orElseGet(() -> new BigDecimal(least));
  }

  /** The list a key stands for, which must have items; none after a problem. */
  public List<YamlNode> list(String key) {
    Optional<YamlNode> node = required(key);
    if (node.isPresent() && node.get() instanceof Items items && items.items().isEmpty()) {
      problems.error(items.at(), "`" + key + "` is an empty list", "at least one item");
    }
    return node.map(present -> list(present, key)).orElse(List.of());
  }

  /** The list a key stands for; none if it is not there. */
  public List<YamlNode> optionalList(String key) {
    return optional(key).map(node -> list(node, key)).orElse(List.of());
  }

  private List<YamlNode> list(YamlNode node, String key) {
    if (node instanceof Items items) {
      return items.items();
    }
    problems.error(node.at(), "`" + key + "` is " + node.kind(), "a list");
    return List.of();
  }

  /** Reads a text that is not empty; notes whatever else it is. */
  public static Scalar text(YamlNode node, String what, Problems problems) {
    if (!(node instanceof Scalar scalar) || scalar.text().isBlank()) {
      problems.error(node.at(), what + " is " + node.kind(), "a text");
      return Scalar.placeholder(node.at());
    }
    if (scalar.text().length() > LONGEST_TEXT) {
      problems.error(
          node.at(),
          what + " has " + scalar.text().length() + " characters",
          "at most " + LONGEST_TEXT);
      return Scalar.placeholder(node.at());
    }
    if (!scalar.text().codePoints().allMatch(YamlText::isWritable)) {
      problems.error(node.at(), what + " holds a control character", "a text of characters");
      return Scalar.placeholder(node.at());
    }
    return scalar;
  }

  /** Reads a time zone; empty after a problem. */
  public static Optional<ZoneId> zone(Scalar scalar, String what, Problems problems) {
    if (scalar.text().isEmpty()) {
      return Optional.empty(); // Missing or not a text, which was noted.
    }
    try {
      return Optional.of(ZoneId.of(scalar.text()));
    } catch (DateTimeException unknown) {
      problems.unknownWord(
          scalar.at(),
          what + " is " + scalar.kind() + ", which is no time zone",
          "a zone of the tz database, for instance Asia/Shanghai or UTC",
          scalar.text(),
          ZoneId.getAvailableZoneIds());
      return Optional.empty();
    }
  }

  /** Reads a decimal number within bounds; empty after a problem. */
  public static Optional<BigDecimal> decimal(
      Scalar scalar, String what, String least, String most, Problems problems) {
    String text = scalar.text();
    if (text.isEmpty()) {
      return Optional.empty(); // Missing or not a text, which was noted.
    }
    if (text.matches("[0-9]{1,12}(\\.[0-9]{1,18})?")) {
      BigDecimal number = new BigDecimal(text);
      if (number.compareTo(new BigDecimal(least)) >= 0
          && number.compareTo(new BigDecimal(most)) <= 0) {
        return Optional.of(number);
      }
    }
    problems.error(
        scalar.at(), what + " is " + scalar.kind(), "a number from " + least + " to " + most);
    return Optional.empty();
  }

  /** Reads a whole number within bounds; empty after a problem. */
  public static OptionalLong number(
      Scalar scalar, String what, long least, long most, Problems problems) {
    String text = scalar.text();
    if (text.isEmpty()) {
      return OptionalLong.empty(); // Missing or not a text, which was noted.
    }
    String expected = "a whole number from " + least + " to " + most;
    if (!text.matches("-?[0-9]{1,18}")) {
      problems.error(scalar.at(), what + " is " + scalar.kind(), expected);
      return OptionalLong.empty();
    }
    long number = Long.parseLong(text);
    if (number < least || number > most) {
      problems.error(scalar.at(), what + " is " + number, expected);
      return OptionalLong.empty();
    }
    return OptionalLong.of(number);
  }
}
