package io.rfmstreams.app.backtest;

import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.events.EventLine;
import io.rfmstreams.app.events.EventsByMember;
import io.rfmstreams.app.events.EventsByMember.Line;
import io.rfmstreams.app.events.EventsFile;
import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.MemberRun;
import io.rfmstreams.engine.OrderDays;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Plays a file up to a day, lets detectors speak, and then looks at what really happened. One member
 * after the other, on all processors and in memory that does not grow with the file.
 */
final class Backtest {
  private final Deployment deployment;
  private final RuleSet rules;
  private final @Nullable RuleSet against;

  /**
   * @param deployment zone, currency and memory that the events are played with
   * @param rules whose detectors speak
   * @param against another rule set to compare with, of the same zone and currency; null for none
   */
  Backtest(Deployment deployment, RuleSet rules, @Nullable RuleSet against) {
    this.deployment = deployment;
    this.rules = rules;
    this.against = against;
  }

  /**
   * Tests the rules on a file.
   *
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @param rejects takes the lines that cannot be taken, in the file's order
   * @throws io.rfmstreams.app.events.EventsFileException if the file cannot be read
   * @throws Failure if it does not hold the days wanted, or the disk does not take what has to be kept
   */
  Findings on(
      EventsFile file,
      Period.Wanted wanted,
      Path scratch,
      Consumer<EventLine.Reject> rejects,
      EventsByMember.Progress progress)
      throws InterruptedException {
    RuleBook facts = factsAlone();
    long[] unread = {0};
    EventsByMember events =
        EventsByMember.read(
            file,
            facts,
            EventsByMember.Order.BY_TIME,
            scratch,
            reject -> {
              unread[0]++;
              rejects.accept(reject);
            },
            progress);
    Period period = Period.of(events, wanted);
    Tally tally = new Tally(period, rules, against);
    tally.rejected = unread[0];
    events.play(
        members -> {
          Tally part = new Tally(period, rules, against);
          members.forEach((id, lines) -> new Member(id, events, facts, period, part).play(lines));
          return part;
        },
        tally::add,
        progress);
    return tally.findings(file.source());
  }

  /** Facts do not hang on rules, so that nobody need be held against any while they are gathered. */
  private RuleBook factsAlone() {
    Set<String> types = new HashSet<>(rules.eventTypes());
    if (against != null) {
      types.addAll(against.eventTypes());
    }
    return RuleBook.of(deployment, RuleSet.forFactsAlone(types));
  }

  /** One member being played. */
  private static final class Member {
    private final EventsByMember events;
    private final RuleBook facts;
    private final Period period;
    private final Tally tally;
    private final MemberRun run;
    private boolean erased;

    Member(String id, EventsByMember events, RuleBook facts, Period period, Tally tally) {
      this.events = events;
      this.facts = facts;
      this.period = period;
      this.tally = tally;
      this.run = new MemberRun(id, events.firstTick(), facts, this::decided);
    }

    void play(List<Line> lines) {
      int next = 0;
      while (next < lines.size() && day(lines.get(next)) <= period.atDay()) {
        take(lines.get(next++));
      }
      OrderDays known = run.state().orderDays();
      erased = false;
      while (next < lines.size() && day(lines.get(next)) <= period.endDay()) {
        take(lines.get(next++));
      }
      tally.afterEnd += lines.size() - next;
      if (known.count() > 0 && erased) {
        tally.erasedMembers++;
      } else if (known.count() > 0) {
        tally.add(known, run.state().orderDays());
      }
    }

    private int day(Line line) {
      return facts.calendar().dayOf(line.event().occurredAt().toEpochMilli());
    }

    private void take(Line line) {
      Fate fate = run.event(line.event(), events.tickBefore(line));
      tally.rejected += fate.kind() == Fate.Kind.DEAD_LETTER ? 1 : 0;
    }

    private void decided(Decision decision) {
      erased |= decision.erased();
    }
  }
}
