package io.rfmstreams.engine;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Tells ids that a program on the way has most likely spoiled. Nobody can say what they were, so they
 * are taken as they are; but many members may have become one, or one two.
 */
public final class MangledIds {

  private static final Pattern SPREADSHEET_NUMBER =
      Pattern.compile("-?[0-9](\\.[0-9]+)?[eE]\\+[0-9]{2,3}|-?[0-9]+\\.0+");

  private static final Set<String> NOTHING =
      Set.of(
          "nan",
          "nat",
          "null",
          "none",
          "nil",
          "na",
          "n/a",
          "#n/a",
          "<na>",
          "undefined",
          "#ref!",
          "#value!",
          "#name?",
          "#num!",
          "#null!",
          "#div/0!",
          "(null)",
          "[null]");

  private static final int LONGEST_NOTHING = 9;

  private MangledIds() {}

  /**
   * Whether an id looks like what spreadsheets and data frames make of numbers ({@code 1.00017E+11},
   * {@code 17850.0}) or of nothing ({@code NULL}, {@code nan}, {@code #N/A}).
   */
  public static boolean looksMangled(String id) {
    if (id.isEmpty()) {
      return false;
    }
    char first = id.charAt(0);
    if (first == '-' || (first >= '0' && first <= '9')) {
      return (id.indexOf('.') > 0 || id.indexOf('+') > 0)
          && SPREADSHEET_NUMBER.matcher(id).matches();
    }
    return id.length() <= LONGEST_NOTHING && NOTHING.contains(id.toLowerCase(Locale.ROOT));
  }

  /** Whether any id of an event looks so. */
  static boolean anyOf(MemberEvent event) {
    String orderId = event.orderId();
    return looksMangled(event.memberId())
        || looksMangled(event.eventId())
        || (orderId != null && looksMangled(orderId));
  }
}
