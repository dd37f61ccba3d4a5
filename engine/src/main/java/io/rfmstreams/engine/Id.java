package io.rfmstreams.engine;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event's or order's id as members' states keep it: exact, and short for the two common forms.
 *
 * <p>Decimal numbers and lower-case UUIDs are packed; anything else is its UTF-8. Every text has one
 * form only, so two ids are equal if and only if their texts are. Ids are not hashed: a collision would
 * drop somebody's purchase as a duplicate.
 */
final class Id {

  /** How the text is packed; the number is part of the stored form. */
  private static final int TEXT = 0;

  private static final int NUMBER = 1;
  private static final int UUID_HEX = 2;

  private static final int LONGEST_NUMBER = 18;

  private final int form;
  private final byte[] packed;

  private Id(int form, byte[] packed) {
    this.form = form;
    this.packed = packed;
  }

  static Id of(String text) {
    if (isNumber(text)) {
      return new Id(NUMBER, packNumber(Long.parseLong(text)));
    }
    if (isUuid(text)) {
      UUID uuid = UUID.fromString(text);
      ByteBuffer bytes = ByteBuffer.allocate(16);
      bytes.putLong(uuid.getMostSignificantBits()).putLong(uuid.getLeastSignificantBits());
      return new Id(UUID_HEX, bytes.array());
    }
    return new Id(TEXT, text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean isNumber(String text) {
    int length = text.length();
    if (length == 0 || length > LONGEST_NUMBER || (length > 1 && text.charAt(0) == '0')) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return false;
      }
    }
    return true;
  }

  private static byte[] packNumber(long number) {
    int length = (Long.SIZE - Long.numberOfLeadingZeros(number) + 7) / 8;
    byte[] bytes = new byte[length];
    long rest = number;
    for (int i = length - 1; i >= 0; i--) {
      bytes[i] = (byte) rest;
      rest >>>= 8;
    }
    return bytes;
  }

  private static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
        return false;
      }
    }
    return true;
  }

  void writeTo(StateWriter out) {
    out.number((long) packed.length << 2 | form);
    out.raw(packed);
  }

  static Id readFrom(StateReader in) {
    long head = in.number();
    int form = (int) (head & 3);
    long length = head >>> 2;
    boolean possible =
        switch (form) {
          case TEXT -> true;
          case NUMBER -> length <= Long.BYTES;
          case UUID_HEX -> length == 2 * Long.BYTES;
          default -> false;
        };
    if (!possible) {
      throw in.damaged();
    }
    return new Id(form, in.raw(length));
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Id that && form == that.form && Arrays.equals(packed, that.packed);
  }

  @Override
  public int hashCode() {
    return 31 * form + Arrays.hashCode(packed);
  }

  /** The text the id was made of. */
  @Override
  public String toString() {
    return switch (form) {
      case NUMBER -> {
        long number = 0;
        for (byte b : packed) {
          number = number << 8 | (b & 0xff);
        }
        yield Long.toString(number);
      }
      case UUID_HEX -> {
        ByteBuffer bytes = ByteBuffer.wrap(packed);
        yield new UUID(bytes.getLong(), bytes.getLong()).toString();
      }
      default -> new String(packed, StandardCharsets.UTF_8);
    };
  }
}
