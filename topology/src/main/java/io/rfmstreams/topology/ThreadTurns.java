package io.rfmstreams.topology;

import io.rfmstreams.engine.DeadlineEntry;

/**
 * Lets events and drains take turns on a stream thread, so that events that arrive at a midnight are not
 * kept waiting until it is over.
 *
 * <p>Between two rounds of punctuations Streams hands each task as little as one record, and polls only
 * when no task has any left. So for as long as there are events, on whichever task of the thread, a
 * drain gets a share for each of them and no more; whole slices are for a thread that has run out.
 */
final class ThreadTurns {
  /**
   * Members drained for one event of the thread by each of its tasks: about as long as the event takes,
   * with a handful of tasks.
   */
  private static final int FOR_AN_EVENT = 4;

  private static final ThreadLocal<Count> OF_THREAD = ThreadLocal.withInitial(Count::new);

  private final Count taken = OF_THREAD.get();
  private long takenBefore = taken.events;
  private long paidFor = taken.events;

  private static final class Count {
    private long events;
  }

  /** Of the thread that calls; a task is begun by the one that runs it. */
  ThreadTurns() {}

  /** An event was taken in. */
  void eventTaken() {
    taken.events++;
  }

  /**
   * How many members may be drained now.
   *
   * @param whole if nobody waits
   * @return 0 if events go first; never less than a full index entry otherwise, which is handled whole
   */
  int share(int whole) {
    boolean ranOut = taken.events == takenBefore;
    takenBefore = taken.events;
    long share = (taken.events - paidFor) * FOR_AN_EVENT;
    if (!ranOut && share < DeadlineEntry.MOST_MEMBERS) {
      return 0;
    }
    paidFor = taken.events;
    return ranOut ? whole : (int) Math.min(share, whole);
  }
}
