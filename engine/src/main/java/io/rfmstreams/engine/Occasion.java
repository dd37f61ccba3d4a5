package io.rfmstreams.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an evaluation of a member is about.
 *
 * @param cause the event's type, {@link #BY_RULES} or {@link #BY_TIME}
 * @param effectiveAt when it became true
 * @param detectedAt what revealed it
 * @param eventId the event; null for a start of day
 */
record Occasion(String cause, Instant effectiveAt, Instant detectedAt, @Nullable String eventId) {

  static final String BY_TIME = "time";
  static final String BY_RULES = "rules";

  boolean isByTime() {
    return eventId == null && cause.equals(BY_TIME);
  }
}
