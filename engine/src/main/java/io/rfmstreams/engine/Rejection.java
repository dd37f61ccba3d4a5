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

  /** A refused field's text as a detail shows it: in quotes, and a long one only as it begins. */
  public static String quoted(String text) {
    if (text.length() <= LONGEST_QUOTE) {
      return "'" + text + "'";
    }
    int end = LONGEST_QUOTE - (Character.isHighSurrogate(text.charAt(LONGEST_QUOTE - 1)) ? 1 : 0);
    return "'" + text.substring(0, end) + "…'";
  }

  /** The codes, as dead letters and rejects carry them. */
  public enum Reason {
    /** The bytes are not a member event. */
    UNDECODABLE("undecodable"),
    /** A field every event needs is missing or malformed. */
    MALFORMED("malformed"),
    /** The record's key is not the member's id, so the event is in an arbitrary partition. */
    KEY_MISMATCH("key-mismatch"),
    /** No rule set knows events of this type. */
    UNKNOWN_TYPE("unknown-type"),
    /** A purchase or refund without a usable amount. */
    WRONG_AMOUNT("wrong-amount"),
    /** A purchase or refund in another currency than the deployment's. */
    WRONG_CURRENCY("wrong-currency"),
    /** More than an hour after its own record's timestamp, or outside 1970 to 2200. */
    WRONG_TIME("wrong-time"),
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
