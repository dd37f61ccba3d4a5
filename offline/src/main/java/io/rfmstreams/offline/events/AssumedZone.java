package io.rfmstreams.offline.events;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The zone that local times are of because somebody said so.
 *
 * @param zone whose clock it is
 */
public record AssumedZone(ZoneId zone) {

  /**
   * The instant of a local time.
   *
   * @throws WrongTimeException if the clock never showed it, or showed it twice
   */
  public Instant at(LocalDateTime local) throws WrongTimeException {
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.isEmpty()) {
      throw new WrongTimeException(
          "which no clock in %s showed: it was set forward over that time; add the offset that is meant"
              .formatted(zone));
    }
    if (offsets.size() > 1) {
      throw new WrongTimeException(
          "which clocks in %s showed twice, when they were set back: add the offset that is meant, %s or %s"
              .formatted(zone, offsets.get(0), offsets.get(1)));
    }
    return local.toInstant(offsets.get(0));
  }
}
