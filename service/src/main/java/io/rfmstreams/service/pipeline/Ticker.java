package io.rfmstreams.service.pipeline;

import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.journal.JournalRefusedException;
import io.rfmstreams.journal.JournalWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
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

  private final Ticks ticks;
  private final ZoneCalendar calendar;
  private final Duration settling;
  private final Duration period;
  private final InstantSource clock;
  private final Supplier<Map<Integer, Instant>> lastTicks;
  private final Consumer<JournalRefusedException> refused;
  private final Map<Integer, Instant> written = new HashMap<>();

  /** What comes after the end is dropped: partitions may still be assigned while the service closes. */
  private final ScheduledExecutorService schedule =
      new ScheduledThreadPoolExecutor(1, Ticker::thread, new DiscardPolicy());

  /** Where ticks are written. */
  interface Ticks {
    /** Appends a tick to each of these partitions and returns when all are acknowledged. */
    void write(Instant startOfDay, Set<Integer> partitions, Instant stamp);
  }

  /**
   * @param journal where to write
   * @param calendar the deployment's days
   * @param settling how long after midnight events of the day before may still come in time
   * @param clock the wall clock
   * @param lastTicks the partitions this instance owns, each with the last tick read there
   * @param refused told once that this instance may not write ticks; it then writes no more
   */
  public Ticker(
      JournalWriter journal,
      ZoneCalendar calendar,
      Duration settling,
      InstantSource clock,
      Supplier<Map<Integer, Instant>> lastTicks,
      Consumer<JournalRefusedException> refused) {
    this(
        (startOfDay, partitions, stamp) -> {
          partitions.forEach(partition -> journal.tick(startOfDay, partition, stamp));
          journal.flush();
        },
        calendar,
        settling,
        PERIOD,
        clock,
        lastTicks,
        refused);
  }

  Ticker(
      Ticks ticks,
      ZoneCalendar calendar,
      Duration settling,
      Duration period,
      InstantSource clock,
      Supplier<Map<Integer, Instant>> lastTicks,
      Consumer<JournalRefusedException> refused) {
    this.ticks = ticks;
    this.calendar = calendar;
    this.settling = settling;
    this.period = period;
    this.clock = clock;
    this.lastTicks = lastTicks;
    this.refused = refused;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ticker");
    thread.setDaemon(true);
    return thread;
  }

  /** Ticks from now on. */
  public void start() {
    schedule.scheduleWithFixedDelay(
        this::tickUnlessFailing, 0, period.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Ticks once, out of turn: after partitions were assigned. */
  public void tickSoon() {
    schedule.execute(this::tickUnlessFailing);
  }

  private void tickUnlessFailing() {
    try {
      tick();
    } catch (JournalRefusedException e) {
      schedule.shutdown();
      refused.accept(e);
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
    Set<Integer> due = new TreeSet<>();
    owned.forEach(
        (partition, read) -> {
          Instant last = written.getOrDefault(partition, read);
          if (midnight.isAfter(last) && midnight.isAfter(read)) {
            due.add(partition);
          }
        });
    if (!due.isEmpty()) {
      ticks.write(midnight, due, clock.instant());
      due.forEach(partition -> written.put(partition, midnight)); // else they are due again
    }
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
