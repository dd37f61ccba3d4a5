package io.rfmstreams.rules;

import io.rfmstreams.rules.yaml.Position;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a small rule file that tests change, and a mark in it for the place of the problem
 * they expect.
 */
record RuleFileText(String text) {
  /** Stands before the character at which a problem is expected; taken out before parsing. */
  static final String MARK = "➤";

  /** A file without a fault. */
  static RuleFileText valid() {
    return new RuleFileText(
        """
        rule-set: small
        version: 1
        zone: Asia/Shanghai
        currency: CNY
        window: 365
        scores:
          recency-days: [30, 60]
          frequency: [2, 3]
          monetary-minor: [100, 200]
        axes:
          - name: lifecycle
            without-order: prospect
            segments:
              - { name: silent, when: "recencyDays >= 90" }
              - { name: active }
          - name: value
            without-order: none
            segments:
              - { name: high-value, when: 'r >= 2 && m >= 2' }
              - { name: high-spend, when: m >= 2 }
              - { name: low }
        policies:
          - name: win-back
            when: 'axis == "lifecycle" && to == "silent"'
            cooldown-days: 60
            expires-after-days: 14
            holdout: 10%
        labels:
          value:
            low: Low
        """);
  }

  /** The file with a part of it replaced; the part must be in it. */
  RuleFileText with(String part, String replacement) {
    if (!text.contains(part)) {
      throw new IllegalArgumentException("the file does not hold: " + part);
    }
    return new RuleFileText(text.replaceFirst(quoted(part), replacementQuoted(replacement)));
  }

  /** The file without a line; the line must be in it. */
  RuleFileText without(String line) {
    return with(line + "\n", "");
  }

  private static String quoted(String part) {
    return Pattern.quote(part);
  }

  private static String replacementQuoted(String replacement) {
    return Matcher.quoteReplacement(replacement);
  }

  /** Where the mark stands. */
  Position marked() {
    int index = text.indexOf(MARK);
    String before = text.substring(0, index);
    List<String> lines = before.lines().toList();
    boolean atLineStart = before.isEmpty() || before.endsWith("\n");
    int line = atLineStart ? lines.size() + 1 : lines.size();
    String inLine = atLineStart ? "" : lines.get(lines.size() - 1);
    return new Position(line, inLine.codePointCount(0, inLine.length()) + 1);
  }

  RuleFile parse() {
    return RuleFile.parse("rules.yaml", text.replace(MARK, ""));
  }
}
