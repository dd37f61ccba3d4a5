package io.rfmstreams.engine;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A member as it looks on a day: figures, scores and segments.
 *
 * @param memberId the member
 * @param asOf the as-of day
 * @param firstPurchaseAt when the first surviving order was placed; null without one
 * @param lastPurchaseAt when the last one was placed; null without one
 * @param rfm recency, frequency, monetary and scores
 * @param lifetimeOrders surviving orders of all time
 * @param lifetimeMinor net amount of all time, in minor units
 * @param segments the segment on every axis, in the axes' order
 * @param sequence of its last transition, which is how many it has made so far
 * @param ruleSet name of the rule set that holds
 * @param ruleVersion its version
 */
public record MemberPicture(
    String memberId,
    LocalDate asOf,
    @Nullable Instant firstPurchaseAt,
    @Nullable Instant lastPurchaseAt,
    RfmValues rfm,
    long lifetimeOrders,
    long lifetimeMinor,
    Map<String, String> segments,
    long sequence,
    String ruleSet,
    int ruleVersion)
    implements Effect {}
