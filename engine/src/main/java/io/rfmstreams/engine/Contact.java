package io.rfmstreams.engine;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a member may be addressed, as its profile says.
 *
 * @param consentAt when the consent that holds was given; null without one
 * @param channelsAllowed channels it consented to by name, ascending
 * @param channelsRefused channels it refused, ascending; of any other nothing is known
 * @param channelPreferred the channel it prefers; null where unknown
 * @param locale its language; null where unknown
 * @param zone its time zone; null where unknown
 */
public record Contact(
    @Nullable Instant consentAt,
    List<String> channelsAllowed,
    List<String> channelsRefused,
    @Nullable String channelPreferred,
    @Nullable String locale,
    @Nullable String zone) {

  /** Of a member whose profile says nothing. */
  public static final Contact UNKNOWN = new Contact(null, List.of(), List.of(), null, null, null);

  public Contact {
    channelsAllowed = List.copyOf(channelsAllowed);
    channelsRefused = List.copyOf(channelsRefused);
  }
}
