package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Signal.Action.CANCEL;
import static io.rfmstreams.oracle.Signal.Action.SEND;
import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold of triggers and cancels whatever the log; every second one with outages. */
class WinBackLawsTest {

  private record Case(List<JournalEntry> journal, RuleParameters rules) {

    static Case seeded(long seed, int members, boolean erasures) {
      HostileLogs logs =
          HostileLogs.seeded(seed)
              .withMembers(members)
              .withErasures(erasures)
              .withBusyMembers(seed % 5 == 0);
      RuleParameters rules =
          HostilePolicies.with(
              RuleParameters.defaultRetail().withZone(logs.zone()).withMemory(9, 5), seed, logs);
      List<JournalEntry> played =
          Player.play(logs.lines(), logs.lastDay().plusDays(100), rules.zone());
      return new Case(seed % 2 == 0 ? HostileLogs.withOutages(played, seed) : played, rules);
    }

    Reference read() {
      return Reference.of(journal, rules);
    }

    PolicyParameters policy(Signal signal) {
      return rules.policies().stream()
          .filter(policy -> policy.name().equals(signal.policy()))
          .findFirst()
          .orElseThrow();
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 40);
  }

  private static List<Object> id(Signal signal) {
    return List.of(signal.memberId(), signal.policy(), signal.sequence());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everySendIsATransitionToldInTime_andEveryCancelTakesBackOne(long seed) {
    Case one = Case.seeded(seed, 8, true);
    Reference reference = one.read();
    Map<List<Object>, Signal> live = new HashMap<>();
    Set<List<Object>> sent = new HashSet<>();
    for (Signal signal : reference.signals()) {
      assertThat(signal.detectedAt()).isBetween(signal.effectiveAt(), signal.expiresAt());
      assertThat(signal.detectedAt()).isNotEqualTo(signal.expiresAt());
      if (signal.action() == SEND) {
        Transition move = reference.transitions(signal.memberId()).get((int) signal.sequence() - 1);
        assertThat(List.of(signal.axis(), signal.to(), signal.effectiveAt(), signal.detectedAt()))
            .isEqualTo(List.of(move.axis(), move.to(), move.effectiveAt(), move.detectedAt()));
        assertThat(signal.from()).isEqualTo(move.from());
        assertThat(signal.expiresAt())
            .isEqualTo(move.effectiveAt().plus(one.policy(signal).expiresAfter()));
        assertThat(sent.add(id(signal))).isTrue();
        live.put(id(signal), signal);
      } else {
        Signal send = Optional.ofNullable(live.remove(id(signal))).orElseThrow();
        assertThat(signal.expiresAt()).isEqualTo(send.expiresAt());
        assertThat(signal.early()).isEqualTo(send.early());
        assertThat(signal.effectiveAt()).isAfterOrEqualTo(send.effectiveAt());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void nextMoveOnTheAxisIsTheEnd_unlessAnotherCameBeforeOrItIsOver(long seed) {
    Reference reference = Case.seeded(seed, 8, true).read();
    for (Signal send : reference.signals()) {
      Optional<Transition> next =
          reference.transitions(send.memberId()).stream()
              .filter(move -> move.axis() == send.axis() && move.sequence() > send.sequence())
              .findFirst()
              .filter(move -> move.detectedAt().isBefore(send.expiresAt()));
      Optional<Signal> cancel =
          reference.signals(send.memberId()).stream()
              .filter(other -> other.action() == CANCEL && id(other).equals(id(send)))
              .findFirst();
      if (send.action() == SEND && next.isPresent()) {
        assertThat(cancel.orElseThrow().effectiveAt()).isBeforeOrEqualTo(next.get().effectiveAt());
      }
      if (cancel.isPresent() && cancel.get().reason() == Signal.Reason.MOVED) {
        assertThat(cancel.get().effectiveAt()).isEqualTo(next.orElseThrow().effectiveAt());
        assertThat(cancel.get().cause()).isEqualTo(next.get().cause());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void triggersOfAPolicyAreACoolDownApart_unlessTimeTookTheFirstBack(long seed) {
    Case one = Case.seeded(seed, 8, false);
    Map<List<Object>, Signal> last = new HashMap<>();
    Set<List<Object>> lifted = new HashSet<>();
    for (Signal signal : one.read().signals()) {
      List<Object> policy = List.of(signal.memberId(), signal.policy());
      Signal before = last.get(policy);
      if (signal.action() == CANCEL && signal.cause().equals(Transition.TIME)) {
        lifted.add(id(signal));
      } else if (signal.action() == SEND) {
        if (before != null && !lifted.contains(id(before))) {
          assertThat(signal.effectiveAt())
              .isAfterOrEqualTo(before.effectiveAt().plus(one.policy(signal).cooldown()));
        }
        last.put(policy, signal);
      }
    }
  }

  /** Reads every prefix that ends just before or with an event, so that it sees what was known. */
  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsKnownAllowsWhatIsLive_afterEveryRecordAndWhenTold(long seed) {
    Case one = Case.seeded(seed, 1, true);
    List<Signal> whole = one.read().signals();
    int told = 0;
    boolean erased = false;
    Facts before = Facts.of(List.of(), one.rules());
    for (int end = 1; end <= one.journal().size(); end++) {
      boolean event = one.journal().get(end - 1) instanceof JournalEntry.Event;
      boolean lastOfTicks =
          end == one.journal().size() || one.journal().get(end) instanceof JournalEntry.Event;
      if (!event && !lastOfTicks) {
        continue;
      }
      Reference prefix = Reference.of(one.journal().subList(0, end), one.rules());
      List<Signal> signals = prefix.signals();
      assertThat(whole.subList(0, signals.size())).isEqualTo(signals);
      String memberId = prefix.memberIds().isEmpty() ? "" : prefix.memberIds().get(0);
      Facts after = memberId.isEmpty() ? before : prefix.facts(memberId).orElse(before);
      for (Signal signal : signals.subList(told, signals.size())) {
        boolean byTime = signal.cause().equals(Transition.TIME);
        assertAllowed(one, signal, byTime ? before : after, erased);
      }
      if (!memberId.isEmpty()) {
        assertLiveOnesStand(one, prefix, memberId, after);
      }
      told = signals.size();
      before = after;
      erased |=
          event
              && ((JournalEntry.Event) one.journal().get(end - 1)).line().isErasure()
              && prefix.fates().get(prefix.fates().size() - 1) == Fate.ACCEPTED;
    }
  }

  private static void assertAllowed(Case one, Signal signal, Facts facts, boolean erased) {
    PolicyParameters policy = one.policy(signal);
    if (signal.action() == SEND) {
      assertThat(facts.profile().refuses()).isFalse();
      assertThat(suppressed(one, policy, facts, signal.effectiveAt())).isFalse();
      if (policy.consentRequired() || erased) {
        assertThat(facts.profile().value("consent")).isEqualTo("yes");
      }
      return;
    }
    switch (Optional.ofNullable(signal.reason()).orElseThrow()) {
      case ERASED -> assertThat(signal.cause()).isEqualTo("erased");
      case OPTED_OUT -> {
        assertThat(signal.cause()).isEqualTo("profile");
        assertThat(facts.profile().value("consent")).isEqualTo("no");
      }
      case SUPPRESSED -> {
        assertThat(policy.suppressAfterDays()).containsKey(signal.cause());
        assertThat(suppressed(one, policy, facts, signal.effectiveAt())).isTrue();
      }
      case MOVED -> assertThat(signal.cause()).isNotEqualTo("erased");
    }
  }

  private static void assertLiveOnesStand(
      Case one, Reference prefix, String memberId, Facts facts) {
    Map<Axis, String> segments =
        Reference.fold(prefix.transitions()).getOrDefault(memberId, Map.of());
    Map<List<Object>, Signal> live = new HashMap<>();
    Instant stands = standsAt(prefix);
    for (Signal signal : prefix.signals()) {
      if (signal.action() == SEND && signal.expiresAt().isAfter(stands)) {
        live.put(id(signal), signal);
      } else {
        live.remove(id(signal));
      }
    }
    for (Signal signal : live.values()) {
      assertThat(segments.get(signal.axis())).isEqualTo(signal.to());
      assertThat(facts.profile().refuses()).isFalse();
      assertThat(suppressed(one, one.policy(signal), facts, stands)).isFalse();
    }
  }

  /** The latest tick, or the latest accepted event after it. */
  private static Instant standsAt(Reference reference) {
    Instant latest = Instant.MIN;
    int events = 0;
    for (JournalEntry entry : reference.journal()) {
      Instant at = Instant.MIN;
      if (entry instanceof JournalEntry.Tick tick) {
        at = tick.at();
      } else if (entry instanceof JournalEntry.Event event
          && reference.fates().get(events++) == Fate.ACCEPTED) {
        at = event.line().occurredAt();
      }
      latest = at.isAfter(latest) ? at : latest;
    }
    return latest;
  }

  private static boolean suppressed(Case one, PolicyParameters policy, Facts facts, Instant now) {
    LocalDays days = new LocalDays(one.rules().zone());
    return policy.suppressAfterDays().entrySet().stream()
        .anyMatch(
            after ->
                Optional.ofNullable(facts.newestAt().get(after.getKey()))
                    .filter(
                        newest ->
                            DAYS.between(days.dayOf(newest), days.dayOf(now)) < after.getValue())
                    .isPresent());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyMoveHasItsOutcome_whereNothingHoldsItBack(long seed) {
    Case hostile = Case.seeded(seed, 8, false);
    List<JournalEntry> journal = new ArrayList<>(hostile.journal());
    journal.removeIf(
        entry -> entry instanceof JournalEntry.Event event && event.line().isProfile());
    PolicyParameters all =
        PolicyParameters.of("all", move -> true, Duration.ZERO, Duration.ofDays(2))
            .withFirstMoves();
    Reference reference = Reference.of(journal, hostile.rules().withPolicies(all));
    TriggerCounts counts = reference.triggerCounts();

    assertThat(counts.blocked()).isZero();
    assertThat(counts.sends() + counts.expired() + counts.withdrawn())
        .isEqualTo(reference.transitions().size());
    assertThat(counts.expired())
        .isEqualTo(
            reference.transitions().stream()
                .filter(t -> !t.detectedAt().isBefore(t.effectiveAt().plus(Duration.ofDays(2))))
                .count());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void duplicatesChangeNothing_whileWhatTheyRepeatIsKept(long seed) {
    Case one = Case.seeded(seed, 8, true);
    List<JournalEntry> twice = new ArrayList<>();
    for (JournalEntry entry : one.journal()) {
      twice.add(entry);
      if (entry instanceof JournalEntry.Event) {
        twice.add(entry);
      }
    }
    RuleParameters roomy = one.rules().withMemory(512, 64);
    Reference second = Reference.of(twice, roomy);
    Reference first = Reference.of(one.journal(), roomy);

    assertThat(second.signals()).isEqualTo(first.signals());
    assertThat(second.triggerCounts()).isEqualTo(first.triggerCounts());
    assertThat(second.repeated()).isEqualTo(first.repeated());
  }

  @Test
  void everyOutcomeAndReasonIsSeen_overTheseSeeds() {
    Set<Signal.Reason> byEvent = EnumSet.noneOf(Signal.Reason.class);
    TriggerCounts counts = TriggerCounts.NONE;
    long early = 0;
    long movedByTime = 0;
    for (long seed : seeds().toArray()) {
      Reference reference = Case.seeded(seed, 8, true).read();
      counts = counts.plus(reference.triggerCounts());
      for (Signal signal : reference.signals()) {
        early += signal.early() ? 1 : 0;
        if (signal.action() == CANCEL) {
          boolean byTime = signal.cause().equals(Transition.TIME);
          movedByTime += byTime ? 1 : 0;
          if (!byTime) {
            byEvent.add(Optional.ofNullable(signal.reason()).orElseThrow());
          }
        }
      }
    }
    assertThat(byEvent).containsExactly(Signal.Reason.values());
    assertThat(
            List.of(
                counts.sends(),
                counts.cancels(),
                counts.blocked(),
                counts.expired(),
                counts.withdrawn(),
                early,
                movedByTime))
        .as("sends, cancels, blocked, expired, withdrawn, early ones, cancels by time")
        .allMatch(count -> count >= 20);
  }
}
