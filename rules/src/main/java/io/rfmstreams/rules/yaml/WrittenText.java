package io.rfmstreams.rules.yaml;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;

/**
 * Aligns a text of a YAML file with the characters it was written as, to say where in the file a
 * part of it stands.
 *
 * <p>White space is what YAML folds, indents and strips, so only the other characters are matched,
 * one by one, past quotes and escapes. Where they cannot be matched, the place is where the text
 * begins.
 */
final class WrittenText implements YamlNode.Writing {
  private final int[] file;
  private final int start;
  private final Position startsAt;
  private final ScalarStyle style;
  private final int[] text;

  /**
   * @param file the code points of the whole file
   * @param start index of the text's first character in it, the quote if it is quoted
   */
  WrittenText(int[] file, int start, Position startsAt, ScalarStyle style, String text) {
    this.file = file;
    this.start = start;
    this.startsAt = startsAt;
    this.style = style;
    this.text = text.codePoints().toArray();
  }

  @Override
  public Position positionOf(int offset) {
    Cursor cursor = new Cursor();
    cursor.skipOpening();
    for (int i = 0; i < Math.min(offset, text.length); i++) {
      if (!Character.isWhitespace(text[i]) && cursor.nextInk() != text[i]) {
        return startsAt;
      }
    }
    if (offset < text.length && !Character.isWhitespace(text[offset])) {
      cursor.skipBlanks();
    }
    return cursor.position();
  }

  /** Walks through the file, counting lines and columns as the YAML reader does. */
  private final class Cursor {
    private int index = start;
    private int line = startsAt.line();
    private int column = startsAt.column();

    Position position() {
      return new Position(line, column);
    }

    void skipOpening() {
      switch (style) {
        case PLAIN, JSON_SCALAR_STYLE -> {}
        case SINGLE_QUOTED, DOUBLE_QUOTED -> take();
        case LITERAL, FOLDED -> {
          int header = line;
          while (index < file.length && line == header) {
            take();
          }
        }
      }
    }

    void skipBlanks() {
      while (index < file.length && (Character.isWhitespace(file[index]) || atBlankEscape())) {
        if (atBlankEscape()) {
          take();
        }
        take();
      }
    }

    /** The next character that is not white space, as the text has it; −1 at the end. */
    int nextInk() {
      skipBlanks();
      if (index >= file.length) {
        return -1;
      }
      int read = take();
      if (style == ScalarStyle.SINGLE_QUOTED && read == '\'') {
        return take();
      }
      if (style == ScalarStyle.DOUBLE_QUOTED && read == '\\') {
        return escaped(take());
      }
      return read;
    }

    private int escaped(int letter) {
      int digits =
          switch (letter) {
            case 'x' -> 2;
            case 'u' -> 4;
            case 'U' -> 8;
            default -> 0;
          };
      if (digits == 0) {
        return letter;
      }
      int codePoint = 0;
      for (int i = 0; i < digits; i++) {
        codePoint = codePoint * 16 + Math.max(0, Character.digit(take(), 16));
      }
      return codePoint;
    }

    /** Whether an escape that stands for white space, or for nothing, comes next. */
    private boolean atBlankEscape() {
      return style == ScalarStyle.DOUBLE_QUOTED
          && file[index] == '\\'
          && index + 1 < file.length
          && "tnvfrNLP_ \n\r".indexOf(file[index + 1]) >= 0;
    }

    private int take() {
      if (index >= file.length) {
        return -1;
      }
      int read = file[index++];
      boolean crlf = read == '\r' && index < file.length && file[index] == '\n';
      if ("\n\r\u0085\u2028\u2029".indexOf(read) >= 0 && !crlf) {
        line++;
        column = 1;
      } else {
        column++;
      }
      return read;
    }
  }
}
