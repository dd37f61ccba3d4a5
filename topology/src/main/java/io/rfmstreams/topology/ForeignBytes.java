package io.rfmstreams.topology;

import io.rfmstreams.engine.Rejection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** How bytes that somebody else wrote are shown: no terminal obeys them, and nobody takes them for text. */
final class ForeignBytes {
  private static final int LONGEST_HEX = 16;

  private ForeignBytes() {}

  /** A key: as quoted text if it is UTF-8, else as it begins in hexadecimal. */
  static String shown(byte @Nullable [] key) {
    if (key == null) {
      return "none";
    }
    try {
      // A new decoder reports what is malformed, where a String would put a sign in its place.
      return Rejection.quoted(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString());
    } catch (CharacterCodingException binary) {
      String hex = HexFormat.of().formatHex(Arrays.copyOf(key, Math.min(key.length, LONGEST_HEX)));
      return "0x%s%s (%d bytes that are not UTF-8)"
          .formatted(hex, key.length > LONGEST_HEX ? "…" : "", key.length);
    }
  }
}
