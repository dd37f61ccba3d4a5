package io.rfmstreams.app.events;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Ids that look like what a spreadsheet or a program makes of numbers, or of nothing. */
final class MangledIds {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+([.,][0-9]+)?[eE][+-]?[0-9]+|[0-9]+\\.0+");
  private static final Set<String> NOTHING =
      Set.of("nan", "null", "none", "nil", "n/a", "na", "nat", "undefined", "#n/a", "#null!");
  private static final int LONGEST_WORD = 9;

  private MangledIds() {}

  /** Whether an id looks so. */
  static boolean looksMangled(String id) {
    if (id.isEmpty()) {
      return false;
    }
    char first = id.charAt(0);
    if (first == '#' && (id.endsWith("!") || id.endsWith("?"))) {
      return true;
    }
    return id.length() <= LONGEST_WORD && NOTHING.contains(id.toLowerCase(Locale.ROOT))
        || mayBeNumber(id, first) && NUMBER.matcher(id).matches();
  }

  private static boolean mayBeNumber(String id, char first) {
    return (Character.isDigit(first) || first == '+' || first == '-')
        && (id.indexOf('.') >= 0 || id.indexOf('E') >= 0 || id.indexOf('e') >= 0);
  }
}
