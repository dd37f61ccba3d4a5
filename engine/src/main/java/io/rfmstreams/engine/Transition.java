package io.rfmstreams.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A member's move from one segment to another on one axis: exit and entry in one.
 *
 * @param memberId the member
 * @param sequence its number among the member's transitions, from 1 without gaps
 * @param axis the axis it moved on
 * @param from the segment left; null if the member was not on this axis before
 * @param to the segment entered
 * @param cause the type of the event that moved it; for a start of day {@code rules} or {@code time}
 * @param effectiveAt when it became true: of an event its {@code seenAt}, of time the start of the day
 * @param detectedAt the tick, or the event's {@code seenAt}, that revealed it
 * @param before the figures just before: of an event as of the same day without it, of time as of the
 *     day before; null for a member not known before
 * @param after the figures after
 * @param reason which figures crossed which limits; empty for a member not known before and for a new
 *     rule version
 * @param ruleSet name of the rule set that decided
 * @param ruleVersion its version
 * @param eventId the event that moved it; null for a start of day
 */
public record Transition(
    String memberId,
    long sequence,
    String axis,
    @Nullable String from,
    String to,
    String cause,
    Instant effectiveAt,
    Instant detectedAt,
    @Nullable RfmValues before,
    RfmValues after,
    List<Crossing> reason,
    String ruleSet,
    int ruleVersion,
    @Nullable String eventId)
    implements Effect {}
