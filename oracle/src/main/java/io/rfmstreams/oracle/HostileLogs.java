package io.rfmstreams.oracle;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Logs that are well-formed and otherwise as unkind as can be: lines twice, the same id with other
 * content, purchases sent again under another, refunds of every sort, orders in parts, consent given
 * and taken back, ties, midnights, clock changes, long silences,
 * late and shuffled lines. The same seed and settings give the same log on every machine.
 */
public final class HostileLogs {

  /** How the lines lie in the log. */
  public enum Ordering {
    /** By time. */
    IN_ORDER,
    /** By arrival: about a third of the lines come up to {@link #LATEST} after their time. */
    LATE,
    /** Anyhow. */
    SHUFFLED
  }

  /** How late a line comes at most in a {@link Ordering#LATE} log. */
  public static final Duration LATEST = Duration.ofDays(40);

  /** A zone and a day on which its clock or calendar does something. */
  public record Setting(ZoneId zone, LocalDate oddDay) {
    Setting(String zone, String oddDay) {
      this(ZoneId.of(zone), LocalDate.parse(oddDay));
    }
  }

  /** Settings to choose from; none shows a day again after the next one has begun. */
  public static final List<Setting> SETTINGS =
      List.of(
          new Setting("Asia/Shanghai", "2024-02-29"),
          new Setting("Europe/London", "2024-03-31"),
          new Setting("Europe/London", "2024-10-27"),
          // Midnight is missing; later that season 23:00 comes twice.
          new Setting("America/Sao_Paulo", "2018-11-04"),
          new Setting("America/Sao_Paulo", "2018-02-18"),
          new Setting("Asia/Beirut", "2022-03-27"),
          new Setting("Africa/Cairo", "2014-05-16"),
          new Setting("Africa/Cairo", "2014-09-26"),
          // The day before never was.
          new Setting("Pacific/Apia", "2011-12-31"),
          new Setting("America/New_York", "2024-03-10"),
          new Setting("America/New_York", "2024-11-03"),
          // Half an hour.
          new Setting("Australia/Lord_Howe", "2024-04-07"),
          // Midnight is missing; midnight comes twice.
          new Setting("America/Havana", "2024-03-10"),
          new Setting("America/Havana", "2023-11-05"));

  /**
   * A day that is shown again: at 00:01 of this day the clock goes back to 23:01 of the day before.
   */
  public static final Setting DAY_BEFORE_COMES_AGAIN =
      new Setting("America/St_Johns", "2010-11-07");

  private final long seed;
  private Setting setting;
  private Ordering ordering;
  private int members = 8;
  private int eventsPerMember = 25;
  private int spanDays = 900;
  private boolean erasures = true;
  private boolean busy;
  private String currency = "CNY";

  private HostileLogs(long seed) {
    this.seed = seed;
    SplittableRandom random = new SplittableRandom(seed);
    this.setting = SETTINGS.get(random.nextInt(SETTINGS.size()));
    this.ordering = Ordering.values()[random.nextInt(Ordering.values().length)];
  }

  /**
   * A log of eight members over some 900 days, with erasures, in CNY; setting and ordering are the
   * seed's choice.
   */
  public static HostileLogs seeded(long seed) {
    return new HostileLogs(seed);
  }

  public HostileLogs in(Setting other) {
    this.setting = other;
    return this;
  }

  public HostileLogs ordered(Ordering other) {
    this.ordering = other;
    return this;
  }

  public HostileLogs withMembers(int number) {
    this.members = number;
    return this;
  }

  /** About how many lines a member has. */
  public HostileLogs withEventsPerMember(int number) {
    this.eventsPerMember = number;
    return this;
  }

  public HostileLogs spanningDays(int number) {
    this.spanDays = number;
    return this;
  }

  public HostileLogs withErasures(boolean some) {
    this.erasures = some;
    return this;
  }

  /** Many lines on few days, for memories that overflow. */
  public HostileLogs withBusyMembers(boolean allBusy) {
    this.busy = allBusy;
    return this;
  }

  public HostileLogs withCurrency(String code) {
    this.currency = code;
    return this;
  }

  public ZoneId zone() {
    return setting.zone();
  }

  public Ordering ordering() {
    return ordering;
  }

  /** No line is of a later day. */
  public LocalDate lastDay() {
    return firstDay().plusDays(spanDays);
  }

  /** No line is of an earlier day. */
  LocalDate firstDay() {
    return setting.oddDay().minusDays(spanDays * 2L / 3);
  }

  /** The log. */
  public List<LogLine> lines() {
    SplittableRandom random = new SplittableRandom(seed);
    random.nextLong();
    List<LogLine> lines = new ArrayList<>();
    for (int number = 0; number < members; number++) {
      SplittableRandom own = random.split();
      HostileMember member =
          new HostileMember(
              own,
              new HostileDays(own, setting, firstDay(), lastDay(), busy),
              number,
              erasures,
              currency);
      lines.addAll(member.lines(eventsPerMember));
    }
    return switch (ordering) {
      case IN_ORDER -> Player.sortedByTime(lines);
      case LATE -> byArrival(lines, random);
      case SHUFFLED -> shuffled(lines, random);
    };
  }

  /**
   * A journal nobody wrote ticks to for days or months, several times: what falls due meanwhile is
   * revealed all at once, or by an event. The last tick stays.
   */
  public static List<JournalEntry> withOutages(List<JournalEntry> journal, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int lastTick = journal.size() - 1;
    while (lastTick >= 0 && !(journal.get(lastTick) instanceof JournalEntry.Tick)) {
      lastTick--;
    }
    List<JournalEntry> left = new ArrayList<>();
    int missing = 0;
    for (int position = 0; position < journal.size(); position++) {
      JournalEntry entry = journal.get(position);
      if (entry instanceof JournalEntry.Event || position == lastTick) {
        left.add(entry);
      } else if (missing > 0) {
        missing--;
      } else if (random.nextInt(60) == 0) {
        missing = random.nextInt(random.nextInt(3) == 0 ? 200 : 20);
      } else {
        left.add(entry);
      }
    }
    return left;
  }

  private static List<LogLine> byArrival(List<LogLine> lines, SplittableRandom random) {
    record Arrival(LogLine line, Instant at) {}
    return lines.stream()
        .map(
            line -> {
              boolean late = random.nextInt(3) == 0;
              long delay = late ? random.nextLong(LATEST.toMillis()) : 0;
              return new Arrival(line, line.occurredAt().plusMillis(delay));
            })
        .sorted(Comparator.comparing(Arrival::at))
        .map(Arrival::line)
        .toList();
  }

  private static List<LogLine> shuffled(List<LogLine> lines, SplittableRandom random) {
    List<LogLine> shuffled = new ArrayList<>(lines);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      LogLine line = shuffled.get(i);
      shuffled.set(i, shuffled.get(other));
      shuffled.set(other, line);
    }
    return shuffled;
  }
}
