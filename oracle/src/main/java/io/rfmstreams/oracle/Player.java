package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Plays a file of lines as the records of one partition, putting the day ticks where whoever plays
 * history puts them.
 */
public final class Player {

  private Player() {}

  /**
   * The lines in the order given, with a tick for each midnight after the first line's instant
   * before the first line that reaches it, and at the end those up to and including the start of
   * the as-of day. Lines of later days are not played.
   */
  public static List<JournalEntry> play(List<LogLine> lines, LocalDate asOf, ZoneId zone) {
    LocalDays days = new LocalDays(zone);
    List<LogLine> played =
        lines.stream().filter(line -> !days.dayOf(line.occurredAt()).isAfter(asOf)).toList();
    List<JournalEntry> journal = new ArrayList<>();
    if (played.isEmpty()) {
      return journal;
    }
    Instant reached = played.get(0).occurredAt();
    for (LogLine line : played) {
      if (line.occurredAt().isAfter(reached)) {
        addTicks(journal, days, reached, line.occurredAt());
        reached = line.occurredAt();
      }
      journal.add(new JournalEntry.Event(line));
    }
    addTicks(journal, days, reached, days.startOf(asOf));
    return journal;
  }

  private static void addTicks(
      List<JournalEntry> journal, LocalDays days, Instant after, Instant upTo) {
    for (LocalDate day : days.beginningIn(after, upTo)) {
      journal.add(new JournalEntry.Tick(days.startOf(day)));
    }
  }

  /** The order {@code replay} takes lines in unless told to keep the file's. */
  public static List<LogLine> sortedByTime(List<LogLine> lines) {
    return lines.stream().sorted(Comparator.comparing(LogLine::occurredAt)).toList();
  }

  /** The as-of day when none is given: the day of the latest line. */
  public static LocalDate dayOfLatest(List<LogLine> lines, ZoneId zone) {
    return lines.stream()
        .map(LogLine::occurredAt)
        .max(Comparator.naturalOrder())
        .map(new LocalDays(zone)::dayOf)
        .orElseThrow(() -> new IllegalArgumentException("no lines, so no latest one"));
  }
}
