package io.rfmstreams.engine;

/** Characters that nobody sees in an id: two ids that differ in them look like one. */
final class InvisibleText {

  private InvisibleText() {}

  /** Whether a character shows nothing: white space of any width, none included, or a control. */
  static boolean isInvisible(char c) {
    return isControl(c)
        || Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT;
  }

  /** Whether a text begins or ends with a character that shows nothing. */
  static boolean hasInvisibleEdge(String text) {
    return !text.isEmpty()
        && (isInvisible(text.charAt(0)) || isInvisible(text.charAt(text.length() - 1)));
  }

  /** Whether there is a control character anywhere, line and paragraph ends among them. */
  static boolean hasControl(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isControl(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isControl(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
      default -> false;
    };
  }
}
