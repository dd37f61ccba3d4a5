package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.offline.events.EventsByMember.Line;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A file's members, to be played by the engine one after the other. Every line is accounted for. */
public final class Members {
  private final RuleBook rules;
  private final EventsByMember events;
  private final Consumer<Account> known;
  private Account account;

  private Members(RuleBook rules, EventsByMember events, Account account, Consumer<Account> known) {
    this.rules = rules;
    this.events = events;
    this.account = account;
    this.known = known;
  }

  /**
   * Reads a file.
   *
   * @param rules what its members are played under
   * @param order how the lines are played
   * @param rejected takes each line that cannot be read, in the file's order
   * @param known takes the account whenever more of it is known, also of what was read of a file that
   *     then cannot be; the last one counts
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @throws EventsFileException if the file cannot be read
   * @throws UncheckedIOException if the disk does not take what has to be kept there
   */
  public static Members read(
      EventsFile file,
      RuleBook rules,
      EventsByMember.Order order,
      Consumer<EventLine.Reject> rejected,
      Consumer<Account> known,
      Path scratch,
      EventsByMember.Progress progress) {
    Rejects rejects = new Rejects();
    try (IdNotices ids = new IdNotices(scratch)) {
      EventsByMember events =
          EventsByMember.read(
              file,
              rules,
              order,
              scratch,
              line -> {
                if (line instanceof EventLine.Event event) {
                  ids.take(event);
                } else if (line instanceof EventLine.Reject reject) {
                  rejects.soFar = rejects.soFar.plus(reject);
                  rejected.accept(reject);
                }
              },
              progress);
      Account account = Account.of(events, rejects.soFar, ids.tell());
      known.accept(account);
      return new Members(rules, events, account, known);
    } catch (RuntimeException e) {
      known.accept(Account.of(rejects.soFar, List.of()));
      throw e;
    }
  }

  /**
   * Reads a file whose members are played for what is known of them: refunds, duplicates and late lines
   * count as everywhere. Facts do not depend on rules, so that nobody is held against any.
   *
   * @param eventTypes types beyond the well-known ones that are accepted
   * @param known takes the account whenever more of it is known, also of what was read of a file that
   *     then cannot be; the last one counts
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @throws EventsFileException if the file cannot be read, or a quote that is not closed hides its end
   * @throws UncheckedIOException if the disk does not take what has to be kept there
   */
  public static Members readFacts(
      EventsFile file,
      Deployment deployment,
      Set<String> eventTypes,
      EventsByMember.Order order,
      Consumer<Account> known,
      Path scratch,
      EventsByMember.Progress progress) {
    RuleBook facts = RuleBook.of(deployment, RuleSet.forFactsAlone(eventTypes));
    Members members = read(file, facts, order, reject -> {}, known, scratch, progress);
    String hidden = members.account.rejects().notReadToEnd(file.source());
    if (hidden != null) {
      throw new EventsFileException(hidden);
    }
    return members;
  }

  /** The days of the file. */
  public EventsByMember events() {
    return events;
  }

  /** What became of the lines so far. */
  public Account account() {
    return account;
  }

  /**
   * Plays all members, on all processors.
   *
   * @param some plays some members, on any thread, and says what became of their lines
   */
  public void play(Function<Stream<Member>, Account> some, EventsByMember.Progress progress)
      throws InterruptedException {
    events.play(members -> some.apply(all(members)), this::add, progress);
  }

  /**
   * Plays all members, on all processors, and gathers what they come to.
   *
   * @param parts makes what some members are gathered in
   * @param each plays a member into such a part, on any thread, and says what became of its lines
   * @param result takes the parts, in the same order each time, on the calling thread
   */
  public <T> void gather(
      Supplier<T> parts,
      BiFunction<T, Member, Account> each,
      Consumer<T> result,
      EventsByMember.Progress progress)
      throws InterruptedException {
    events.play(
        members -> {
          T gathered = parts.get();
          Account played =
              all(members)
                  .map(member -> each.apply(gathered, member))
                  .reduce(Account.NONE, Account::plus);
          return new Part<>(gathered, played);
        },
        part -> {
          add(part.account);
          result.accept(part.gathered);
        },
        progress);
  }

  private Stream<Member> all(Map<String, List<Line>> members) {
    return members.entrySet().stream()
        .map(member -> new Member(member.getKey(), member.getValue(), events, rules));
  }

  private void add(Account part) {
    account = account.plus(part);
    known.accept(account);
  }

  private record Part<T>(T gathered, Account account) {}

  /** The rejects met so far. */
  private static final class Rejects {
    private RejectSummary soFar = RejectSummary.NONE;
  }

  /** A member and its lines, in the order they are played. */
  public static final class Member {
    private final String id;
    private final List<Line> lines;
    private final EventsByMember events;
    private final RuleBook rules;

    private Member(String id, List<Line> lines, EventsByMember events, RuleBook rules) {
      this.id = id;
      this.lines = lines;
      this.events = events;
      this.rules = rules;
    }

    public String id() {
      return id;
    }

    /** The member before its first line, under the rules its file was read for. */
    public MemberPlay begin(MemberPlay.Heard heard) {
      return under(rules, heard);
    }

    /** The member before its first line, under others. */
    public MemberPlay under(RuleBook others, MemberPlay.Heard heard) {
      return new MemberPlay(id, lines, events, others, heard);
    }
  }
}
