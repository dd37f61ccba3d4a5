package io.rfmstreams.oracle;

import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member's profile events say of it, one value for each attribute the product looks at.
 *
 * @param said by attribute: {@code consent}, {@code consent.<channel>}, {@code channel.preferred},
 *     {@code locale}, {@code zone}; nothing for one that no event has
 */
public record Profile(SortedMap<String, Said> said) {

  /**
   * A value and the instant of the event that has it.
   *
   * @param value of a consent {@code yes} or {@code no}, else as written
   */
  public record Said(String value, Instant at) {}

  private static final String CONSENT = "consent";
  private static final String NO = "no";

  public Profile {
    said = Collections.unmodifiableSortedMap(new TreeMap<>(said));
  }

  /** From accepted events; where they lie in the list makes no difference. */
  static Profile of(List<LogLine> accepted) {
    SortedMap<String, Said> said = new TreeMap<>();
    for (LogLine line : accepted) {
      if (line.isProfile()) {
        line.attributes().forEach((name, value) -> hear(said, name, value, line.occurredAt()));
      }
    }
    return new Profile(said);
  }

  private static void hear(Map<String, Said> said, String name, String value, Instant at) {
    if (value.isEmpty() || !isLookedAt(name)) {
      return;
    }
    if (isConsent(name)) {
      said.merge(
          name,
          new Said(value.toLowerCase(Locale.ROOT), at),
          (one, other) -> newest(one, other, Comparator.comparing(NO::equals)));
    } else {
      said.merge(name, new Said(value, at), (one, other) -> newest(one, other, MemberIds.ORDER));
    }
  }

  /** Of two of one instant, the one whose value is the greater. */
  private static Said newest(Said one, Said other, Comparator<String> values) {
    return Comparator.comparing(Said::at).thenComparing(Said::value, values).compare(one, other)
            >= 0
        ? one
        : other;
  }

  private static boolean isLookedAt(String name) {
    return isConsent(name) || List.of("channel.preferred", "locale", "zone").contains(name);
  }

  private static boolean isConsent(String name) {
    return name.equals(CONSENT) || name.startsWith(CONSENT + ".");
  }

  /** The value of an attribute; null if there is none. */
  public @Nullable String value(String name) {
    Said one = said.get(name);
    return one == null ? null : one.value();
  }

  /** The member has said that it does not want to be written to. */
  public boolean refuses() {
    return NO.equals(value(CONSENT));
  }

  /** The member has said neither yes nor no. */
  public boolean leavesConsentOpen() {
    return value(CONSENT) == null;
  }
}
