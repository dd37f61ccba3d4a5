package io.rfmstreams.engine;

import io.rfmstreams.engine.Rejection.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an event must be to be decided at all, wherever it comes from and whatever the rules. Which types
 * are known the rule versions say: {@link RuleBook#check}.
 */
public final class EventCheck {

  /** How far an event may be dated after its own record. */
  public static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

  /**
   * The largest amount of one event, in minor units: ten thousand million in most currencies. Nine
   * million such events still add up without overflow.
   */
  public static final long LARGEST_AMOUNT_MINOR = 1_000_000_000_000L;

  /** The longest id or category, in bytes of UTF-8: bounds what a member's memory can weigh. */
  public static final int LONGEST_ID_BYTES = 255;

  /** No event is dated at or after this: a typing error must not close two hundred years. */
  public static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  /** The longest that all texts but the ids may be together, in characters. */
  public static final int LONGEST_TEXTS = 65_536;

  /** What programs write for a date they do not have lies before: the year 1, or about 1900. */
  private static final Instant EMPTY_DATES_BEFORE = Instant.parse("1900-01-03T00:00:00Z");

  /** The seconds of all years before 2200, taken for milliseconds, lie in 1970. */
  private static final Instant SECONDS_BEFORE = Instant.ofEpochMilli(LATEST.getEpochSecond());

  /** Today's microseconds, taken for milliseconds, lie in a year of five digits; what people write does not. */
  private static final Instant MICROSECONDS_FROM = Instant.parse("+10000-01-01T00:00:00Z");

  /** What a decoder puts where bytes were not UTF-8: two broken ids would look the same. */
  private static final char NOT_UTF8 = '\uFFFD';

  private final ZoneCalendar calendar;
  private final LocalDate earliestDay;
  private final String currency;

  /** The check of a deployment: of its zone, earliest day and currency. */
  public EventCheck(Deployment deployment) {
    this.calendar = new ZoneCalendar(deployment.zone());
    this.earliestDay = deployment.earliestDay();
    this.currency = deployment.currency().getCurrencyCode();
  }

  /**
   * Checks one event.
   *
   * @param event the event
   * @param recordedAt the timestamp of the record that carries it; in a file the event's own
   * @return why it must be refused, or empty
   */
  public Optional<Rejection> check(MemberEvent event, Instant recordedAt) {
    Rejection rejection = checkIds(event);
    if (rejection == null) {
      rejection = checkTexts(event);
    }
    if (rejection == null) {
      rejection = checkTime(event.occurredAt(), recordedAt);
    }
    if (rejection == null && event.isProfile()) {
      rejection = checkProfile(event.attributes());
    }
    if (rejection == null && event.isMoney()) {
      rejection = checkMoney(event);
    }
    return Optional.ofNullable(rejection);
  }

  /**
   * The well-known attribute of profiles that differs from a name in letter case alone; otherwise the
   * name. A channel of {@code consent.} is whatever it is written as.
   */
  public static String wellKnown(String attribute) {
    String inSmallLetters = attribute.toLowerCase(Locale.ROOT);
    return Profile.keeps(attribute) || !Profile.keeps(inSmallLetters) ? attribute : inSmallLetters;
  }

  private static @Nullable Rejection checkIds(MemberEvent event) {
    Rejection rejection = checkId("memberId", event.memberId());
    if (rejection == null) {
      rejection = checkId("eventId", event.eventId());
    }
    String orderId = event.orderId();
    if (rejection == null && orderId != null) {
      rejection = checkId("orderId", orderId);
    }
    String category = event.category();
    if (rejection == null && category != null && !category.isEmpty()) {
      rejection = checkShort("category", category);
    }
    return rejection;
  }

  /** What is not counted must not be so long that no broker takes it. */
  private static @Nullable Rejection checkTexts(MemberEvent event) {
    long length =
        event.type().length()
            + length(event.currency())
            + length(event.channel())
            + length(event.category());
    for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
      length += attribute.getKey().length() + attribute.getValue().length();
    }
    return length <= LONGEST_TEXTS
        ? null
        : new Rejection(
            Reason.MALFORMED,
            "type, currency, channel, category and attributes have %d characters, at most %d are accepted"
                .formatted(length, LONGEST_TEXTS));
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static @Nullable Rejection checkId(String field, String id) {
    if (id.isEmpty()) {
      return new Rejection(Reason.MALFORMED, field + " is empty");
    }
    if (InvisibleText.hasInvisibleEdge(id) || InvisibleText.hasControl(id)) {
      return new Rejection(
          Reason.WRONG_ID,
          "%s is %s: an id neither begins nor ends with white space, and has no control characters"
              .formatted(field, Rejection.quoted(id)));
    }
    return checkShort(field, id);
  }

  private static @Nullable Rejection checkShort(String field, String text) {
    if (text.isBlank()) {
      return new Rejection(Reason.MALFORMED, field + " is blank");
    }
    if (text.indexOf(NOT_UTF8) >= 0) {
      return new Rejection(Reason.MALFORMED, field + " is not UTF-8: " + Rejection.quoted(text));
    }
    if (text.length() * 3 > LONGEST_ID_BYTES
        && text.getBytes(StandardCharsets.UTF_8).length > LONGEST_ID_BYTES) {
      return new Rejection(
          Reason.MALFORMED, "%s is longer than %d bytes".formatted(field, LONGEST_ID_BYTES));
    }
    return null;
  }

  /** What is kept of a profile must be understood: who says no to being addressed must not be missed. */
  private static @Nullable Rejection checkProfile(Map<String, String> attributes) {
    for (Map.Entry<String, String> attribute : new TreeMap<>(attributes).entrySet()) {
      String name = attribute.getKey();
      String wellKnown = wellKnown(name);
      Rejection rejection = null;
      if (Profile.keeps(name)) {
        rejection = checkProfile(name, attribute.getValue());
      } else if (!wellKnown.equals(name) && !attribute.getValue().isBlank()) {
        rejection =
            new Rejection(
                Reason.MALFORMED,
                "attribute %s is written %s"
                    .formatted(Rejection.quoted(name), Rejection.quoted(wellKnown)));
      }
      if (rejection != null) {
        return rejection;
      }
    }
    return null;
  }

  private static @Nullable Rejection checkProfile(String attribute, String value) {
    if (value.isBlank()) {
      return null; // nothing is said
    }
    if (!Profile.isConsent(attribute)) {
      return checkShort("attribute " + attribute, value);
    }
    String said = value.strip();
    if (!said.equalsIgnoreCase(Profile.YES) && !said.equalsIgnoreCase(Profile.NO)) {
      return new Rejection(
          Reason.MALFORMED,
          "attribute %s is %s, expected yes or no"
              .formatted(Rejection.quoted(attribute), Rejection.quoted(value)));
    }
    return attribute.equals(Profile.CONSENT)
        ? null
        : checkId(
            "the channel of attribute " + Rejection.quoted(attribute),
            attribute.substring(Profile.CHANNEL_PREFIX.length()));
  }

  private @Nullable Rejection checkTime(Instant occurredAt, Instant recordedAt) {
    if (occurredAt.isBefore(Instant.EPOCH)
        || !occurredAt.isBefore(LATEST)
        || calendar.dayOf(occurredAt.toEpochMilli()) < earliestDay.toEpochDay()) {
      return new Rejection(
          Reason.WRONG_TIME,
          "occurredAt %s is not from %s to before %s%s"
              .formatted(
                  occurredAt,
                  earliestDay,
                  LATEST.atZone(ZoneOffset.UTC).toLocalDate(),
                  hint(occurredAt)));
    }
    if (occurredAt.isAfter(recordedAt.plus(CLOCK_TOLERANCE))) {
      return new Rejection(
          Reason.WRONG_TIME,
          "occurredAt %s is more than an hour after its record's timestamp %s"
              .formatted(occurredAt, recordedAt));
    }
    return null;
  }

  /** What a date that cannot be meant is most likely made of; a clause, or nothing. */
  private static String hint(Instant occurredAt) {
    if (occurredAt.equals(Instant.EPOCH) || occurredAt.isBefore(EMPTY_DATES_BEFORE)) {
      return ": most likely a missing date";
    }
    if (occurredAt.isAfter(Instant.EPOCH) && occurredAt.isBefore(SECONDS_BEFORE)) {
      return ": most likely seconds where milliseconds are expected";
    }
    if (!occurredAt.isBefore(MICROSECONDS_FROM)) {
      return ": most likely micro- or nanoseconds where milliseconds are expected";
    }
    return occurredAt.isBefore(LATEST) ? "" : ": most likely a date that stands for never";
  }

  private @Nullable Rejection checkMoney(MemberEvent event) {
    Long amount = event.amountMinor();
    if (amount == null) {
      return new Rejection(Reason.WRONG_AMOUNT, "a " + event.type() + " needs an amount");
    }
    if (amount < 0) {
      return new Rejection(
          Reason.WRONG_AMOUNT,
          "the amount is %d minor units; it must not be negative, a refund's is what is given back"
              .formatted(amount));
    }
    if (amount > LARGEST_AMOUNT_MINOR) {
      return new Rejection(
          Reason.WRONG_AMOUNT,
          "the amount is %d minor units, the largest accepted is %d"
              .formatted(amount, LARGEST_AMOUNT_MINOR));
    }
    if (event.currency() == null || event.currency().isEmpty()) {
      return new Rejection(
          Reason.WRONG_CURRENCY, "the currency is missing, this deployment's is " + currency);
    }
    if (!currency.equalsIgnoreCase(event.currency())) {
      return new Rejection(
          Reason.WRONG_CURRENCY,
          "the currency is %s, this deployment's is %s"
              .formatted(Rejection.quoted(event.currency()), currency));
    }
    return null;
  }
}
