package io.rfmstreams.offline.events;

import io.rfmstreams.engine.EventCheck;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.offline.WrongUseException;
import io.rfmstreams.offline.files.ScratchFile;
import io.rfmstreams.offline.files.TemporaryFolder;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file's events gathered by member, each member's in the order they are played, with the ticks that
 * belong between them.
 *
 * <p>Reading a file spreads its events over 128 buckets on disk by the hash of their member, so that a
 * bucket holds all of a member's events. Playing them holds one bucket a processor in memory: some 128th
 * of the file each, and never less than a member with all its events.
 */
public final class EventsByMember {
  private static final int BUCKETS = 128;

  private final ZoneCalendar calendar;
  private final boolean asLogged;
  private final Path directory;
  private final @Nullable LocalDate wantedAsOf;
  private @Nullable LocalDate earliestDay;
  private @Nullable LocalDate latestDay;
  private long latestDayLine;
  private int firstDay = ZoneCalendar.NEVER;
  private int reachedDay;
  private long afterAsOf;
  private final int[] linesIn = new int[BUCKETS];

  /**
   * How a file is played.
   *
   * @param asOf the last day played; null for the day of the latest well-formed line
   * @param asLogged whether lines count in the file's order, late ones late, instead of by time
   */
  public record Order(@Nullable LocalDate asOf, boolean asLogged) {

    /** By time, up to the day of the latest well-formed line. */
    public static final Order BY_TIME = new Order(null, false);

    /**
     * By time, up to a day that was asked for.
     *
     * @param asOf the last day played; null if none was asked for
     * @param option where it was asked for
     * @throws WrongUseException if no line can be of that day
     */
    public static Order byTime(@Nullable LocalDate asOf, String option) {
      LocalDate latest = LocalDate.ofInstant(EventCheck.LATEST, ZoneOffset.UTC);
      if (asOf != null && (asOf.isBefore(LocalDate.EPOCH) || !asOf.isBefore(latest))) {
        throw new WrongUseException(
            "%s is %s, expected a day from %s to before %s"
                .formatted(option, asOf, LocalDate.EPOCH, latest));
      }
      return new Order(asOf, false);
    }

    /** The same, with lines counting in the file's order. */
    public Order inTheFilesOrder() {
      return new Order(asOf, true);
    }
  }

  /** A member's event, the number of its line, and the latest day a line had reached by then. */
  public record Line(long number, int reachedDay, MemberEvent event) {}

  /** Told how far reading a file and playing its members have come. */
  public interface Progress extends EventsFile.Progress {
    /** So many events of so many are played. */
    void played(long events, long of);
  }

  private EventsByMember(RuleBook rules, Order order, Path directory) {
    this.calendar = rules.calendar();
    this.wantedAsOf = order.asOf();
    this.asLogged = order.asLogged();
    this.directory = directory;
  }

  /**
   * Reads a file.
   *
   * @param directory an empty one for the buckets; the caller removes it
   * @param lines takes every line, in the file's order, also those that cannot be taken
   * @throws EventsFileException if the file cannot be read or its header is no events header
   * @throws UncheckedIOException if the buckets cannot be written
   */
  public static EventsByMember read(
      EventsFile file,
      RuleBook rules,
      Order order,
      Path directory,
      Consumer<EventLine> lines,
      EventsFile.Progress progress) {
    EventsByMember events = new EventsByMember(rules, order, directory);
    try (Buckets buckets = new Buckets(directory)) {
      file.read(
          rules,
          line -> {
            lines.accept(line);
            if (line instanceof EventLine.Event event) {
              events.take(event, buckets);
            }
          },
          progress);
    } catch (IOException e) {
      throw TemporaryFolder.cannotWrite(directory, e);
    }
    return events;
  }

  private void take(EventLine.Event line, Buckets buckets) {
    long at = line.event().occurredAt().toEpochMilli();
    LocalDate day = LocalDate.ofEpochDay(calendar.dayOf(at));
    if (earliestDay == null || day.isBefore(earliestDay)) {
      earliestDay = day;
    }
    if (latestDay == null || day.isAfter(latestDay)) {
      latestDay = day;
      latestDayLine = line.number();
    }
    if (wantedAsOf != null && day.isAfter(wantedAsOf)) {
      afterAsOf++;
      return;
    }
    int asOfDay = calendar.asOfDay(at);
    reachedDay = asLogged ? Math.max(reachedDay, asOfDay) : asOfDay;
    boolean first = asLogged ? firstDay == ZoneCalendar.NEVER : asOfDay < firstDay;
    firstDay = first ? asOfDay : firstDay;
    int bucket = Math.floorMod(line.event().memberId().hashCode(), BUCKETS);
    buckets.write(bucket, new Line(line.number(), reachedDay, line.event()));
    linesIn[bucket]++;
  }

  /**
   * Plays all members, bucket after bucket, on all processors. Any thread may play any bucket, in any
   * order.
   *
   * @param part plays some members, each with its events in the order they are played
   * @param result takes what that gives, in the buckets' order, on the calling thread
   */
  public <T> void play(
      Function<Map<String, List<Line>>, T> part, Consumer<T> result, Progress progress)
      throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      Queue<Future<T>> parts = new ArrayDeque<>();
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        int number = bucket;
        parts.add(threads.submit(() -> part.apply(members(number))));
      }
      long all = IntStream.of(linesIn).asLongStream().sum();
      long played = 0;
      for (int lines : linesIn) {
        result.accept(parts.remove().get());
        played += lines;
        progress.played(played, all);
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } finally {
      threads.shutdownNow();
    }
  }

  int buckets() {
    return BUCKETS;
  }

  Map<String, List<Line>> members(int bucket) {
    Map<String, List<Line>> members = new HashMap<>();
    Path file = file(directory, bucket);
    try (DataInputStream in = ScratchFile.read(file)) {
      for (int i = 0; i < linesIn[bucket]; i++) {
        Line line = new Line(in.readLong(), in.readInt(), StoredEvent.read(in));
        members.computeIfAbsent(line.event().memberId(), id -> new ArrayList<>()).add(line);
      }
    } catch (IOException e) {
      throw TemporaryFolder.cannotReadBack(file, e);
    }
    if (!asLogged) {
      members
          .values()
          .forEach(lines -> lines.sort(Comparator.comparing(line -> line.event().occurredAt())));
    }
    return members;
  }

  /** The last day played; null if there was no well-formed line to tell. */
  public @Nullable LocalDate asOf() {
    return wantedAsOf == null ? latestDay : wantedAsOf;
  }

  /** The line that set the as-of day, the first of its day; null if the day was named or none is. */
  public @Nullable Long asOfSetByLine() {
    return wantedAsOf == null && latestDay != null ? latestDayLine : null;
  }

  /** The day of the earliest well-formed line; null if there is none. */
  public @Nullable LocalDate earliestDay() {
    return earliestDay;
  }

  /** The day of the latest well-formed line, also if it lies after the as-of day; null if there is none. */
  public @Nullable LocalDate latestDay() {
    return latestDay;
  }

  /** How many well-formed events lie after the as-of day. */
  public long afterAsOf() {
    return afterAsOf;
  }

  /** The day a line counts on. */
  int dayOf(Line line) {
    return calendar.dayOf(line.event().occurredAt().toEpochMilli());
  }

  /** The first tick: the start of the day after the first line's. */
  public Instant firstTick() {
    return firstDay == ZoneCalendar.NEVER ? Instant.MAX : startOf(firstDay + 1);
  }

  /** The last tick before a line; the epoch if there is none. */
  public Instant tickBefore(Line line) {
    return lastTickUpTo(line.reachedDay());
  }

  /** The last tick of all, at the start of the as-of day; the epoch if there is none. */
  public Instant lastTick() {
    LocalDate asOf = asOf();
    return asOf == null ? Instant.EPOCH : lastTickUpTo((int) asOf.toEpochDay());
  }

  /** The last tick up to the start of a day; the epoch if there is none. */
  Instant lastTickUpTo(int day) {
    return day > firstDay ? startOf(day) : Instant.EPOCH;
  }

  private Instant startOf(int day) {
    return Instant.ofEpochMilli(calendar.startOf(day));
  }

  private static Path file(Path directory, int bucket) {
    return directory.resolve("bucket-" + bucket);
  }

  /** The files being written. */
  private static final class Buckets implements AutoCloseable {
    private final Path directory;
    private final List<DataOutputStream> files = new ArrayList<>(BUCKETS);

    Buckets(Path directory) throws IOException {
      this.directory = directory;
      for (int bucket = 0; bucket < BUCKETS; bucket++) {
        files.add(ScratchFile.write(file(directory, bucket)));
      }
    }

    void write(int bucket, Line line) {
      try {
        DataOutputStream file = files.get(bucket);
        file.writeLong(line.number());
        file.writeInt(line.reachedDay());
        StoredEvent.write(line.event(), file);
      } catch (IOException e) {
        throw TemporaryFolder.cannotWrite(directory, e);
      }
    }

    @Override
    public void close() throws IOException {
      for (DataOutputStream file : files) {
        file.close();
      }
    }
  }
}
