package io.rfmstreams.journal;

import io.rfmstreams.engine.MemberEvent;
import java.time.Instant;
import java.util.Map;

/**
 * The journal's control records: what the engine may know and no member did. They have an empty member
 * id and no key, and one is written to every partition.
 */
public final class ControlRecords {

  /** Says that every day before its {@code occurredAt}, a start of day, is closed in its partition. */
  public static final String TICK = "rfm.tick";

  private static final String PREFIX = "rfm.";

  private ControlRecords() {}

  /** Whether an event of this type is a control record. */
  public static boolean isControl(String type) {
    return type.startsWith(PREFIX);
  }

  /** The tick of a start of day. */
  public static MemberEvent tick(Instant startOfDay) {
    return new MemberEvent(
        TICK + "/" + startOfDay, "", TICK, startOfDay, null, null, null, null, null, Map.of());
  }
}
