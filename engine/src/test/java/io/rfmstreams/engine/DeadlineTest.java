package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.JournalEntry;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/**
 * A deadline is exact: on no day before it does anything change, and on it something does. Found the
 * slow way, by looking at every day, for members of hostile logs under default and random rules.
 */
class DeadlineTest {

  /** Longer than any cut or window in these rules. */
  private static final int HORIZON_DAYS = 800;

  private final Lifecycle lifecycle = new Lifecycle();

  @Property(tries = 150, seed = "11")
  @Tag("long")
  void deadline_isTheFirstDayOnWhichSomethingDiffers(@ForAll @LongRange(min = 0) long seed) {
    Case theCase = Case.seeded(seed);
    SplittableRandom random = new SplittableRandom(seed);
    theCase.play(
        lifecycle,
        (memberId, decision) -> {
          if (random.nextInt(12) == 0) {
            assertThat(withinHorizon(decision, theCase.rules))
                .isEqualTo(firstDifference(decision.next(), memberId, theCase.rules));
          }
        });
  }

  @Property(tries = 150, seed = "12")
  @Tag("long")
  void oneLongAdvance_movesAsManyShortOnesWould(@ForAll @LongRange(min = 0) long seed) {
    Case theCase = Case.seeded(seed);
    theCase
        .play(lifecycle, (memberId, decision) -> {})
        .forEach((memberId, state) -> assertAdvances(memberId, state, theCase.rules));
  }

  /** Under rules of any day, and in both directions of time. */
  @Property(tries = 150, seed = "13")
  void aStandingOnAnotherDay_isWhatTheHistorySays(@ForAll @LongRange(min = 0) long seed) {
    Case theCase = Case.seeded(seed);
    SplittableRandom random = new SplittableRandom(seed);
    theCase.play(
        lifecycle,
        (memberId, decision) -> {
          MemberState state = decision.next();
          History history = state.purchases().history();
          int today = theCase.rules.calendar().asOfDay(state.standsAt());
          int day = today + random.nextInt(HORIZON_DAYS);
          int another = today + random.nextInt(HORIZON_DAYS);
          Ruler ruler = theCase.rules.ruler(theCase.rules.versionOn(another));
          Standing wanted = ruler.standing(history, another);
          Standing found = ruler.onDay(ruler.standing(history, day), another);
          assertThat(found.day()).isEqualTo(another);
          assertThat(found.rfm()).isEqualTo(wanted.rfm());
          assertThat(found.values()).isEqualTo(wanted.values());
          assertThat(found.segments()).isEqualTo(wanted.segments());
        });
  }

  private void assertAdvances(String memberId, MemberState state, RuleBook rules) {
    ZoneCalendar calendar = rules.calendar();
    int today = calendar.asOfDay(state.standsAt());
    List<String> stepwise = new ArrayList<>();
    MemberState stepped = state;
    int end = endOfChanges(today, rules);
    for (int day = today + 1; day <= end; day++) {
      Instant tick = Instant.ofEpochMilli(calendar.startOf(day));
      Decision decision = lifecycle.advance(stepped, memberId, tick, rules);
      decision.transitions().forEach(transition -> stepwise.add(undetected(transition)));
      assertThat(decision.transitions()).extracting(Transition::detectedAt).allMatch(tick::equals);
      stepped = decision.next();
    }
    Instant last = Instant.ofEpochMilli(calendar.startOf(end));
    Decision atOnce = lifecycle.advance(state, memberId, last, rules);
    assertThat(atOnce.transitions()).extracting(Transition::detectedAt).allMatch(last::equals);
    assertThat(atOnce.transitions().stream().map(DeadlineTest::undetected)).isEqualTo(stepwise);
    assertThat(MemberStateCodec.encode(atOnce.next())).isEqualTo(MemberStateCodec.encode(stepped));
  }

  private static String undetected(Transition t) {
    return "%d %s %s->%s %s %s %s %s %s %d"
        .formatted(
            t.sequence(),
            t.axis(),
            t.from(),
            t.to(),
            t.cause(),
            t.effectiveAt(),
            t.before(),
            t.after(),
            t.reason(),
            t.ruleVersion());
  }

  /** The deadline; null if it lies beyond the days looked at, where a survival model may put it. */
  private static @Nullable Instant withinHorizon(Decision decision, RuleBook rules) {
    int today = rules.calendar().asOfDay(decision.next().standsAt());
    Instant end = Instant.ofEpochMilli(rules.calendar().startOf(endOfChanges(today, rules)));
    Instant deadline = Lifecycle.due(decision.next(), rules);
    return deadline == null || deadline.isAfter(end) ? null : deadline;
  }

  private @Nullable Instant firstDifference(MemberState state, String memberId, RuleBook rules) {
    ZoneCalendar calendar = rules.calendar();
    int today = calendar.asOfDay(state.standsAt());
    Look now = look(state, memberId, today, rules);
    int end = endOfChanges(today, rules);
    for (int day = today + 1; day <= end; day++) {
      boolean skipped = calendar.startOf(day) == calendar.startOf(day + 1);
      if (!skipped && !look(state, memberId, day, rules).equals(now)) {
        return Instant.ofEpochMilli(calendar.startOf(day));
      }
    }
    return null;
  }

  private static int endOfChanges(int today, RuleBook rules) {
    int latest = today;
    for (RuleBook.Version version : rules.versions()) {
      latest = Math.max(latest, (int) version.effectiveFrom().toEpochDay());
    }
    return latest + HORIZON_DAYS;
  }

  /** What a deadline is about. */
  private record Look(int r, int f, int m, Map<String, String> segments, int version) {}

  private Look look(MemberState state, String memberId, int day, RuleBook rules) {
    MemberPicture picture = lifecycle.picture(state, memberId, LocalDate.ofEpochDay(day), rules);
    RfmValues rfm = picture.rfm();
    return new Look(rfm.r(), rfm.f(), rfm.m(), picture.segments(), rules.versionOn(day));
  }

  /** A hostile log, and default or random rules. */
  record Case(RuleBook rules, List<JournalEntry> journal) {

    interface Watcher {
      void decided(String memberId, Decision decision);
    }

    static Case seeded(long seed) {
      OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
      SplittableRandom random = new SplittableRandom(seed);
      if (random.nextInt(3) == 0) {
        return new Case(scenario.rules(), scenario.journal());
      }
      List<Instant> ticks =
          scenario.journal().stream()
              .filter(JournalEntry.Tick.class::isInstance)
              .map(entry -> ((JournalEntry.Tick) entry).at())
              .toList();
      if (ticks.isEmpty()) {
        return new Case(scenario.rules(), scenario.journal());
      }
      ZoneCalendar calendar = scenario.rules().calendar();
      int first = calendar.asOfDay(ticks.get(0).toEpochMilli());
      int last = calendar.asOfDay(ticks.get(ticks.size() - 1).toEpochMilli());
      RuleBook rules =
          new RandomRules(random, scenario.rules().deployment())
              .book(LocalDate.ofEpochDay(first), LocalDate.ofEpochDay(last + 300L));
      return new Case(rules, scenario.journal());
    }

    /** Decides everything by hand, without a partition; gives the members as they are at the end. */
    Map<String, MemberState> play(Lifecycle lifecycle, Watcher watcher) {
      Map<String, MemberState> members = new HashMap<>();
      Instant lastTick = Instant.EPOCH;
      for (JournalEntry entry : journal) {
        if (entry instanceof JournalEntry.Tick tick) {
          lastTick = tick.at();
          members.replaceAll((id, state) -> lifecycle.advance(state, id, tick.at(), rules).next());
        } else if (entry instanceof JournalEntry.Event event) {
          MemberEvent memberEvent = Played.event(event.line());
          String id = memberEvent.memberId();
          MemberState state = members.getOrDefault(id, MemberState.unknown());
          Instant seenAt = state.seenAt(memberEvent.occurredAt(), lastTick);
          Decision decision = lifecycle.decide(state, memberEvent, seenAt, rules);
          members.put(id, decision.next());
          watcher.decided(id, decision);
        }
      }
      return members;
    }
  }
}
