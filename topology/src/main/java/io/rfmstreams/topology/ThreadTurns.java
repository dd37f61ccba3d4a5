package io.rfmstreams.topology;

import io.rfmstreams.engine.DeadlineEntry;

/**
 * Lets events and drains take turns on a stream thread, so that events that arrive at a midnight are not
 * kept waiting until it is over.
 *
 * <p>Between two rounds of punctuations Streams hands each task as little as one record, and polls only
 * when no task has any left. So while events arrive, on whichever task of the thread, the drains of all
 * its tasks together get a share for each event and for each millisecond; a task whose thread has taken
 * no event since its last turn gets a whole slice.
 */
final class ThreadTurns {
  /** Members drained for one event: some five times as long as the event takes. */
  private static final int FOR_AN_EVENT = 16;

  /** Members drained in a millisecond, however few events there are: about an eighth of the thread. */
  private static final int FOR_A_MILLISECOND = 10;

  /** Static, since Streams gives a processor no handle on its thread; only that thread touches it. */
  private static final ThreadLocal<Shared> OF_THREAD = ThreadLocal.withInitial(Shared::new);

  private final Shared thread;
  private long eventsBefore;
  private long eventsPaidFor;
  private long paidAt;

  /** What the tasks of one stream thread share. */
  static final class Shared {
    private long events;
    private int draining;
  }

  ThreadTurns(Shared thread) {
    this.thread = thread;
  }

  /** For a task that the calling thread runs. */
  static ThreadTurns ofThisThread() {
    return new ThreadTurns(OF_THREAD.get());
  }

  /** The task took in an event. */
  void eventTaken() {
    thread.events++;
  }

  /**
   * The task begins a drain; what was before earns it nothing.
   *
   * @param now in milliseconds
   */
  void begin(long now) {
    thread.draining++;
    eventsBefore = thread.events;
    pay(now);
  }

  /** The task's drain is over. */
  void end() {
    thread.draining--;
  }

  /**
   * How many members the task may drain now.
   *
   * @param now in milliseconds
   * @param whole if nobody waits
   * @return 0 if events go first; otherwise {@code whole}, or a share of at least {@link
   *     DeadlineEntry#MOST_MEMBERS} that {@code whole} cuts off
   */
  int share(long now, int whole) {
    boolean ranOut = thread.events == eventsBefore;
    eventsBefore = thread.events;
    long earned =
        (thread.events - eventsPaidFor) * FOR_AN_EVENT
            + Math.max(0, now - paidAt) * FOR_A_MILLISECOND;
    long share = earned / thread.draining;
    if (!ranOut && share < DeadlineEntry.MOST_MEMBERS) {
      return 0;
    }
    pay(now);
    return ranOut ? whole : (int) Math.min(share, whole);
  }

  private void pay(long now) {
    eventsPaidFor = thread.events;
    paidAt = now;
  }
}
