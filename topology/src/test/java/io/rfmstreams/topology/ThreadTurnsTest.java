package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.DeadlineEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ThreadTurnsTest {
  private static final int WHOLE = 2000;

  private final ThreadTurns.Shared thread = new ThreadTurns.Shared();
  private final ThreadTurns one = new ThreadTurns(thread);
  private final ThreadTurns other = new ThreadTurns(thread);

  @BeforeEach
  void begin() {
    one.begin(0);
    other.begin(0);
  }

  @Test
  void aThreadWithoutEvents_drainsWholeSlices() {
    assertThat(one.share(0, WHOLE)).isEqualTo(WHOLE);
    assertThat(one.share(0, WHOLE)).isEqualTo(WHOLE);
  }

  @Test
  void anEventOfOneTask_goesBeforeTheDrainsOfAll() {
    one.eventTaken();

    assertThat(one.share(0, WHOLE)).isZero();
    assertThat(other.share(0, WHOLE)).isZero();
  }

  @Test
  void whenEventsHaveRunOut_wholeSlicesFollow() {
    one.eventTaken();
    one.share(0, WHOLE);

    assertThat(one.share(0, WHOLE)).isEqualTo(WHOLE);
  }

  /** Or a drain would stand still for as long as there is traffic. */
  @Test
  void drainingTasksShareWhatEventsEarn_howeverTheyFallOnSlices() {
    int events = 1000;
    int drained = 0;
    for (int event = 0; event < events; event++) {
      one.eventTaken();
      drained += other.share(0, WHOLE);
    }
    assertThat(drained).isBetween(8 * events - DeadlineEntry.MOST_MEMBERS, 8 * events);
  }

  /** Or a drain would creep on an idle thread that takes one event between any two slices. */
  @Test
  void fewEventsButAllTheTime_leaveAnEighthOfTheThreadToDrains() {
    int drained = 0;
    for (int millis = 7; millis <= 7000; millis += 7) {
      one.eventTaken();
      drained += one.share(millis, WHOLE) + other.share(millis, WHOLE);
    }
    assertThat(drained).isGreaterThan(10 * 7000 - 2 * DeadlineEntry.MOST_MEMBERS);
  }

  @Test
  void eventsFromBeforeTheDrain_earnNothing() {
    one.end();
    for (int event = 0; event < 10_000; event++) {
      one.eventTaken();
    }
    one.begin(0);
    one.eventTaken();

    assertThat(one.share(0, WHOLE)).isZero();
  }

  @Test
  void noSliceIsLargerThanAWholeOne() {
    for (int event = 0; event < 10_000; event++) {
      one.eventTaken();
    }
    assertThat(one.share(0, WHOLE)).isEqualTo(WHOLE);
  }

  @Test
  void anotherThreadsEvents_areNoneOfOurs() throws InterruptedException {
    ThreadTurns ours = ThreadTurns.ofThisThread();
    ours.begin(0);
    Thread another = new Thread(() -> ThreadTurns.ofThisThread().eventTaken());
    another.start();
    another.join();

    assertThat(ours.share(0, WHOLE)).isEqualTo(WHOLE);
    ThreadTurns.ofThisThread().eventTaken();
    assertThat(ours.share(0, WHOLE)).isZero();
    ours.end();
  }
}
