package io.rfmstreams.app.demo;

import io.rfmstreams.app.cli.Shutdown;
import io.rfmstreams.app.load.Load;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Lets days go by at a steady pace. */
final class Tempo implements Load.Pace {
  private final double daysPerSecond;
  private final Shutdown shutdown;
  private long days;
  private long begun;

  /**
   * @param daysPerSecond 0 for as fast as it goes
   * @param shutdown once it is asked for, nothing waits any more
   */
  Tempo(double daysPerSecond, Shutdown shutdown) {
    this.daysPerSecond = daysPerSecond;
    this.shutdown = shutdown;
  }

  @Override
  public void beforeDay(Instant startOfDay) {
    if (daysPerSecond == 0) {
      return;
    }
    if (days++ == 0) {
      begun = System.nanoTime();
    }
    long due = begun + (long) (days / daysPerSecond * 1e9);
    while (!shutdown.isRequested() && System.nanoTime() < due) {
      try {
        TimeUnit.MILLISECONDS.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
