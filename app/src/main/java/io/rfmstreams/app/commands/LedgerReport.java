package io.rfmstreams.app.commands;

import io.rfmstreams.app.cli.TallyText;
import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.Tally.Count;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

/**
 * Says what became of the records read: every minute in which there were more, and at the end. A service
 * that refuses everything runs as quietly as a healthy one, so of that it warns.
 */
public final class LedgerReport implements AutoCloseable {
  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration PERIOD = Duration.ofMinutes(1);
  private static final Duration END_WITHIN = Duration.ofSeconds(5);

  /** So many refusals, with nothing taken, are no chance. */
  private static final long WORTH_A_WARNING = 100;

  private final Supplier<Ledger> ledger;
  private final Supplier<Optional<String>> commonestReason;
  private final Consumer<String> lines;
  private final Consumer<String> warnings;
  private final ScheduledExecutorService schedule =
      new ScheduledThreadPoolExecutor(1, LedgerReport::thread);
  private Ledger last = Ledger.EMPTY;
  private Ledger told = Ledger.EMPTY;
  private boolean warned;

  /**
   * @param ledger what became of the records so far; may throw while the stores are not open
   * @param commonestReason why most of the latest dead letters are, if that can be told
   * @param lines takes what is said
   * @param warnings takes the warning
   */
  LedgerReport(
      Supplier<Ledger> ledger,
      Supplier<Optional<String>> commonestReason,
      Consumer<String> lines,
      Consumer<String> warnings) {
    this.ledger = ledger;
    this.commonestReason = commonestReason;
    this.lines = lines;
    this.warnings = warnings;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "ledger-report");
    thread.setDaemon(true);
    return thread;
  }

  /** A ledger as a person reads it. */
  public static List<String> lines(Ledger ledger) {
    List<String> lines = new ArrayList<>();
    lines.add(text(ledger));
    lines.addAll(TallyText.lines(ledger.tally()));
    if (ledger.tally().of(Count.MANGLED_IDS) > 0) {
      lines.add(
          "ids       %,d events have an id that looks spoiled, such as 1.00017E+11 or NULL: taken as they are"
              .formatted(ledger.tally().of(Count.MANGLED_IDS)));
    }
    return lines;
  }

  private static String text(Ledger ledger) {
    return "read      %,d records = accepted %,d + duplicate %,d + control %,d + dead-lettered %,d"
        .formatted(
            ledger.received(),
            ledger.accepted(),
            ledger.duplicate(),
            ledger.control(),
            ledger.deadLettered());
  }

  /** Tells from now on. */
  public void start() {
    schedule.scheduleWithFixedDelay(
        this::tell, FIRST.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells what has changed since it was told last. */
  synchronized void tell() {
    read();
    if (!last.equals(told)) {
      told = last;
      lines(told).forEach(lines);
    }
    if (refusesEverything() && !warned) {
      warned = true;
      warnings.accept(warning(commonestReason.get()));
    }
  }

  private void read() {
    try {
      last = ledger.get();
    } catch (InvalidStateStoreException | IllegalStateException notOpen) {
      // What was read last still holds; partitions are being assigned, or the pipeline has ended.
    }
  }

  private boolean refusesEverything() {
    return last.deadLettered() >= WORTH_A_WARNING && last.accepted() + last.duplicate() == 0;
  }

  private String warning(Optional<String> reason) {
    return "Everything read so far was refused: no event was accepted, %,d records are dead letters%s. Compare rfm.zone, rfm.currency and rfm.rules with what writes the journal."
        .formatted(
            last.deadLettered(), reason.map(text -> ", most of the latest as " + text).orElse(""));
  }

  /** Tells how it ended. */
  @Override
  public void close() {
    schedule.shutdownNow();
    try {
      schedule.awaitTermination(END_WITHIN.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      read();
      lines(last).forEach(lines);
      if (refusesEverything() && !warned) {
        warned = true;
        warnings.accept(warning(Optional.empty()));
      }
    }
  }
}
