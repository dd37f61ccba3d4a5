package io.rfmstreams.topology;

import io.rfmstreams.journal.JournalPartitions;
import java.util.BitSet;
import java.util.function.Consumer;

/**
 * Says once that most of what comes lies in the wrong partition: dead letters one by one look like bad
 * luck, and this is a client's setting.
 *
 * <p>It looks at the latest events of all partitions that an instance reads. It speaks when more than half
 * of them are misplaced, and again only after they have been few in between.
 */
final class PlacementWatch {
  private static final int LATEST = 1_000;
  private static final int MOST = LATEST / 2;

  /** So few that what comes after them is another story. */
  private static final int FEW = LATEST / 10;

  private final Consumer<String> errors;
  private final BitSet misplaced = new BitSet(LATEST);
  private int next;
  private int count;
  private boolean told;

  /**
   * @param errors takes what is said
   */
  PlacementWatch(Consumer<String> errors) {
    this.errors = errors;
  }

  /** Takes note of an event. Stream threads share one watch. */
  synchronized void saw(boolean isMisplaced) {
    count += (isMisplaced ? 1 : 0) - (misplaced.get(next) ? 1 : 0);
    misplaced.set(next, isMisplaced);
    next = (next + 1) % LATEST;
    if (count > MOST && !told) {
      told = true;
      errors.accept(
          "More than half of the latest %,d events lie in a partition where their keys do not belong, and are dead letters 'wrong-partition'. %s. Once it is, `./rfm load --from-dead-letters wrong-partition` writes them where they belong."
              .formatted(LATEST, JournalPartitions.ADVICE));
    } else if (count <= FEW) {
      told = false;
    }
  }
}
