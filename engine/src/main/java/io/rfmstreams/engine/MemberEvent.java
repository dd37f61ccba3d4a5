package io.rfmstreams.engine;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Something a member did, or that became known of it.
 *
 * @param eventId names the event among the member's; a second one with the same id is a duplicate
 * @param memberId the member's pseudonym
 * @param type what kind of event, for instance {@link #PURCHASE}
 * @param occurredAt when it happened, in whole milliseconds; decides its day
 * @param amountMinor for a purchase what was paid, for a refund what was given back, in minor units of
 *     {@code currency}; null for other types
 * @param currency ISO 4217 code, null where there is no amount
 * @param orderId the order a purchase belongs to or a refund reverses; null where unknown
 * @param channel where it happened, null where unknown
 * @param category what was bought, null where unknown
 * @param attributes further facts; no personal data
 */
public record MemberEvent(
    String eventId,
    String memberId,
    String type,
    Instant occurredAt,
    @Nullable Long amountMinor,
    @Nullable String currency,
    @Nullable String orderId,
    @Nullable String channel,
    @Nullable String category,
    Map<String, String> attributes) {

  public static final String PURCHASE = "purchase";
  public static final String REFUND = "refund";

  /** Says of the member what its attributes say, consent among them. */
  public static final String PROFILE = "profile";

  /** The member asked to be forgotten. */
  public static final String ERASED = "erased";

  /** Types every deployment accepts. */
  public static final Set<String> WELL_KNOWN_TYPES =
      Set.of(
          PURCHASE,
          REFUND,
          ERASED,
          "signup",
          PROFILE,
          "visit",
          "complaint",
          "points",
          "membership");

  public MemberEvent {
    attributes = Map.copyOf(attributes);
  }

  /** Whether it is a purchase or a refund. */
  public boolean isMoney() {
    return type.equals(PURCHASE) || type.equals(REFUND);
  }

  /** Whether it says how the member may be addressed. */
  boolean isProfile() {
    return type.equals(PROFILE);
  }

  long occurredAtMillis() {
    return occurredAt.toEpochMilli();
  }
}
