package io.rfmstreams.rules;

import io.rfmstreams.rules.yaml.Section;
import java.util.regex.Pattern;

/** What names in a rule file may look like: they end up in topics, columns, addresses and CEL. */
enum Name implements Section.Name {
  /** Of a rule set; half of the key of its version in the catalogue. */
  RULE_SET(
      "[a-z][a-z0-9-]{0,63}", "up to 64 lower-case letters, digits and hyphens, a letter first"),

  /** Of a trigger policy. */
  POLICY("[a-z][a-z0-9-]{0,63}", "up to 64 lower-case letters, digits and hyphens, a letter first"),

  /** Of an axis: also a column's name and a variable of the policies' conditions. */
  AXIS(
      "(?!(?:axis|from|to|as|break|const|continue|else|false|for|function|if|import|in|let|loop"
          + "|package|namespace|null|return|true|var|void|while|bool|bytes|double|dyn|duration|int"
          + "|list|map|null_type|optional_type|string|timestamp|type|uint)$)[a-z][a-z0-9_]{0,31}",
      "up to 32 lower-case letters, digits and underscores, a letter first, and none of the words"
          + " that conditions use otherwise"),

  /** Of a churn detector: a variable of the segments' conditions. */
  DETECTOR(
      "(?!(?:as|break|const|continue|else|false|for|function|if|import|in|let|loop|package|namespace"
          + "|null|return|true|var|void|while|bool|bytes|double|dyn|duration|int|list|map|null_type"
          + "|optional_type|string|timestamp|type|uint)$)[a-z][a-z0-9_]{0,31}",
      "up to 32 lower-case letters, digits and underscores, a letter first, and none of the words"
          + " that conditions use otherwise"),

  /** Of a segment: any script, as people will read it, but one segment of an address. */
  SEGMENT(
      "[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N} '&+._-]{0,62}[\\p{L}\\p{M}\\p{N}+])?",
      "up to 64 letters, digits, blanks and any of ' & + . _ -, a letter or digit at both ends"),

  /** Of an event type; those that begin with {@code rfm.} are the service's own. */
  EVENT_TYPE(
      "(?!rfm\\.|(time|rules|boundaries)$)[a-z][a-z0-9._-]{0,63}",
      "up to 64 lower-case letters, digits, dots, hyphens and underscores, a letter first, and not"
          + " `rfm.`; `time`, `rules` and `boundaries` are causes of their own");

  private final Pattern pattern;
  private final String expected;

  Name(String pattern, String expected) {
    this.pattern = Pattern.compile(pattern);
    this.expected = expected;
  }

  @Override
  public boolean fits(String text) {
    return pattern.matcher(text).matches();
  }

  @Override
  public String expected() {
    return expected;
  }
}
