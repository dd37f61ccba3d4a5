package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static io.rfmstreams.oracle.RuleParameters.retailDemo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.RuleParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

/** A version that is read after a member was decided: it is due all the same, though nothing happens. */
class LateVersionsTest {

  private static final RuleParameters DEFAULT = defaultRetail();

  /** At-risk 60 instead of 90. */
  private static final RuleParameters STRICTER =
      retailDemo().withZone(DEFAULT.zone()).withCurrency(DEFAULT.currency());

  private static final RuleBook.Version FIRST = version(DEFAULT, "2026-01-01");
  private static final RuleBook BEFORE = book(FIRST);

  private final Lifecycle lifecycle = new Lifecycle();
  private RuleBook known = BEFORE;
  private final MemoryStores stores = new MemoryStores();
  private final List<String> moves = new ArrayList<>();
  private final Partition partition = new Partition(() -> known, stores, this::note);

  private static RuleBook.Version version(RuleParameters parameters, String from) {
    return new RuleBook.Version(DefaultRules.ruleSet(parameters), LocalDate.parse(from));
  }

  private static RuleBook book(RuleBook.Version... versions) {
    return new RuleBook(DefaultRules.deployment(DEFAULT), List.of(versions));
  }

  private void note(String memberId, Decision decision, long causeTimestamp) {
    for (Transition t : decision.transitions()) {
      if (t.axis().equals("lifecycle")) {
        moves.add("%s by %s on %s".formatted(t.to(), t.cause(), day(t.effectiveAt())));
      }
    }
  }

  private static LocalDate day(Instant at) {
    return LocalDate.ofEpochDay(BEFORE.calendar().asOfDay(at.toEpochMilli()));
  }

  private static Instant startOf(String day) {
    return Instant.ofEpochMilli(BEFORE.calendar().startOf((int) LocalDate.parse(day).toEpochDay()));
  }

  private void does(String type, String day) {
    Instant at = startOf(day).plusSeconds(3600);
    Long amount = type.equals("purchase") ? 1_000L : null;
    partition.event(
        new MemberEvent("on " + day, "m1", type, at, amount, "CNY", null, null, null, Map.of()),
        at.toEpochMilli());
  }

  private void dayBegins(String day) {
    partition.tick(startOf(day), startOf(day).toEpochMilli());
    partition.drain(Integer.MAX_VALUE);
  }

  private MemberState m1() {
    return stores.member("m1");
  }

  @Test
  void quietMember_isDueWhenTheVersionBegins() {
    does("purchase", "2026-01-01");
    dayBegins("2026-01-31"); // is new no more
    dayBegins("2026-03-02"); // a score falls
    assertThat(Lifecycle.due(m1(), BEFORE)).isEqualTo(startOf("2026-04-01"));
    RuleBook extended = book(FIRST, version(STRICTER, "2026-03-10"));
    assertThat(Lifecycle.due(m1(), extended)).isEqualTo(startOf("2026-03-10"));
    assertThat(lifecycle.advance(m1(), "m1", startOf("2026-03-10"), extended).transitions())
        .extracting(Transition::to, Transition::cause)
        .contains(tuple("at-risk", "rules"));
  }

  @Test
  void memberWithNothingDueAtAll_isDueWhenTheVersionBegins() {
    does("visit", "2026-01-01");
    assertThat(Lifecycle.due(m1(), BEFORE)).isNull();
    RuleBook extended = book(FIRST, version(STRICTER, "2026-03-10"));
    assertThat(Lifecycle.due(m1(), extended)).isEqualTo(startOf("2026-03-10"));
  }

  /** A tick that finds the member for another reason moves it by the rules first. */
  @Test
  void tickMovesAQuietMember_onTheDayTheVersionBegan() {
    does("purchase", "2026-01-01");
    dayBegins("2026-01-31");
    dayBegins("2026-03-02");
    known = book(FIRST, version(STRICTER, "2026-03-10"));
    dayBegins("2026-03-10"); // its entry is for the first of April
    dayBegins("2026-04-01");
    assertThat(moves)
        .containsExactly(
            "new by purchase on 2026-01-01",
            "active by time on 2026-01-31",
            "at-risk by rules on 2026-03-10");
    assertThat(m1().armedFor()).isEqualTo(Lifecycle.dueDay(m1(), known));
  }

  @Test
  void eventFindsTheVersionBegunFirst_andThroughThePendingTick() {
    does("purchase", "2026-01-01");
    dayBegins("2026-01-31");
    dayBegins("2026-03-02");
    known = book(FIRST, version(STRICTER, "2026-03-10"));
    partition.tick(startOf("2026-03-10"), 0);
    does("visit", "2026-03-10");
    does("purchase", "2026-03-11");
    assertThat(moves.subList(2, moves.size()))
        .containsExactly("at-risk by rules on 2026-03-10", "active by purchase on 2026-03-11");
  }

  @Test
  void versionThatBeganBeforeTheMembersLastDay_isDueOnTheDayAfter() {
    does("purchase", "2026-01-01");
    does("visit", "2026-03-20");
    known = book(FIRST, version(STRICTER, "2026-03-10"));
    assertThat(Lifecycle.due(m1(), known)).isEqualTo(startOf("2026-03-21"));
    does("visit", "2026-03-25");
    assertThat(moves).endsWith("at-risk by rules on 2026-03-21");
    assertThat(m1().published().version()).isEqualTo(1);
  }

  /** The oracle: the same log under rules that were known from the beginning. */
  @Property(tries = 100, seed = "31")
  void versionsReadOnTheirOwnDay_decideAsIfKnownAllAlong(@ForAll @LongRange(min = 0) long seed) {
    DeadlineTest.Case theCase = DeadlineTest.Case.seeded(seed);
    List<RuleBook.Version> versions =
        theCase.rules().versions().stream()
            .sorted(Comparator.comparing(RuleBook.Version::effectiveFrom))
            .toList();
    RuleBook all = new RuleBook(theCase.rules().deployment(), versions);
    List<RuleBook> byNumber = new ArrayList<>();
    for (int i = 1; i <= versions.size(); i++) {
      byNumber.add(new RuleBook(all.deployment(), versions.subList(0, i)));
    }
    int notice = new SplittableRandom(seed).nextInt(3);
    ToIntFunction<Instant> begunBy = at -> begunBy(versions, all.calendar(), at, notice);
    assertThat(play(theCase.journal(), at -> byNumber.get(begunBy.applyAsInt(at)), all))
        .isEqualTo(play(theCase.journal(), at -> all, all));
  }

  /** Number of the last version in a list by effective day that begins so many days after an instant or before. */
  private static int begunBy(
      List<RuleBook.Version> versions, ZoneCalendar calendar, Instant at, int notice) {
    int last = 0;
    for (int i = 0; i < versions.size(); i++) {
      long day = versions.get(i).effectiveFrom().toEpochDay();
      last = day <= calendar.asOfDay(at.toEpochMilli()) + notice ? i : last;
    }
    return last;
  }

  private interface Known {
    RuleBook by(Instant seenAt);
  }

  /** Decides everything by hand; gives what was decided, and what each member is like in the end. */
  private List<Object> play(List<JournalEntry> journal, Known rules, RuleBook all) {
    List<Object> decided = new ArrayList<>();
    Map<String, MemberState> members = new HashMap<>();
    Instant lastTick = Instant.EPOCH;
    for (JournalEntry entry : journal) {
      if (entry instanceof JournalEntry.Tick tick) {
        lastTick = tick.at();
        members.replaceAll(
            (id, state) -> {
              Decision decision = lifecycle.advance(state, id, tick.at(), rules.by(tick.at()));
              decided.addAll(decision.transitions());
              return decision.next();
            });
      } else if (entry instanceof JournalEntry.Event event) {
        MemberEvent read = Played.event(event.line());
        MemberState state = members.getOrDefault(read.memberId(), MemberState.unknown());
        Instant seenAt = state.seenAt(read.occurredAt(), lastTick);
        Decision decision = lifecycle.decide(state, read, seenAt, rules.by(seenAt));
        members.put(read.memberId(), decision.next());
        decided.add(decision.fate());
        decided.addAll(decision.transitions());
      }
    }
    Instant end = lastTick.plusSeconds(86_400L * 1_000);
    members.forEach(
        (id, state) -> decided.addAll(lifecycle.advance(state, id, end, all).transitions()));
    return decided;
  }
}
