package io.rfmstreams.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what {@link StateWriter} wrote; bytes it did not write are an {@link IllegalStateException}. */
final class StateReader {
  private final byte[] bytes;
  private int position;

  StateReader(byte[] bytes) {
    this.bytes = bytes;
  }

  long number() {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      int next = oneByte();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw damaged();
  }

  long signed() {
    long coded = number();
    return (coded >>> 1) ^ -(coded & 1);
  }

  /** A number that is no larger than an int. */
  int integer() {
    long value = number();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw damaged();
    }
    return (int) value;
  }

  /** A number stored as its difference from {@code base}. */
  int differenceFrom(int base) {
    long value = base + signed();
    if (value != (int) value) {
      throw damaged();
    }
    return (int) value;
  }

  long instant() {
    long coded = signed();
    return (coded & 1) == 1 ? (coded >> 1) * StateWriter.MINUTE_MILLIS : coded >> 1;
  }

  int[] days() {
    int[] days = new int[count()];
    int before = 0;
    for (int i = 0; i < days.length; i++) {
      before = differenceFrom(before);
      days[i] = before;
    }
    return days;
  }

  String text() {
    return new String(raw(count()), StandardCharsets.UTF_8);
  }

  int oneByte() {
    if (position == bytes.length) {
      throw damaged();
    }
    return bytes[position++] & 0xff;
  }

  byte[] raw(long length) {
    if (length > bytes.length - position) {
      throw damaged();
    }
    int from = position;
    position += (int) length;
    return Arrays.copyOfRange(bytes, from, position);
  }

  /** A count of things that take at least one byte each. */
  int count() {
    long count = number();
    if (count < 0 || count > bytes.length - position) {
      throw damaged();
    }
    return (int) count;
  }

  void requireEnd() {
    if (position != bytes.length) {
      throw damaged();
    }
  }

  /** What to throw where the bytes make no sense. */
  IllegalStateException damaged() {
    return new IllegalStateException(
        "a stored member state is damaged at byte %d of %d".formatted(position, bytes.length));
  }
}
