package io.rfmstreams.app.pipeline;

import io.rfmstreams.app.load.JournalWriter;
import io.rfmstreams.engine.ZoneCalendar;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the days of the partitions this instance owns. At the start and every minute it writes to each
 * of them the latest start of day that has settled, unless a tick as late has been read there.
 *
 * <p>It is the only place where the wall clock enters, and it enters as a record of the journal: what is
 * decided follows from where that record stands, now and whenever the journal is read again.
 */
public final class Ticker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final JournalWriter journal;
  private final ZoneCalendar calendar;
  private final Duration settling;
  private final Clock clock;
  private final Supplier<Map<Integer, Instant>> lastTicks;
  private final Map<Integer, Instant> written = new HashMap<>();
  private final ScheduledExecutorService schedule =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "ticker");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param journal where to write
   * @param calendar the deployment's days
   * @param settling how long after midnight events of the day before may still come in time
   * @param clock the wall clock
   * @param lastTicks the partitions this instance owns, each with the last tick read there
   */
  public Ticker(
      JournalWriter journal,
      ZoneCalendar calendar,
      Duration settling,
      Clock clock,
      Supplier<Map<Integer, Instant>> lastTicks) {
    this.journal = journal;
    this.calendar = calendar;
    this.settling = settling;
    this.clock = clock;
    this.lastTicks = lastTicks;
  }

  /** Ticks from now on. */
  public void start() {
    schedule.scheduleWithFixedDelay(
        this::tickUnlessFailing, 0, PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ticks once, out of turn: after partitions were assigned. */
  public void tickSoon() {
    schedule.execute(this::tickUnlessFailing);
  }

  private void tickUnlessFailing() {
    try {
      tick();
    } catch (RuntimeException e) {
      LOG.warn("Ticks could not be written; tried again within a minute. {}", e.toString());
    }
  }

  /** Writes what is due. */
  void tick() {
    Instant settled = clock.instant().minus(settling);
    Instant midnight =
        Instant.ofEpochMilli(calendar.startOf(calendar.asOfDay(settled.toEpochMilli())));
    Map<Integer, Instant> owned = lastTicks.get();
    written.keySet().retainAll(Set.copyOf(owned.keySet()));
    Map<Integer, Instant> due = new HashMap<>();
    owned.forEach(
        (partition, read) -> {
          Instant last = written.getOrDefault(partition, read);
          if (midnight.isAfter(last) && midnight.isAfter(read)) {
            journal.tick(midnight, partition, clock.instant());
            due.put(partition, midnight);
          }
        });
    journal.flush();
    written.putAll(due); // only now: what could not be written is due again
  }

  @Override
  public void close() {
    schedule.shutdownNow();
    try {
      if (!schedule.awaitTermination(PERIOD.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("The ticker did not stop in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
