package io.rfmstreams.offline.events;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a record says of one event, as text and not yet looked at; the fields are those of {@link
 * io.rfmstreams.engine.MemberEvent}.
 *
 * @param occurredAt a time as {@link EventReading} reads it
 * @param amount in major units, such as {@code 12.50}; null if there is none
 */
public record EventTexts(
    String eventId,
    String memberId,
    String type,
    String occurredAt,
    @Nullable String amount,
    @Nullable String currency,
    @Nullable String orderId,
    @Nullable String channel,
    @Nullable String category,
    Map<String, String> attributes) {}
