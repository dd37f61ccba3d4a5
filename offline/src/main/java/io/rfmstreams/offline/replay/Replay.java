package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Effect;
import io.rfmstreams.engine.Lifecycle;
import io.rfmstreams.engine.MemberState;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventLine;
import io.rfmstreams.offline.events.EventsByMember;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.events.MemberPlay;
import io.rfmstreams.offline.events.Members;
import io.rfmstreams.offline.events.Members.Member;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.Stream;

/**
 * The engine alone over a whole file. One member is played after the other, on all processors: what is
 * said about a member follows from its own events and the ticks, so neither the order of members nor
 * the number of threads shows.
 */
public final class Replay {
  private final Lifecycle lifecycle = new Lifecycle();
  private final RuleBook rules;
  private final Members members;
  private final ReplayOutput output;

  private Replay(RuleBook rules, Members members, ReplayOutput output) {
    this.rules = rules;
    this.members = members;
    this.output = output;
  }

  /**
   * Replays a file.
   *
   * @param file the events
   * @param rules the timeline of rule sets
   * @param order how the lines are played
   * @param scratch an empty folder with room for what the file holds; the caller removes it
   * @return where every line and every amount went
   * @throws io.rfmstreams.offline.events.EventsFileException if the file cannot be read
   * @throws UncheckedIOException if the disk does not take what has to be kept there
   */
  public static Account of(
      EventsFile file,
      RuleBook rules,
      EventsByMember.Order order,
      Path scratch,
      ReplayOutput output,
      EventsByMember.Progress progress)
      throws InterruptedException {
    Members members;
    try (ReplayOutput.Part part = output.part()) {
      members = Members.read(file, rules, order, part::rejected, account -> {}, scratch, progress);
    }
    members.play(new Replay(rules, members, output)::play, progress);
    return members.account().noticingOrdersToldAgain(rules.deployment().currency());
  }

  private Account play(Stream<Member> some) {
    try (ReplayOutput.Part part = output.part()) {
      return some.map(member -> play(member, part)).reduce(Account.NONE, Account::plus);
    }
  }

  private Account play(Member member, ReplayOutput.Part part) {
    MemberPlay play = member.begin(new Findings(part));
    play.playToEnd();
    play.advanceToAsOf();
    MemberState state = play.state();
    LocalDate asOf = members.events().asOf();
    if (asOf != null && state.isKnown() && !state.isForgotten()) {
      part.member(lifecycle.picture(state, member.id(), asOf, rules));
    }
    return play.account();
  }

  /** Puts what is said of a member where the thread's findings go. */
  private record Findings(ReplayOutput.Part part) implements MemberPlay.Heard {

    @Override
    public void decided(Decision decision) {
      for (Effect effect : decision.effects()) {
        if (effect instanceof Transition transition) {
          part.transition(transition);
        } else if (effect instanceof WinbackSignal signal) {
          part.signal(signal);
        }
      }
    }

    @Override
    public void rejected(EventLine.Reject reject) {
      part.rejected(reject);
    }
  }
}
