package io.rfmstreams.service.settings;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Which values nobody may read on a screen or in a log. */
public final class Secrets {

  private static final String MASK = "********";
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "password|passwd|passphrase|secret|token|jaas|user\\.info|credential(?!s\\.source)|keystore\\.key$|private|api[._-]?key|assertion");

  /** Up to the URL's last {@code @}: a password that is not escaped as it should be may hold others. */
  private static final Pattern USER_IN_URL = Pattern.compile("://(?:(?!://)\\S)*@");

  private Secrets() {}

  /** What may be shown of a value: all, all but a URL's user, or nothing. */
  public static String masked(String key, String value) {
    if (!value.isEmpty() && SECRET_NAME.matcher(key.toLowerCase(Locale.ROOT)).find()) {
      return MASK;
    }
    return USER_IN_URL.matcher(value).replaceAll("://" + MASK + "@");
  }

  /** The same for many, in the order of their keys. */
  public static Map<String, String> masked(Map<String, String> values) {
    Map<String, String> shown = new TreeMap<>();
    values.forEach((key, value) -> shown.put(key, masked(key, value)));
    return shown;
  }
}
