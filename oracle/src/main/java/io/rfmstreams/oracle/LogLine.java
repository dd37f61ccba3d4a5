package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One well-formed line of a log: something a member did, or that became known of it.
 *
 * @param eventId the id duplicates are told by, together with the member
 * @param memberId the member
 * @param type {@code purchase}, {@code refund}, {@code profile}, {@code erased}, or any other word
 * @param occurredAt when it happened, in whole milliseconds
 * @param amountMinor minor units of {@code currency}, never negative; a refund's is what is given
 *     back; always there on purchase and refund
 * @param currency ISO 4217; always there on purchase and refund
 * @param orderId the order a purchase is part of, or a refund reverses
 * @param category what kind of goods
 * @param attributes further named values, kept sorted by name
 */
public record LogLine(
    String eventId,
    String memberId,
    String type,
    Instant occurredAt,
    @Nullable Long amountMinor,
    @Nullable String currency,
    @Nullable String orderId,
    @Nullable String category,
    Map<String, String> attributes) {

  public LogLine {
    attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
    if (type.startsWith("rfm.")) {
      throw new IllegalArgumentException("a control record is no log line: " + type);
    }
    if (!occurredAt.truncatedTo(ChronoUnit.MILLIS).equals(occurredAt)) {
      throw new IllegalArgumentException("not whole milliseconds: " + occurredAt);
    }
    if (isMoney(type) && (amountMinor == null || amountMinor < 0 || currency == null)) {
      throw new IllegalArgumentException(
          "a " + type + " needs an amount of 0 or more and a currency: event " + eventId);
    }
  }

  /** Whether lines of this type are remembered among the money events. */
  public static boolean isMoney(String type) {
    return type.equals("purchase") || type.equals("refund");
  }

  public boolean isMoney() {
    return isMoney(type);
  }

  public boolean isPurchase() {
    return type.equals("purchase");
  }

  public boolean isRefund() {
    return type.equals("refund");
  }

  public boolean isProfile() {
    return type.equals("profile");
  }

  public boolean isErasure() {
    return type.equals("erased");
  }

  /** The amount of a purchase or refund; other lines have none to ask for. */
  public long requireAmountMinor() {
    if (amountMinor == null) {
      throw new IllegalStateException("no amount on the " + type + " " + eventId);
    }
    return amountMinor;
  }
}
