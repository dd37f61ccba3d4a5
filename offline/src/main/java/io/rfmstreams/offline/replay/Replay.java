package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Effect;
import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.Lifecycle;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.MemberRun;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.offline.events.EventLine;
import io.rfmstreams.offline.events.EventsByMember.Line;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.events.IdNotices;
import io.rfmstreams.offline.events.Notice;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

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

  /**
   * Replays a file.
   *
   * @param file the events
   * @param rules the timeline of rule sets
   * @param order how the lines are played
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @throws io.rfmstreams.offline.events.EventsFileException if the file cannot be read
   * @throws UncheckedIOException if the disk does not take what has to be kept there
   */
  public static Replayed of(
      EventsFile file,
      RuleBook rules,
      EventsByMember.Order order,
      Path scratch,
      ReplayOutput output,
      EventsByMember.Progress progress)
      throws InterruptedException {
    Account account = new Account();
    EventsByMember events;
    List<Notice> notices;
    try (ReplayOutput.Part part = output.part();
        IdNotices ids = new IdNotices(scratch)) {
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
                  account.rejects.add(reject);
                  part.rejected(reject);
                }
              },
              progress);
      notices = new ArrayList<>(ids.tell());
    }
    account.afterAsOf = events.afterAsOf();
    Replay replay = new Replay(rules, events, output);
    events.play(replay::play, account::add, progress);
    account.noticeOrdersToldAgain(rules.deployment().currency()).ifPresent(notices::add);
    return account.replayed(events.asOf(), events.asOfSetByLine(), notices);
  }

  private Account play(Map<String, List<Line>> members) {
    Account account = new Account();
    try (ReplayOutput.Part part = output.part()) {
      members.forEach((memberId, lines) -> new Member(memberId, part, account).play(lines));
    }
    return account;
  }

  /** One member being played. */
  private final class Member {
    private final String memberId;
    private final ReplayOutput.Part part;
    private final Account account;
    private final MemberRun run;
    private final Map<String, Integer> timesTold = new HashMap<>();
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
        account.inMembersMinor += state.lifetimeMinor();
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
        EventLine.Reject reject = new EventLine.Reject(line.number(), rejection);
        account.rejects.add(reject);
        part.rejected(reject);
      }
      Long amount = event.amountMinor();
      if (fate.kind() == Fate.Kind.ACCEPTED && amount != null) {
        boolean paid = event.type().equals(MemberEvent.PURCHASE);
        paidMinor = Math.addExact(paidMinor, paid ? amount : -amount);
        if (paid && event.orderId() != null) {
          tell(event.orderId(), amount);
        }
      }
    }

    /** Amounts of one order add up: right for its lines, wrong for an order told anew. */
    private void tell(String orderId, long amountMinor) {
      Integer told = timesTold.merge(orderId, 1, Integer::sum);
      if (told > 1) {
        account.ordersToldAgain += told == 2 ? 1 : 0;
        account.toldAgainMinor += amountMinor;
      }
    }

    private void decided(Decision decision) {
      account.tally = account.tally.plus(decision.tally());
      for (Effect effect : decision.effects()) {
        if (effect instanceof Transition transition) {
          account.transitions++;
          part.transition(transition);
        } else if (effect instanceof WinbackSignal signal) {
          part.signal(signal);
        } else if (effect instanceof Effect.Forgotten) {
          forget();
        }
      }
    }

    private void forget() {
      account.paidMinor += paidMinor;
      account.forgottenMinor += paidMinor;
      paidMinor = 0;
      timesTold.clear();
    }
  }
}
