package io.rfmstreams.engine;

/**
 * Why an event is refused.
 *
 * @param reason a code for machines
 * @param detail what was wrong and what was expected, for people
 */
public record Rejection(Reason reason, String detail) {

  /** Enough to find a field again; what is refused may be as long as a file. */
  private static final int LONGEST_QUOTE = 40;

  /**
   * A refused field's text as a detail shows it: in quotes, a long one only as it begins, and what
   * nobody could see or a terminal would obey as its code, for instance {@code \\u00a0}.
   */
  public static String quoted(String text) {
    if (text.length() <= LONGEST_QUOTE) {
      return "'" + visible(text) + "'";
    }
    int end = LONGEST_QUOTE - (Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? 1 : 0);
    return "'" + visible(text.substring(0, end)) + "…'";
  }

  /** A text with what nobody could see, or a terminal would obey, as its code. */
  public static String visible(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c != ' ' && InvisibleText.isInvisible(c)) {
        shown.append("\\u%04x".formatted((int) c));
      } else {
        shown.append(c);
      }
    }
    return shown.toString();
  }

  /** The codes, as dead letters and rejects carry them. */
  public enum Reason {
    /** The bytes are not a member event. */
    UNDECODABLE("undecodable"),
    /** A field every event needs is missing or malformed. */
    MALFORMED("malformed"),
    /** A member, event or order id with white space at an edge, or with control characters. */
    WRONG_ID("wrong-id"),
    /** The record's key is not the member's id, so the event is in an arbitrary partition. */
    KEY_MISMATCH("key-mismatch"),
    /** The record is not in the partition that murmur2 of its key gives. */
    WRONG_PARTITION("wrong-partition"),
    /** No rule set knows events of this type. */
    UNKNOWN_TYPE("unknown-type"),
    /** A purchase or refund without a usable amount. */
    WRONG_AMOUNT("wrong-amount"),
    /** A purchase or refund in another currency than the deployment's. */
    WRONG_CURRENCY("wrong-currency"),
    /**
     * More than an hour after its own record's timestamp, before the deployment's earliest day or from
     * 2200 on, or of a record without a timestamp.
     */
    WRONG_TIME("wrong-time"),
    /** A kept purchase or refund has the same event id and another type, amount, order or day. */
    CONFLICTING_ID("conflicting-id"),
    /** Dated on a day the memory has closed. */
    TOO_LATE("too-late"),
    /** Dated at or before its member's erasure. */
    ERASED("erased");

    private final String code;

    Reason(String code) {
      this.code = code;
    }

    /** The code in kebab case. */
    public String code() {
      return code;
    }
  }
}
