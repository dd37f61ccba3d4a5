package io.rfmstreams.rules;

import io.rfmstreams.engine.Scores;
import io.rfmstreams.engine.Window;
import io.rfmstreams.rules.yaml.Problems;
import io.rfmstreams.rules.yaml.Section;
import io.rfmstreams.rules.yaml.YamlNode;
import io.rfmstreams.rules.yaml.YamlNode.Scalar;
import java.util.List;
import java.util.OptionalLong;

/** Reads the boundaries of the scores: for each figure a list of ascending whole numbers. */
final class ScoresReader {
  private static final String RECENCY = "recency-days";
  private static final String FREQUENCY = "frequency";
  private static final String MONETARY = "monetary-minor";
  private static final int MOST_BOUNDARIES = 50;
  private static final long MOST_MINOR = 1_000_000_000_000_000L;

  private final Problems problems;

  ScoresReader(Problems problems) {
    this.problems = problems;
  }

  /** The scores; placeholders after a problem. */
  Scores read(YamlNode node) {
    Section scores = Section.of(node, "`scores`", List.of(RECENCY, FREQUENCY, MONETARY), problems);
    return Scores.byBoundaries(
        boundaries(scores, RECENCY, 1, Window.LONGEST_DAYS),
        boundaries(scores, FREQUENCY, 1, Integer.MAX_VALUE),
        boundaries(scores, MONETARY, -MOST_MINOR, MOST_MINOR));
  }

  private long[] boundaries(Section scores, String key, long least, long most) {
    List<YamlNode> items = scores.list(key);
    if (items.size() > MOST_BOUNDARIES) {
      problems.error(
          items.get(MOST_BOUNDARIES).at(),
          "`" + key + "` has " + items.size() + " boundaries",
          "at most " + MOST_BOUNDARIES + "; four boundaries make scores 1 to 5");
      return new long[0];
    }
    long[] boundaries = new long[items.size()];
    for (int i = 0; i < boundaries.length; i++) {
      String what = "a boundary of `" + key + "`";
      Scalar item = Section.text(items.get(i), what, problems);
      OptionalLong boundary = Section.number(item, what, least, most, problems);
      if (boundary.isEmpty()) {
        return new long[0];
      }
      boundaries[i] = boundary.getAsLong();
      if (i > 0 && boundaries[i] <= boundaries[i - 1]) {
        problems.error(
            item.at(),
            "the boundary " + boundaries[i] + " of `" + key + "` follows " + boundaries[i - 1],
            "each boundary above the one before it");
        return new long[0];
      }
    }
    return boundaries;
  }
}
