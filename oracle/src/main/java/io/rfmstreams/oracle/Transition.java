package io.rfmstreams.oracle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A member's move on one axis.
 *
 * @param sequence the member's transitions count from 1, over all axes
 * @param from null for the first on its axis
 * @param cause the event's type, or {@code time}
 * @param effectiveAt when it became true
 * @param detectedAt the tick or event's {@code seenAt} that revealed it
 * @param before for time the figures at the end of the day before, for an event those just before
 *     it; null for a member's first event
 * @param after the figures that go with {@code to}
 * @param eventId the event that caused it; null for time
 */
public record Transition(
    String memberId,
    long sequence,
    Axis axis,
    @Nullable String from,
    String to,
    String cause,
    Instant effectiveAt,
    Instant detectedAt,
    @Nullable Figures before,
    Figures after,
    @Nullable String eventId) {

  /** The cause of a transition that no event brought about. */
  public static final String TIME = "time";
}
