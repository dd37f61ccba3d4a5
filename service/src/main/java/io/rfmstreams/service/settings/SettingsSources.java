package io.rfmstreams.service.settings;

import io.rfmstreams.rules.yaml.NearestWord;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The texts of all settings, from the built-in defaults, a file, the environment and the command line;
 * each goes before the ones named before it. Keys nobody knows are problems.
 */
final class SettingsSources {

  private static final int DEFAULTS = 0;
  private static final int FILE = 100;
  private static final int ENVIRONMENT = 300;
  private static final int COMMAND_LINE = 400;

  private static final String OPTION = "--set";
  private static final String OUR_VARIABLES = "RFM_";

  /**
   * What Kubernetes puts into every pod's environment for a Service whose name is {@code rfm} or begins
   * with {@code rfm-}; the shapes are those of its documentation ("Discovering services").
   */
  private static final Pattern SERVICE_LINK =
      Pattern.compile(
          "RFM_(\\w+_)?(SERVICE_HOST|SERVICE_PORT(_\\w+)?|PORT(_[0-9]+_(TCP|UDP)(_(ADDR|PORT|PROTO))?)?)");

  private final SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
  private final SortedSet<String> names = new TreeSet<>();
  private final List<String> problems = new ArrayList<>();
  private @Nullable Path fileRead;

  SettingsSources() {
    Map<String, String> defaults = new TreeMap<>();
    Keys.ALL.forEach(key -> defaults.put(key.name(), key.defaultText()));
    PassThrough.ALL.forEach(
        client ->
            client.defaults().forEach((name, text) -> defaults.put(client.prefix() + name, text)));
    names.addAll(defaults.keySet());
    builder.withSources(new PropertiesConfigSource(defaults, "default", DEFAULTS));
  }

  /** Adds a file in the form of {@link java.util.Properties}, in UTF-8. */
  void add(Path file) {
    try {
      if (Files.readString(file).startsWith("\ufeff")) {
        problems.add(file + ": begins with a byte order mark; save it as UTF-8 without one");
        return;
      }
      PropertiesConfigSource source = new PropertiesConfigSource(file.toUri().toURL(), FILE);
      source
          .getConfigValueProperties()
          .forEach((key, value) -> check(key, file + ", line " + value.getLineNumber()));
      builder.withSources(source);
      fileRead = file;
    } catch (NoSuchFileException e) {
      problems.add(file + ": there is no such file");
    } catch (CharacterCodingException e) {
      problems.add(file + ": not a text in UTF-8");
    } catch (IOException e) {
      problems.add(file + ": cannot be read: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      problems.add(file + ": " + e.getMessage());
    }
  }

  /** Adds the variables of an environment that are ours; others that begin like ours are problems. */
  void add(Map<String, String> environment) {
    Map<String, String> ours = new TreeMap<>();
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      if (variable.getKey().startsWith(OUR_VARIABLES)) {
        keyOf(variable.getKey())
            .ifPresentOrElse(
                key -> {
                  check(key, "environment variable " + variable.getKey());
                  ours.put(variable.getKey(), variable.getValue());
                },
                () -> addProblemUnlessServiceLink(variable.getKey()));
      }
    }
    builder.withSources(new EnvConfigSource(ours, ENVIRONMENT));
  }

  private void addProblemUnlessServiceLink(String variable) {
    if (!SERVICE_LINK.matcher(variable).matches()) {
      problems.add(unknownVariable(variable));
    }
  }

  /** Adds what the command line says, each {@code key=value}. */
  void add(List<String> assignments) {
    Map<String, String> values = new TreeMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        problems.add(OPTION + " " + assignment + ": expected KEY=VALUE");
      } else {
        String key = assignment.substring(0, equals).strip();
        check(key, OPTION);
        values.put(key, assignment.substring(equals + 1).strip());
      }
    }
    builder.withSources(new PropertiesConfigSource(values, "--set", COMMAND_LINE));
  }

  /** Everything, once all sources are added. */
  SettingsTexts read() {
    SmallRyeConfig config = builder.build();
    Map<String, SettingsTexts.Text> texts = new TreeMap<>();
    for (String name : names) {
      ConfigValue value = config.getConfigValue(name);
      String text = value.getValue() == null ? "" : value.getValue().strip();
      boolean typedHere = value.getConfigSourceOrdinal() >= ENVIRONMENT;
      texts.put(name, new SettingsTexts.Text(text, origin(value), typedHere));
    }
    return new SettingsTexts(texts, problems);
  }

  private String origin(ConfigValue value) {
    return switch (value.getConfigSourceOrdinal()) {
      case FILE -> fileRead + ", line " + value.getLineNumber();
      case ENVIRONMENT -> "environment variable " + PassThrough.asVariable(value.getName());
      case COMMAND_LINE -> OPTION;
      default -> "default";
    };
  }

  private void check(String key, String where) {
    Optional<PassThrough> client =
        PassThrough.ALL.stream().filter(c -> key.startsWith(c.prefix())).findFirst();
    if (client.isEmpty()) {
      if (Keys.ALL.stream().noneMatch(known -> known.name().equals(key))) {
        problems.add(where + ": there is no setting " + key + meant(key, allKeys()));
      }
      return;
    }
    String name = key.substring(client.get().prefix().length());
    Optional<String> taken = client.get().whyTaken(name);
    Optional<String> nearest = NearestWord.to(name, client.get().known());
    if (taken.isPresent()) {
      problems.add(where + ": " + key + " " + taken.get());
    } else if (name.isEmpty() || (!client.get().known().contains(name) && nearest.isPresent())) {
      problems.add(where + ": there is no setting " + key + meant(key, allKeys()));
    } else {
      names.add(key);
    }
  }

  private static Optional<String> keyOf(String variable) {
    return Stream.concat(
            Keys.ALL.stream()
                .map(Setting::name)
                .filter(key -> PassThrough.asVariable(key).equals(variable)),
            PassThrough.ALL.stream().flatMap(client -> client.keyOf(variable).stream()))
        .findFirst();
  }

  private static String unknownVariable(String variable) {
    List<String> variables = allKeys().stream().map(PassThrough::asVariable).toList();
    return "environment variable "
        + variable
        + ": there is no such setting"
        + meant(variable, variables);
  }

  private static List<String> allKeys() {
    return Stream.concat(
            Keys.ALL.stream().map(Setting::name),
            PassThrough.ALL.stream()
                .flatMap(client -> client.known().stream().map(name -> client.prefix() + name)))
        .toList();
  }

  private static String meant(String written, List<String> known) {
    return NearestWord.to(written, known)
        .map(word -> "; did you mean " + word + "?")
        .orElse("; `./rfm settings` lists all there are");
  }
}
