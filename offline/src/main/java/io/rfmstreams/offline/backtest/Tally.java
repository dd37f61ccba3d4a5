package io.rfmstreams.offline.backtest;

import io.rfmstreams.engine.OrderDays;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.EventsFileException;
import io.rfmstreams.offline.events.MemberPlay;
import io.rfmstreams.offline.events.Members.Member;
import org.jspecify.annotations.Nullable;

/** What a backtest, or one part of it, has counted so far. Its size does not grow with the members. */
final class Tally {
  private final Period period;
  private final Ranking bySilence;
  private final Repeats repeats;
  private final RulesTally rules;
  private final @Nullable RulesTally against;
  private long members;
  private long silent;
  private long gainedRight;
  private long gainedWrong;
  private long lostRight;
  private long lostWrong;
  private long afterEnd;
  private long erasedMembers;

  Tally(Period period, RuleBook rules, @Nullable RuleBook against) {
    this.period = period;
    this.bySilence = new Ranking(period.longestSilence());
    this.repeats = new Repeats(period);
    this.rules = new RulesTally(rules, period);
    this.against = against == null ? null : new RulesTally(against, period);
  }

  /**
   * Plays a member, and counts it if it had placed an order by the day the detectors speak.
   *
   * @return what became of its lines up to the end of the horizon
   */
  Account add(Member member) {
    MemberPlay play = member.begin(MemberPlay.Heard.BY_NOBODY);
    play.playTo(period.atDay());
    OrderDays known = play.state().orderDays();
    boolean erased = play.playTo(period.endDay());
    afterEnd += play.left();
    if (known.count() > 0 && erased) {
      erasedMembers++;
    } else if (known.count() > 0) {
      count(member, known, play.state().orderDays());
    }
    return play.account();
  }

  /**
   * @param known its order days as known on the day the detectors speak; at least one
   * @param later its order days as known at the end of the horizon
   */
  private void count(Member member, OrderDays known, OrderDays later) {
    boolean staysSilent = later.count() == 0 || later.last() <= period.atDay();
    members++;
    silent += staysSilent ? 1 : 0;
    bySilence.add(period.atDay() - known.last(), staysSilent);
    repeats.add(later);
    boolean alerted = rules.add(member, known, staysSilent);
    if (against != null) {
      compare(alerted, against.add(member, known, staysSilent), staysSilent);
    }
  }

  private void compare(boolean before, boolean after, boolean right) {
    if (after && !before) {
      gainedRight += right ? 1 : 0;
      gainedWrong += right ? 0 : 1;
    } else if (before && !after) {
      lostRight += right ? 1 : 0;
      lostWrong += right ? 0 : 1;
    }
  }

  void add(Tally other) {
    members += other.members;
    silent += other.silent;
    bySilence.add(other.bySilence);
    repeats.add(other.repeats);
    rules.add(other.rules);
    if (against != null && other.against != null) {
      against.add(other.against);
    }
    gainedRight += other.gainedRight;
    gainedWrong += other.gainedWrong;
    lostRight += other.lostRight;
    lostWrong += other.lostWrong;
    afterEnd += other.afterEnd;
    erasedMembers += other.erasedMembers;
  }

  /**
   * What it all comes to.
   *
   * @param rejectedLines how many lines could not be taken
   * @throws EventsFileException if no member was counted
   */
  Findings findings(String source, long rejectedLines) {
    if (members == 0) {
      throw new EventsFileException(
          "no member has a surviving order up to %s; name a later --at".formatted(period.at()));
    }
    Population population = new Population(members, silent);
    return new Findings(
        source,
        period,
        population,
        new Findings.LeftOut(rejectedLines, afterEnd, erasedMembers),
        bySilence.lift(),
        bySilence.ranksRight(),
        rules.verdict(population, bySilence, repeats),
        against == null ? null : against.verdict(population, bySilence, repeats),
        against == null
            ? null
            : new Findings.Change(gainedRight, gainedWrong, lostRight, lostWrong));
  }
}
