package io.rfmstreams.app.load;

import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.FileTicks;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.offline.events.EventLine;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.events.IdNotices;
import io.rfmstreams.offline.events.Notice;
import io.rfmstreams.offline.events.RejectSummary;
import io.rfmstreams.offline.events.RejectsCsv;
import io.rfmstreams.offline.events.SortedEvents;
import io.rfmstreams.offline.files.SortKey;
import io.rfmstreams.offline.files.SortedCsv;
import io.rfmstreams.offline.files.WholeFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The events of a file in the order they are played, ready to be written to the journal. */
public final class Load {
  private final SortedEvents events;
  private final SortedCsv rejects;
  private final SortedCsv.Rows rejectRows;
  private final RuleBook rules;
  private long size;
  private RejectSummary rejected = RejectSummary.NONE;
  private long written;
  private @Nullable Instant earliest;
  private List<Notice> notices = List.of();

  /** What is told while it runs. */
  public interface Progress {
    /** So many events have been written so far. */
    void written(long events);
  }

  private Load(RuleBook rules, boolean asLogged, Path scratch) {
    this.rules = rules;
    this.events = new SortedEvents(asLogged, scratch);
    this.rejects = new SortedCsv(scratch, "rejects", RejectsCsv.HEADER);
    this.rejectRows = rejects.rows();
  }

  /**
   * Reads a whole file.
   *
   * @param now lines dated more than an hour later are rejected: no broker would take them
   * @param asLogged whether lines are played in the file's order instead of by time
   * @param scratch an empty folder for events and rejects; the caller removes it
   */
  public static Load of(
      EventsFile file, RuleBook rules, Instant now, boolean asLogged, Path scratch) {
    Load load = new Load(rules, asLogged, scratch);
    try (IdNotices ids = new IdNotices(scratch)) {
      file.read(rules, line -> load.take(line, now, ids));
      load.notices = ids.tell();
    }
    return load;
  }

  private void take(EventLine line, Instant now, IdNotices ids) {
    if (line instanceof EventLine.Reject reject) {
      reject(reject);
    } else if (line instanceof EventLine.Event event) {
      Instant occurredAt = event.event().occurredAt();
      if (occurredAt.isAfter(now.plus(EventCheck.CLOCK_TOLERANCE))) {
        reject(new EventLine.Reject(event.number(), inFuture(occurredAt, now)));
      } else {
        events.add(event);
        ids.take(event);
        size++;
        earliest = earliest == null || occurredAt.isBefore(earliest) ? occurredAt : earliest;
      }
    }
  }

  private void reject(EventLine.Reject reject) {
    rejectRows.add(SortKey.of(reject.number(), "", 0), RejectsCsv.row(reject));
    rejected = rejected.plus(reject);
  }

  private static Rejection inFuture(Instant occurredAt, Instant now) {
    return new Rejection(
        Rejection.Reason.WRONG_TIME,
        "occurred_at %s is in the future: now is %s"
            .formatted(occurredAt, now.truncatedTo(ChronoUnit.SECONDS)));
  }

  /** How many events there are to write. */
  public long size() {
    return size;
  }

  /** The lines that cannot be taken, by reason. */
  public RejectSummary rejected() {
    return rejected;
  }

  /** What is odd in the events to write. */
  public List<Notice> notices() {
    return notices;
  }

  /**
   * Writes the lines that cannot be taken and why, once, by line number.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public void writeRejects(Path file) throws IOException {
    rejectRows.close();
    WholeFiles.writeOne(file, rejects::writeTo);
  }

  /** When the earliest event happened; empty if there is none. */
  public Optional<Instant> earliest() {
    return Optional.ofNullable(earliest);
  }

  /**
   * Writes the events, once, with the ticks between them, and after them those up to the start of the as-of
   * day.
   *
   * @param asOf the last day played; null for the day of the latest event
   * @param withTicks false where a running service's ticker writes them; ticks that are there already
   *     are ignored by who reads them
   * @return how many events were written
   */
  public long play(
      JournalWriter journal,
      @Nullable LocalDate asOf,
      boolean withTicks,
      Pace pace,
      Progress progress) {
    FileTicks ticks = new FileTicks(rules.calendar());
    events.forEach(
        event -> {
          if (asOf == null || !dayOf(event.occurredAt()).isAfter(asOf)) {
            write(journal, ticks.before(event.occurredAt()), withTicks, pace);
            journal.event(event);
            progress.written(++written);
          }
        });
    if (asOf != null) {
      write(journal, ticks.atEnd(asOf), withTicks, pace);
    }
    journal.flush();
    return written;
  }

  private static void write(
      JournalWriter journal, List<Instant> ticks, boolean withTicks, Pace pace) {
    for (Instant tick : ticks) {
      pace.beforeDay(tick);
      if (withTicks) {
        journal.tick(tick);
      }
    }
  }

  private LocalDate dayOf(Instant instant) {
    return LocalDate.ofEpochDay(rules.calendar().dayOf(instant.toEpochMilli()));
  }

  /** Decides how fast days go by. */
  public interface Pace {
    /** As fast as the journal takes it. */
    Pace FASTEST = tick -> {};

    /** Called before the records of a day are written; may wait. */
    void beforeDay(Instant startOfDay);
  }
}
