package io.rfmstreams.offline.files;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;

/**
 * What a row is sorted by: a number, then a text by its code points, then two more numbers. Rows whose
 * keys are equal come in any order.
 *
 * @param text as UTF-8
 */
public record SortKey(long first, byte[] text, long second, long third) {
  static final Comparator<SortKey> ORDER =
      Comparator.comparingLong(SortKey::first)
          .thenComparing(SortKey::text, Arrays::compareUnsigned) // as UTF-8 sorts, code points do
          .thenComparingLong(SortKey::second)
          .thenComparingLong(SortKey::third);

  /** A key whose last number is 0. */
  public static SortKey of(long first, String text, long second) {
    return of(first, text, second, 0);
  }

  public static SortKey of(long first, String text, long second, long third) {
    return new SortKey(first, text.getBytes(StandardCharsets.UTF_8), second, third);
  }
}
