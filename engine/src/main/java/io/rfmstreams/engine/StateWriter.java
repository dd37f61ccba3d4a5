package io.rfmstreams.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes a state's stored form: a growing byte array of variable-length numbers. */
final class StateWriter {
  static final long MINUTE_MILLIS = 60_000L;

  private byte[] bytes = new byte[128];
  private int length;

  /** An unsigned number in groups of seven bits, low first. */
  void number(long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      oneByte((int) (rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    oneByte((int) rest);
  }

  /** A signed number: small magnitudes are short either way. */
  void signed(long value) {
    number((value << 1) ^ (value >> 63));
  }

  /** An instant; those in whole minutes, as starts of days are, take two bytes less. */
  void instant(long millis) {
    boolean minutes = millis % MINUTE_MILLIS == 0;
    long value = minutes ? millis / MINUTE_MILLIS : millis;
    signed(value << 1 | (minutes ? 1 : 0));
  }

  /** Days, each as its difference from the one before. */
  void days(int[] days) {
    number(days.length);
    int before = 0;
    for (int day : days) {
      signed((long) day - before);
      before = day;
    }
  }

  /** A text in UTF-8, behind its length. */
  void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    number(utf8.length);
    raw(utf8);
  }

  void oneByte(int value) {
    if (length == bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * length);
    }
    bytes[length++] = (byte) value;
  }

  void raw(byte[] added) {
    while (length + added.length > bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length);
    }
    System.arraycopy(added, 0, bytes, length, added.length);
    length += added.length;
  }

  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }
}
