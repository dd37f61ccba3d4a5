package io.rfmstreams.topology.stores;

import io.rfmstreams.engine.DeadlineEntry;
import io.rfmstreams.engine.DrainProgress.Cursor;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;

/**
 * The stored form of an entry of the deadline index. Its key: the instant in milliseconds, eight
 * bytes big-endian with the sign flipped so that bytes order as instants do, then the first
 * member's id in UTF-8. Its value: the ids of further members, each two bytes of length and UTF-8;
 * so an entry of one member has no bytes there, as every entry had before members shared them.
 */
final class DeadlineKey {
  private static final byte[] FIRST_MEMBER = {};

  private DeadlineKey() {}

  static Bytes of(DeadlineEntry entry) {
    return key(entry.at(), entry.first().getBytes(StandardCharsets.UTF_8), 0);
  }

  static byte[] value(DeadlineEntry entry) {
    List<byte[]> ids = new ArrayList<>();
    int bytes = 0;
    for (String memberId : entry.memberIds().subList(1, entry.memberIds().size())) {
      byte[] id = memberId.getBytes(StandardCharsets.UTF_8);
      ids.add(id);
      bytes += Short.BYTES + id.length;
    }
    ByteBuffer value = ByteBuffer.allocate(bytes);
    ids.forEach(id -> value.putShort((short) id.length).put(id));
    return value.array();
  }

  static DeadlineEntry entry(Bytes key, byte[] value) {
    byte[] bytes = key.get();
    long millis = ByteBuffer.wrap(bytes).getLong() ^ Long.MIN_VALUE;
    List<String> memberIds = new ArrayList<>();
    memberIds.add(text(bytes, Long.BYTES, bytes.length - Long.BYTES));
    ByteBuffer in = ByteBuffer.wrap(value);
    while (in.hasRemaining()) {
      int length = Short.toUnsignedInt(in.getShort());
      memberIds.add(text(value, in.position(), length));
      in.position(in.position() + length);
    }
    return new DeadlineEntry(Instant.ofEpochMilli(millis), memberIds);
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
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
