package io.rfmstreams.engine;

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

  int oneByte() {
    if (position == bytes.length) {
      throw damaged();
    }
    return bytes[position++] & 0xff;
  }

  byte[] raw(int length) {
    if (length < 0 || length > bytes.length - position) {
      throw damaged();
    }
    position += length;
    return Arrays.copyOfRange(bytes, position - length, position);
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

  private IllegalStateException damaged() {
    return new IllegalStateException(
        "a stored member state is damaged at byte %d of %d".formatted(position, bytes.length));
  }
}
