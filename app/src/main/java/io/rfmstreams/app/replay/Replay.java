package io.rfmstreams.app.replay;

import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.events.EventLine;
import io.rfmstreams.app.events.EventsByMember;
import io.rfmstreams.app.events.EventsByMember.Line;
import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.Lifecycle;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberRun;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * The engine alone over a whole file. One member is played after the other, on all processors: what is
 * said about a member follows from its own events and the ticks, so neither the order of members nor
 * the number of threads shows.
 */
public final class Replay {
  private final Lifecycle lifecycle = new Lifecycle();
  private final RuleBook rules;
  private final EventsByMember events;
  private final ReplayOutput output;

  private Replay(RuleBook rules, EventsByMember events, ReplayOutput output) {
    this.rules = rules;
    this.events = events;
    this.output = output;
  }

  /** Told how far it has come. */
  public interface Progress extends EventsFile.Progress {
    /** So many events of so many are played. */
    void played(long events, long of);
  }

  /**
   * Replays a file.
   *
   * @param file the events
   * @param rules the timeline of rule sets
   * @param order how the lines are played
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @throws io.rfmstreams.app.events.EventsFileException if the file cannot be read
   * @throws Failure if the disk does not take what has to be kept there
   */
  public static Replayed of(
      EventsFile file,
      RuleBook rules,
      EventsByMember.Order order,
      Path scratch,
      ReplayOutput output,
      Progress progress)
      throws InterruptedException {
    Account account = new Account();
    EventsByMember events;
    try (ReplayOutput.Part part = output.part()) {
      events =
          EventsByMember.read(
              file,
              rules,
              order,
              scratch,
              reject -> {
                account.rejected++;
                part.rejected(reject);
              },
              progress);
    }
    account.afterAsOf = events.afterAsOf();
    new Replay(rules, events, output).play(account, progress);
    return account.replayed(events.asOf(), events.asOfSetByLine());
  }

  private void play(Account account, Progress progress) throws InterruptedException {
    ExecutorService threads =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    try {
      List<Future<Account>> parts = new ArrayList<>();
      for (int bucket = 0; bucket < events.buckets(); bucket++) {
        int number = bucket;
        parts.add(threads.submit(() -> play(number)));
      }
      long all = IntStream.range(0, events.buckets()).mapToLong(events::events).sum();
      long played = 0;
      for (int bucket = 0; bucket < parts.size(); bucket++) {
        account.add(parts.get(bucket).get());
        played += events.events(bucket);
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

  private Account play(int bucket) {
    Account account = new Account();
    try (ReplayOutput.Part part = output.part()) {
      for (Map.Entry<String, List<Line>> member : events.members(bucket).entrySet()) {
        new Member(member.getKey(), part, account).play(member.getValue());
      }
    }
    return account;
  }

  /** One member being played. */
  private final class Member {
    private final String memberId;
    private final ReplayOutput.Part part;
    private final Account account;
    private final MemberRun run;
    private long paidMinor;

    Member(String memberId, ReplayOutput.Part part, Account account) {
      this.memberId = memberId;
      this.part = part;
      this.account = account;
      this.run = new MemberRun(memberId, events.firstTick(), rules, this::decided);
    }

    void play(List<Line> lines) {
      for (Line line : lines) {
        take(line);
      }
      run.advanceTo(events.lastTick());
      MemberState state = run.state();
      account.paidMinor += paidMinor;
      if (state.isKnown()) {
        account.unsettled = account.unsettled.plus(state.unsettled());
        account.inMembersMinor += state.lifetimeMinor(rules);
        if (!state.isForgotten()) {
          account.members++;
          LocalDate asOf = Objects.requireNonNull(events.asOf(), "there was a line");
          part.member(lifecycle.picture(state, memberId, asOf, rules));
        }
      }
    }

    private void take(Line line) {
      MemberEvent event = line.event();
      Instant tick = events.tickBefore(line);
      Fate fate = run.event(event, tick);
      account.count(fate.kind());
      Rejection rejection = fate.rejection();
      if (rejection != null) {
        part.rejected(new EventLine.Reject(line.number(), rejection));
      }
      Long amount = event.amountMinor();
      if (fate.kind() == Fate.Kind.ACCEPTED && amount != null) {
        boolean paid = event.type().equals(MemberEvent.PURCHASE);
        paidMinor = Math.addExact(paidMinor, paid ? amount : -amount);
      }
    }

    private void decided(Decision decision) {
      decision.transitions().forEach(part::transition);
      decision.triggers().forEach(part::trigger);
      decision.triggers().forEach(account::count);
      account.transitions += decision.transitions().size();
      if (decision.erased()) {
        account.paidMinor += paidMinor;
        account.forgottenMinor += paidMinor;
        paidMinor = 0;
      }
    }
  }
}
