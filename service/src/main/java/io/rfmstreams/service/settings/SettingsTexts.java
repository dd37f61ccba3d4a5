package io.rfmstreams.service.settings;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text that holds for each key and where it comes from, to be read as values. What cannot be read
 * adds to the problems, and its default stands in until they are thrown together.
 */
final class SettingsTexts {

  private final Map<String, Text> texts;
  private final List<String> problems;

  SettingsTexts(Map<String, Text> texts, List<String> problems) {
    this.texts = texts;
    this.problems = problems;
  }

  /**
   * A setting's text.
   *
   * @param origin the file and line, the variable, the option, or "default"
   * @param typedHere whether it was said where the command was, by environment or option, so that a
   *     relative path begins at the working directory
   */
  record Text(String text, String origin, boolean typedHere) {}

  /** The value of a setting. */
  <T> T get(Setting<T> setting) {
    Text text = text(setting.name());
    try {
      return setting.reader().apply(text.text());
    } catch (IllegalArgumentException | DateTimeException e) {
      problems.add(
          "%s: %s is \"%s\", expected %s"
              .formatted(text.origin(), setting.name(), text.text(), setting.expected()));
      return setting.reader().apply(setting.defaultText());
    }
  }

  /**
   * Adds a setting that is right by itself and does not go with others to the problems.
   *
   * @param expected what it has to be, as the end of a sentence that begins with "expected"
   * @param others those it does not go with
   */
  void refuse(Setting<?> setting, String expected, Setting<?>... others) {
    String because =
        Stream.of(others)
            .map(other -> described(other.name(), text(other.name())))
            .collect(Collectors.joining(", "));
    Text text = text(setting.name());
    problems.add(
        "%s: %s is \"%s\", expected %s; %s"
            .formatted(text.origin(), setting.name(), text.text(), expected, because));
  }

  private static String described(String key, Text text) {
    return "%s is \"%s\" (%s)".formatted(key, text.text(), text.origin());
  }

  /** The value of a setting that names a file or folder. */
  Path path(Setting<String> setting, Path home, Path workingDirectory) {
    String path = get(setting);
    Path base = text(setting.name()).typedHere() ? workingDirectory : home;
    try {
      return base.resolve(path).normalize();
    } catch (InvalidPathException e) {
      problems.add(
          "%s: %s is \"%s\", expected a path"
              .formatted(text(setting.name()).origin(), setting.name(), path));
      return base;
    }
  }

  /** What a client is handed, under its own names. What it would refuse adds to the problems. */
  Map<String, String> client(PassThrough client) {
    Map<String, String> handed = new TreeMap<>();
    texts.forEach(
        (key, text) -> {
          if (key.startsWith(client.prefix())) {
            String name = key.substring(client.prefix().length());
            handed.put(name, text.text());
            client.problem(name, text.text()).ifPresent(problem -> refuse(key, problem));
          }
        });
    return handed;
  }

  /**
   * Adds a client's setting to the problems.
   *
   * @param problem what is wrong with its value; not said of a secret
   */
  void refuse(String key, String problem) {
    Text text = text(key);
    String shown = Secrets.masked(key, text.text());
    problems.add(
        "%s: %s is \"%s\": %s"
            .formatted(
                text.origin(),
                key,
                shown,
                shown.equals(text.text()) ? problem : "not a value the client takes"));
  }

  /** All of it, by key. */
  Map<String, Text> all() {
    return texts;
  }

  /**
   * Ends the reading.
   *
   * @throws SettingsException if anything is wrong
   */
  void requireSound() {
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
  }

  private Text text(String key) {
    Text text = texts.get(key);
    if (text == null) {
      throw new IllegalStateException(key + " has no default");
    }
    return text;
  }
}
