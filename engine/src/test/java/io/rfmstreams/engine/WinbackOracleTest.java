package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Tally.Count;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.oracle.HostilePolicies;
import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.MemberIds;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import io.rfmstreams.oracle.Signal;
import io.rfmstreams.oracle.TriggerCounts;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/**
 * Triggers, cancellations and what is counted, against the oracle, which finds them from the facts and its
 * own transitions: with profiles that contradict each other, complaints, erasures, late purchases and
 * outages, under policies that get in each other's way.
 */
class WinbackOracleTest {

  private static final int HALF = 500;

  @Property(tries = 400, seed = "91")
  @Tag("long")
  void everyTriggerAndCancellation_asTheReferenceHasThem(@ForAll @LongRange(min = 0) long seed) {
    assertSame(seed);
  }

  static void assertSame(long seed) {
    Scenario scenario = Scenario.seeded(seed);
    Reference reference = Reference.of(scenario.journal, scenario.parameters);
    Played played = Played.of(scenario.journal, DefaultRules.book(scenario.parameters, HALF));
    assertSame(reference, played);
  }

  /** Told and untold ones alike: the arm is drawn by member and shows in nothing else. */
  static void assertSame(Reference reference, Played played) {
    List<String> expected = reference.signals().stream().map(WinbackOracleTest::text).toList();
    List<String> actual =
        played.signals.stream()
            .sorted(Comparator.comparing(WinbackSignal::memberId, MemberIds.ORDER))
            .map(WinbackOracleTest::text)
            .toList();
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i)).as("signal %d", i).isEqualTo(expected.get(i));
    }
    assertThat(actual).hasSameSizeAs(expected);
    assertProfiles(reference, played);
    Tally tally = played.stores.ledger().tally();
    TriggerCounts counts = reference.triggerCounts();
    assertThat(tally.of(Count.SENT) + tally.of(Count.HELD_OUT) + tally.of(Count.EARLY))
        .isEqualTo(counts.sends());
    assertThat(tally.of(Count.BLOCKED)).isEqualTo(counts.blocked());
    assertThat(tally.of(Count.EXPIRED)).isEqualTo(counts.expired());
    assertThat(tally.of(Count.WITHDRAWN)).isEqualTo(counts.withdrawn());
    assertThat(tally.of(Count.SENT)).isEqualTo(told(played, Trigger.class));
    assertThat(tally.of(Count.CANCELLED)).isEqualTo(told(played, Cancellation.class));
    assertThat(tally.of(Count.REPEATED_PURCHASES)).isEqualTo(reference.repeated());
  }

  /** What triggers say of how to address a member comes from these. */
  private static void assertProfiles(Reference reference, Played played) {
    for (String memberId : reference.memberIds()) {
      Map<String, String> expected = new TreeMap<>();
      reference
          .facts(memberId)
          .ifPresent(
              facts ->
                  facts
                      .profile()
                      .said()
                      .forEach((name, said) -> expected.put(name, said.value() + said.at())));
      Map<String, String> actual = new TreeMap<>();
      played
          .stores
          .member(memberId)
          .profile()
          .said()
          .forEach(
              (name, said) -> actual.put(name, said.value() + Instant.ofEpochMilli(said.at())));
      assertThat(actual).as(memberId).isEqualTo(expected);
    }
  }

  private static long told(Played played, Class<? extends WinbackSignal> kind) {
    return played.signals.stream().filter(kind::isInstance).filter(WinbackSignal::isTold).count();
  }

  private static String text(Signal s) {
    return "%s %s %s #%d %s %s->%s by %s at %s/%s until %s %s%s"
        .formatted(
            s.memberId(),
            s.action(),
            s.policy(),
            s.sequence(),
            s.axis().label(),
            s.from(),
            s.to(),
            s.cause(),
            s.effectiveAt(),
            s.detectedAt(),
            s.expiresAt(),
            s.reason() == null ? "" : s.reason().code(),
            s.early() ? " early" : "");
  }

  private static String text(WinbackSignal signal) {
    String text = "%s %s %s #%d %s %s->%s by %s at %s/%s until %s %s%s";
    if (signal instanceof Cancellation c) {
      return text.formatted(
          c.memberId(),
          "CANCEL",
          c.policy(),
          c.sequence(),
          c.axis(),
          c.from(),
          c.to(),
          c.cause(),
          c.effectiveAt(),
          c.detectedAt(),
          c.expiresAt(),
          c.reason().code(),
          c.early() ? " early" : "");
    }
    Trigger t = (Trigger) signal;
    Transition move = t.transition();
    return text.formatted(
        t.memberId(),
        "SEND",
        t.policy(),
        move.sequence(),
        move.axis(),
        move.from(),
        move.to(),
        move.cause(),
        move.effectiveAt(),
        move.detectedAt(),
        t.expiresAt(),
        "",
        t.early() ? " early" : "");
  }

  /** A generated log with policies; now and then ticks are missing, as after an outage. */
  record Scenario(RuleParameters parameters, List<JournalEntry> journal) {

    static Scenario seeded(long seed) {
      OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
      RuleParameters parameters =
          HostilePolicies.with(scenario.parameters(), seed, HostileLogs.seeded(seed));
      SplittableRandom random = new SplittableRandom(seed);
      boolean outages = random.nextInt(3) == 0;
      return new Scenario(
          parameters,
          outages ? HostileLogs.withOutages(scenario.journal(), seed) : scenario.journal());
    }
  }
}
