package io.rfmstreams.engine;

import java.time.Instant;

/**
 * An entry of the deadline index: at this instant somebody should look at this member. It orders by
 * instant, then by member.
 *
 * @param at the start of the day something may change on
 * @param memberId the member
 */
public record DeadlineEntry(Instant at, String memberId) {}
