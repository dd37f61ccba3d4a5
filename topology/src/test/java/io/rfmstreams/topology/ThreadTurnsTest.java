package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.DeadlineEntry;
import org.junit.jupiter.api.Test;

class ThreadTurnsTest {
  private static final int WHOLE = 2000;

  private final ThreadTurns one = new ThreadTurns();
  private final ThreadTurns other = new ThreadTurns();

  @Test
  void aThreadWithoutEvents_drainsWholeSlices() {
    assertThat(one.share(WHOLE)).isEqualTo(WHOLE);
    assertThat(one.share(WHOLE)).isEqualTo(WHOLE);
  }

  @Test
  void anEventOfOneTask_goesBeforeTheDrainsOfAll() {
    one.eventTaken();

    assertThat(one.share(WHOLE)).isZero();
    assertThat(other.share(WHOLE)).isZero();
  }

  @Test
  void whenEventsHaveRunOut_wholeSlicesFollow() {
    one.eventTaken();
    one.share(WHOLE);

    assertThat(one.share(WHOLE)).isEqualTo(WHOLE);
  }

  /** Or a drain would stand still for as long as there is traffic. */
  @Test
  void everyTaskDrainsInProportionToEvents_howeverTheyFallOnSlices() {
    int events = 1000;
    int drained = 0;
    for (int event = 0; event < events; event++) {
      one.eventTaken();
      drained += other.share(WHOLE);
    }
    assertThat(drained).isBetween(4 * events - DeadlineEntry.MOST_MEMBERS, 4 * events);
  }

  @Test
  void noSliceIsLargerThanAWholeOne() {
    for (int event = 0; event < 10_000; event++) {
      one.eventTaken();
    }
    assertThat(one.share(WHOLE)).isEqualTo(WHOLE);
  }

  @Test
  void anotherThreadsEvents_areNoneOfOurs() throws InterruptedException {
    Thread thread = new Thread(() -> new ThreadTurns().eventTaken());
    thread.start();
    thread.join();

    assertThat(one.share(WHOLE)).isEqualTo(WHOLE);
  }
}
