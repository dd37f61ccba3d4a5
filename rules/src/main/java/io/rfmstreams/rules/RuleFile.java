package io.rfmstreams.rules;

import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.Sha256;
import io.rfmstreams.rules.yaml.Position;
import io.rfmstreams.rules.yaml.Problem;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.YamlReader;
import io.rfmstreams.rules.yaml.YamlText;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One version of a rule set as people write it: read, checked, and turned into the engine's tables.
 *
 * <p>The grammar is in {@code config/rules}: {@code default-retail.yaml} shows all of it but churn
 * detectors, which {@code retail-churn.yaml} has.
 */
public final class RuleFile {
  private static final String A_RULE_FILE = "a rule file";

  private final String source;
  private final String text;
  private final RuleFileReader.Content content;
  private final List<Problem> warnings;

  private RuleFile(
      String source, String text, RuleFileReader.Content content, List<Problem> warnings) {
    this.source = source;
    this.text = text;
    this.content = content;
    this.warnings = warnings;
  }

  /**
   * Reads a rule file, in UTF-8.
   *
   * @throws RuleFileException with everything that is wrong with it, also if it cannot be read
   */
  public static RuleFile read(Path file) {
    Problems problems = new Problems(file.toString());
    String text =
        YamlText.read(file, A_RULE_FILE, problems)
            .orElseThrow(() -> new RuleFileException(problems.errors()));
    return parse(file.toString(), text);
  }

  /**
   * Parses the text of a rule file.
   *
   * @param source what to call it in problems, for instance the file's name
   * @throws RuleFileException with everything that is wrong with it
   */
  public static RuleFile parse(String source, String text) {
    Problems problems = new Problems(source);
    String checked =
        YamlText.checked(text, A_RULE_FILE, problems)
            .orElseThrow(() -> new RuleFileException(problems.errors()));
    RuleFileReader.Content content =
        YamlReader.read(checked, "a rule set", problems)
            .flatMap(root -> new RuleFileReader(problems).read(root))
            .orElseThrow(() -> new RuleFileException(problems.errors()));
    return new RuleFile(source, checked, content, problems.warnings());
  }

  /** What it was called when it was read. */
  public String source() {
    return source;
  }

  /** The rule set for the engine. */
  public RuleSet rules() {
    return content.rules();
  }

  /** The zone whose days the rules count. */
  public ZoneId zone() {
    return content.zone();
  }

  /** The currency whose minor units the rules count. */
  public Currency currency() {
    return content.currency();
  }

  /** The first day on which it holds, in its zone; empty if it holds on every day. */
  public Optional<LocalDate> effective() {
    return content.effective();
  }

  /** What people see for segments: by axis, then by segment; those without a label are left out. */
  public Map<String, Map<String, String>> labels() {
    return content.labels();
  }

  /** What people see for a segment: its label, or else its name. */
  public String label(String axis, String segment) {
    return labels().getOrDefault(axis, Map.of()).getOrDefault(segment, segment);
  }

  /** The text it was parsed from, without a byte order mark; parsed again, it says the same. */
  public String text() {
    return text;
  }

  /** SHA-256 of the text in UTF-8, as 64 lower-case hexadecimal digits. */
  public String sha256() {
    return Sha256.hexOf(text);
  }

  /** What works but is hardly meant, by place in the file. */
  public List<Problem> warnings() {
    return warnings;
  }

  /** Where a key of the file's top level stands; its beginning if it is not there. */
  Position placeOf(String key) {
    return content.places().getOrDefault(key, Position.START);
  }

  @Override
  public String toString() {
    return "%s version %d (%s)".formatted(rules().name(), rules().version(), source);
  }
}
