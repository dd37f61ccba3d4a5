package io.rfmstreams.engine;

/**
 * Refunds of a member that lower none of its figures, in minor units. What it paid less what it was
 * given back is its lifetime monetary less all three.
 *
 * @param waitingMinor refunds of orders not known so far
 * @param excessMinor what was given back beyond an order's amount
 * @param lapsedMinor refunds that left the memory while they were waiting
 */
public record Unsettled(long waitingMinor, long excessMinor, long lapsedMinor) {

  public static final Unsettled NONE = new Unsettled(0, 0, 0);

  public Unsettled plus(Unsettled other) {
    return new Unsettled(
        waitingMinor + other.waitingMinor,
        excessMinor + other.excessMinor,
        lapsedMinor + other.lapsedMinor);
  }

  public long totalMinor() {
    return waitingMinor + excessMinor + lapsedMinor;
  }
}
