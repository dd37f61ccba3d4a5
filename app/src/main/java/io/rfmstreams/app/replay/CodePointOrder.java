package io.rfmstreams.app.replay;

import java.util.Comparator;

/** Orders texts by code points, as their UTF-8 sorts; {@code String} itself orders by UTF-16 units. */
final class CodePointOrder implements Comparator<String> {
  @Override
  public int compare(String one, String other) {
    int length = Math.min(one.length(), other.length());
    for (int i = 0; i < length; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        boolean alike = Character.isSurrogate(a) == Character.isSurrogate(b);
        return alike ? Character.compare(a, b) : Character.isSurrogate(a) ? 1 : -1;
      }
    }
    return Integer.compare(one.length(), other.length());
  }
}
