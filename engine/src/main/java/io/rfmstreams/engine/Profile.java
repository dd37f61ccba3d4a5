package io.rfmstreams.engine;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a member's {@code profile} events say of consent and of how to address it. Immutable.
 *
 * <p>Each attribute holds by itself what the newest event says that names it, by {@code occurredAt}. Of
 * equally new ones the refusal holds, and of other attributes the greatest text, so that the same events
 * give the same profile in whatever order, and however often, they arrive.
 *
 * <p>Consent for channels is kept for the {@value #MOST_CHANNELS} that were spoken of last (of equals
 * the first by name): what is dropped was said before all that is kept, and so is whatever arrives late
 * and would have been dropped, so that this too does not depend on the order. The consent that stands
 * for all channels is never dropped.
 */
final class Profile {
  static final String CONSENT = "consent";
  static final String CHANNEL_PREFIX = CONSENT + ".";
  static final String YES = "yes";
  static final String NO = "no";

  static final String CHANNEL_PREFERRED = "channel.preferred";
  static final String LOCALE = "locale";
  static final String ZONE = "zone";

  static final int MOST_CHANNELS = 64;

  /** Nothing was said. */
  static final Profile NONE = new Profile(new TreeMap<>());

  private static final Comparator<Map.Entry<String, Said>> NEWEST_FIRST =
      Comparator.comparing(
              (Map.Entry<String, Said> channel) -> channel.getValue().at(),
              Comparator.reverseOrder())
          .thenComparing(Map.Entry.comparingByKey());

  private final SortedMap<String, Said> said;

  /**
   * What an attribute's newest event says.
   *
   * @param at when it happened, in milliseconds
   */
  record Said(String value, long at) {}

  Profile(SortedMap<String, Said> said) {
    this.said = Collections.unmodifiableSortedMap(said);
  }

  /** What was said, by attribute. */
  SortedMap<String, Said> said() {
    return said;
  }

  /** Whether an attribute is kept; all others are nobody's concern so far. */
  static boolean keeps(String attribute) {
    return isConsent(attribute)
        || attribute.equals(CHANNEL_PREFERRED)
        || attribute.equals(LOCALE)
        || attribute.equals(ZONE);
  }

  /** Whether an attribute says yes or no. */
  static boolean isConsent(String attribute) {
    return attribute.equals(CONSENT) || attribute.startsWith(CHANNEL_PREFIX);
  }

  /** With what a profile event says. */
  Profile with(MemberEvent event) {
    TreeMap<String, Said> next = new TreeMap<>(said);
    event
        .attributes()
        .forEach(
            (attribute, value) -> {
              if (keeps(attribute) && !value.isBlank()) {
                String told = isConsent(attribute) ? yesOrNo(value) : value;
                next.merge(
                    attribute,
                    new Said(told, event.occurredAtMillis()),
                    (one, other) -> newer(attribute, one, other));
              }
            });
    dropOldestChannels(next);
    return next.equals(said) ? this : new Profile(next);
  }

  private static String yesOrNo(String value) {
    return value.strip().equalsIgnoreCase(YES) ? YES : NO;
  }

  private static Said newer(String attribute, Said one, Said other) {
    if (one.at() != other.at()) {
      return one.at() > other.at() ? one : other;
    }
    boolean oneIsGreater = Arrays.compareUnsigned(utf8(one), utf8(other)) >= 0;
    return oneIsGreater != isConsent(attribute) ? one : other;
  }

  /** Compared byte by byte, texts in UTF-8 are in the order of their code points. */
  private static byte[] utf8(Said said) {
    return said.value().getBytes(StandardCharsets.UTF_8);
  }

  private static void dropOldestChannels(TreeMap<String, Said> attributes) {
    List<Map.Entry<String, Said>> channels = new ArrayList<>(channels(attributes).entrySet());
    if (channels.size() > MOST_CHANNELS) {
      channels.sort(NEWEST_FIRST);
      List<String> oldest =
          channels.subList(MOST_CHANNELS, channels.size()).stream().map(Map.Entry::getKey).toList();
      attributes.keySet().removeAll(oldest);
    }
  }

  /** The attributes that begin with the prefix: '/' is the character after '.'. */
  private static SortedMap<String, Said> channels(SortedMap<String, Said> attributes) {
    return attributes.subMap(CHANNEL_PREFIX, CONSENT + (char) ('.' + 1));
  }

  /** Whether the member said that it does not want to be addressed. */
  boolean refuses() {
    return NO.equals(value(CONSENT));
  }

  /** Whether it said that it does. */
  boolean consents() {
    return YES.equals(value(CONSENT));
  }

  Contact contact() {
    if (said.isEmpty()) {
      return Contact.UNKNOWN;
    }
    Said consent = said.get(CONSENT);
    return new Contact(
        consent != null && consents() ? Instant.ofEpochMilli(consent.at()) : null,
        channelsThatSay(YES),
        channelsThatSay(NO),
        value(CHANNEL_PREFERRED),
        value(LOCALE),
        value(ZONE));
  }

  private List<String> channelsThatSay(String value) {
    return channels(said).entrySet().stream()
        .filter(channel -> channel.getValue().value().equals(value))
        .map(channel -> channel.getKey().substring(CHANNEL_PREFIX.length()))
        .toList();
  }

  private @Nullable String value(String attribute) {
    Said found = said.get(attribute);
    return found == null ? null : found.value();
  }
}
