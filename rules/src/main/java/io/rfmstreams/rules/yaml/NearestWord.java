package io.rfmstreams.rules.yaml;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds what a misspelt word was meant to be: the allowed word the fewest slips away, if those are
 * at most a third of its letters. A slip is a letter too many, too few, wrong, or two swapped
 * (optimal string alignment); capitals do not count.
 */
public final class NearestWord {
  private static final int LONGEST = 100;

  private NearestWord() {}

  /** The nearest of the allowed words, if one is near enough. */
  public static Optional<String> to(String word, Collection<String> allowed) {
    if (word.isBlank() || word.length() > LONGEST) {
      return Optional.empty();
    }
    return allowed.stream()
        .filter(candidate -> slips(word, candidate) <= Math.max(1, candidate.length() / 3))
        .min(Comparator.comparingInt(candidate -> slips(word, candidate)));
  }

  private static int slips(String written, String meant) {
    String a = written.toLowerCase(Locale.ROOT);
    String b = meant.toLowerCase(Locale.ROOT);
    int[][] slips = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          slips[i][j] = i + j;
          continue;
        }
        int wrong = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int best = Math.min(slips[i - 1][j], slips[i][j - 1]) + 1;
        best = Math.min(best, slips[i - 1][j - 1] + wrong);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          best = Math.min(best, slips[i - 2][j - 2] + 1);
        }
        slips[i][j] = best;
      }
    }
    return slips[a.length()][b.length()];
  }
}
