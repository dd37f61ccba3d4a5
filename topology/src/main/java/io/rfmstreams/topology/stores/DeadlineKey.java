package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.DeadlineEntry;
import io.rfmstreams.engine.DrainProgress.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stored form of a deadline: its instant in milliseconds, eight bytes big-endian with the sign
 * flipped so that bytes order as instants do, then the member id in UTF-8.
 */
final class DeadlineKey {
  private static final byte[] FIRST_MEMBER = {};

  private DeadlineKey() {}

  static Bytes of(DeadlineEntry entry) {
    return key(entry.at(), entry.memberId().getBytes(StandardCharsets.UTF_8), 0);
  }

  static DeadlineEntry entry(Bytes key) {
    byte[] bytes = key.get();
    long millis = ByteBuffer.wrap(bytes).getLong() ^ Long.MIN_VALUE;
    String memberId =
        new String(bytes, Long.BYTES, bytes.length - Long.BYTES, StandardCharsets.UTF_8);
    return new DeadlineEntry(Instant.ofEpochMilli(millis), memberId);
  }

  /** The first key after all that a cursor has passed. */
  static Bytes after(Cursor cursor) {
    return cursor.all()
        ? afterAllOf(cursor.at())
        : key(cursor.at(), cursor.memberId().getBytes(StandardCharsets.UTF_8), 1);
  }

  /** A key after all of this instant's, and before all of the next millisecond's. */
  static Bytes afterAllOf(Instant at) {
    return key(at.plusMillis(1), FIRST_MEMBER, 0);
  }

  private static Bytes key(Instant at, byte[] memberId, int zeros) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + memberId.length + zeros);
    bytes.putLong(at.toEpochMilli() ^ Long.MIN_VALUE).put(memberId);
    return Bytes.wrap(bytes.array());
  }
}
