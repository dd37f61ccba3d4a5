package io.rfmstreams.rules.yaml;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The bytes and characters of a YAML file, before anyone asks what they say. */
public final class YamlText {
  /** Well above anything people write by hand, well below what hurts to take apart. */
  private static final int MOST_BYTES = 256 * 1024;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private YamlText() {}

  /**
   * The text of a file; empty if a problem was noted.
   *
   * @param what what a person calls such a file, for instance "a rule file"
   */
  public static Optional<String> read(Path file, String what, Problems problems) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(MOST_BYTES + 1);
    } catch (NoSuchFileException absent) {
      problems.error(Position.NOWHERE, "there is no such file", what);
      return Optional.empty();
    } catch (IOException unreadable) {
      problems.error(
          Position.NOWHERE, "it cannot be read: " + unreadable.getMessage(), "a readable file");
      return Optional.empty();
    }
    return bytes.length > MOST_BYTES ? tooLong(what, problems) : decoded(bytes, problems);
  }

  private static Optional<String> decoded(byte[] bytes, Problems problems) {
    CharsetDecoder strict =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CoderResult result = strict.decode(ByteBuffer.wrap(bytes), text, true);
    String read = text.flip().toString();
    try {
      if (result.isError()) {
        result.throwException();
      }
    } catch (CharacterCodingException malformed) {
      problems.error(endOf(read), "the bytes here are not UTF-8", "a text file in UTF-8");
      return Optional.empty();
    }
    return Optional.of(read);
  }

  /**
   * The text without a byte order mark; empty if a problem was noted.
   *
   * @param what what a person calls such a file
   */
  public static Optional<String> checked(String text, String what, Problems problems) {
    String content = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    if (content.length() > MOST_BYTES) {
      return tooLong(what, problems);
    }
    for (int i = 0; i < content.length(); i += Character.charCount(content.codePointAt(i))) {
      int codePoint = content.codePointAt(i);
      if (!isWritable(codePoint)) {
        problems.error(
            endOf(content.substring(0, i)),
            "the character U+%04X does not belong in a text".formatted(codePoint),
            "a text file in UTF-8");
        return Optional.empty();
      }
    }
    return Optional.of(content);
  }

  private static Optional<String> tooLong(String what, Problems problems) {
    problems.error(
        Position.START, "it is too long for " + what, "at most " + MOST_BYTES + " bytes");
    return Optional.empty();
  }

  /** Whether a character may stand in a file: no control characters, no half characters. */
  static boolean isWritable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL ->
          codePoint == '\t' || codePoint == '\n' || codePoint == '\r' || codePoint == 0x85;
      case Character.SURROGATE -> false;
      default -> codePoint != 0xFEFF && (codePoint & 0xFFFE) != 0xFFFE;
    };
  }

  private static Position endOf(String before) {
    int lines = (int) before.chars().filter(c -> c == '\n').count();
    int lastLine = before.lastIndexOf('\n') + 1;
    return new Position(lines + 1, before.codePointCount(lastLine, before.length()) + 1);
  }
}
