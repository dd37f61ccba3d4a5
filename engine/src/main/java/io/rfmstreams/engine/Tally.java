package io.rfmstreams.engine;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What is counted beside fates: what is accepted and yet worth a look, and what became of win-back
 * candidates. Immutable.
 */
public final class Tally {

  /**
   * What there is to count. A candidate is counted once: as sent, held out, early, blocked, expired or
   * withdrawn.
   *
   * <p>Ledgers are stored in this order: a later count comes at the end, and none ever leaves.
   */
  public enum Count {
    /**
     * Accepted purchases that repeat another's order, amount and instant under another event id:
     * delivered twice, or two equal lines of one order.
     */
    REPEATED_PURCHASES,
    /** Accepted events with an id that looks spoiled, see {@link MangledIds}. */
    MANGLED_IDS,
    /** Triggers told. */
    SENT,
    /** Candidates held out for comparison. */
    HELD_OUT,
    /** Treated candidates effective before the first day of triggers that go out. */
    EARLY,
    /** Candidates without consent, or suppressed by what the member did before. */
    BLOCKED,
    /** Candidates detected when there was no time left to act. */
    EXPIRED,
    /** Candidates that ended within the decision that proposed them: nobody was told. */
    WITHDRAWN,
    /** Cancellations told. */
    CANCELLED
  }

  /** Nothing counted. */
  public static final Tally NONE = new Tally(new long[Count.values().length]);

  private final long[] numbers;

  private Tally(long[] numbers) {
    this.numbers = numbers;
  }

  /** How many there were. */
  public long of(Count count) {
    return numbers[count.ordinal()];
  }

  /** With so many more. */
  public Tally with(Count count, long more) {
    long[] sums = numbers.clone();
    sums[count.ordinal()] += more;
    return new Tally(sums);
  }

  /** Both together. */
  public Tally plus(Tally other) {
    if (other == NONE) { // nearly always
      return this;
    }
    long[] sums = numbers.clone();
    for (int i = 0; i < sums.length; i++) {
      sums[i] += other.numbers[i];
    }
    return new Tally(sums);
  }

  /** Whether nothing was counted. */
  public boolean isNone() {
    return equals(NONE);
  }

  /** Everything a policy wanted to win somebody back for. */
  public long candidates() {
    return of(Count.SENT)
        + of(Count.HELD_OUT)
        + of(Count.EARLY)
        + of(Count.BLOCKED)
        + of(Count.EXPIRED)
        + of(Count.WITHDRAWN);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other || (other instanceof Tally that && Arrays.equals(numbers, that.numbers));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
