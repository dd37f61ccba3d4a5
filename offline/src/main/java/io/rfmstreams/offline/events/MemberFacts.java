package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.MemberRun;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.offline.events.EventsByMember.Line;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A file's members, each played by the engine for what is known of it: refunds, duplicates and late
 * lines count as everywhere. Facts do not depend on rules, so that nobody is held against any. Every
 * line is accounted for.
 */
public final class MemberFacts {
  private final RuleBook rules;
  private final EventsByMember events;
  private final LineAccount lines;

  private MemberFacts(RuleBook rules, EventsByMember events, LineAccount lines) {
    this.rules = rules;
    this.events = events;
    this.lines = lines;
  }

  /**
   * Reads a file.
   *
   * @param eventTypes types beyond the well-known ones that are accepted
   * @param lines gets to know what becomes of every line, of those that could be read when its member
   *     is played
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @throws EventsFileException if the file cannot be read
   * @throws EventsFileException if a quote that is not closed hides the file's end, or the disk does not take what has
   *     to be kept
   */
  public static MemberFacts read(
      EventsFile file,
      Deployment deployment,
      Set<String> eventTypes,
      EventsByMember.Order order,
      LineAccount lines,
      Path scratch,
      EventsByMember.Progress progress) {
    RuleBook rules = RuleBook.of(deployment, RuleSet.forFactsAlone(eventTypes));
    EventsByMember events;
    try (IdNotices ids = new IdNotices(scratch)) {
      events =
          EventsByMember.read(
              file,
              rules,
              order,
              scratch,
              line -> {
                if (line instanceof EventLine.Event event) {
                  ids.take(event);
                } else if (line instanceof EventLine.Reject reject) {
                  lines.reject(reject);
                }
              },
              progress);
      ids.tell().forEach(lines::notice);
    }
    if (lines.rejects().notReadToEnd(file.source()) != null) {
      throw new EventsFileException(String.valueOf(lines.rejects().notReadToEnd(file.source())));
    }
    LocalDate asOf = events.asOf();
    Long setBy = events.asOfSetByLine();
    if (asOf != null && setBy != null) {
      lines.reaches(asOf, setBy);
    }
    return new MemberFacts(rules, events, lines);
  }

  /** The days of the file. */
  public EventsByMember events() {
    return events;
  }

  /**
   * Plays all members, on all processors.
   *
   * @param parts makes what some members are gathered in
   * @param each adds a member to such a part, on any thread
   * @param result takes the parts, in the same order each time, on the calling thread
   */
  public <T> void play(
      Supplier<T> parts,
      BiConsumer<T, Member> each,
      Consumer<T> result,
      EventsByMember.Progress progress)
      throws InterruptedException {
    events.play(
        members -> {
          Part<T> part = new Part<>(parts.get(), new LineAccount());
          members.forEach((id, of) -> each.accept(part.gathered, new Member(id, of, part.lines)));
          return part;
        },
        part -> {
          lines.add(part.lines);
          result.accept(part.gathered);
        },
        progress);
  }

  private record Part<T>(T gathered, LineAccount lines) {}

  /** One member on its way through its lines. */
  public final class Member {
    private final String id;
    private final List<Line> lines;
    private final LineAccount account;
    private final MemberRun run;
    private int next;
    private boolean erased;

    private Member(String id, List<Line> lines, LineAccount account) {
      this.id = id;
      this.lines = lines;
      this.account = account;
      this.run =
          new MemberRun(id, events.firstTick(), rules, decision -> erased |= decision.erased());
    }

    /**
     * Takes its events up to the end of a day.
     *
     * @return whether it was erased by one of them
     */
    public boolean playTo(int day) {
      erased = false;
      while (next < lines.size() && dayOf(lines.get(next)) <= day) {
        Line line = lines.get(next++);
        account.count(line.number(), run.event(line.event(), events.tickBefore(line)));
      }
      return erased;
    }

    /** Takes all events that are left. */
    public void playToEnd() {
      playTo(ZoneCalendar.NEVER);
    }

    /** What is known of it by now. */
    public MemberState state() {
      return run.state();
    }

    /** How many of its events are not taken yet. */
    public int left() {
      return lines.size() - next;
    }

    /**
     * Plays the member from its first event under rules, up to the end of a day. Its facts stay as they
     * are, and its lines are not counted again.
     *
     * @param output takes each decision that says something
     */
    public void playUnder(RuleBook others, int day, Consumer<Decision> output) {
      MemberRun underRules = new MemberRun(id, events.firstTick(), others, output);
      for (Line line : lines) {
        if (dayOf(line) <= day) {
          underRules.event(line.event(), events.tickBefore(line));
        }
      }
      underRules.advanceTo(events.lastTickUpTo(day));
    }

    private int dayOf(Line line) {
      return rules.calendar().dayOf(line.event().occurredAt().toEpochMilli());
    }
  }
}
