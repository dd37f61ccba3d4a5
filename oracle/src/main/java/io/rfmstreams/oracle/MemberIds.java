package io.rfmstreams.oracle;

import java.util.Arrays;
import java.util.Comparator;

/** The order member ids have in files: by code point, which is not Java's own order of strings. */
public final class MemberIds {

  public static final Comparator<String> ORDER =
      (one, other) -> Arrays.compare(one.codePoints().toArray(), other.codePoints().toArray());

  private MemberIds() {}
}
