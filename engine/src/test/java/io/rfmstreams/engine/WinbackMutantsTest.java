package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.PolicyParameters;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The checks of triggers, cancellations, consent and copies can fail: each test breaks one rule on
 * purpose, as a bug would, and sees the comparison with the oracle notice.
 */
@Tag("broken")
class WinbackMutantsTest {

  private static int caught(
      UnaryOperator<RuleParameters> rules,
      UnaryOperator<List<JournalEntry>> damage,
      Supplier<MemoryStores> stores) {
    return BrokenLogs.caught(
        seed -> {
          WinbackOracleTest.Scenario scenario = WinbackOracleTest.Scenario.seeded(seed);
          Reference reference = Reference.of(scenario.journal(), scenario.parameters());
          Played played =
              new Played(DefaultRules.book(rules.apply(scenario.parameters())), stores.get());
          damage.apply(scenario.journal()).forEach(entry -> played.read(entry, Integer.MAX_VALUE));
          WinbackOracleTest.assertSame(reference, played);
          assertThat(played.fates.stream().map(OracleTest::fate).toList())
              .isEqualTo(reference.fates());
        });
  }

  private static int caughtWith(UnaryOperator<PolicyParameters> policy) {
    return caught(
        rules -> rules.withPolicies(rules.policies().stream().map(policy).toList()),
        UnaryOperator.identity(),
        MemoryStores::new);
  }

  private static int caughtOver(UnaryOperator<MemberState> damage) {
    return caught(
        UnaryOperator.identity(), UnaryOperator.identity(), () -> new DamagedSaves(damage));
  }

  private static int caughtIn(UnaryOperator<List<JournalEntry>> damage) {
    return caught(UnaryOperator.identity(), damage, MemoryStores::new);
  }

  @Test
  void whereNothingIsBroken_nothingIsCaught() {
    assertThat(caughtIn(UnaryOperator.identity())).isZero();
  }

  // Rules that are off.

  @Test
  void suppressionThatHoldsADayLonger_isCaught() {
    assertThat(
            caughtWith(
                policy -> {
                  Map<String, Integer> longer = new TreeMap<>(policy.suppressAfterDays());
                  longer.replaceAll((type, days) -> days + 1);
                  return policy.withSuppressAfter(longer);
                }))
        .isPositive();
  }

  @Test
  void suppressionOverlooked_isCaught() {
    assertThat(caughtWith(policy -> policy.withSuppressAfter(Map.of()))).isPositive();
  }

  @Test
  void silenceTakenForConsent_isCaught() {
    assertThat(
            caughtWith(
                policy -> changed(policy, policy.expiresAfter(), false, policy.firstMoves())))
        .isPositive();
  }

  @Test
  void firstMovesTakenForMoves_areCaught() {
    assertThat(caughtWith(PolicyParameters::withFirstMoves)).isPositive();
  }

  @Test
  void expiryADayLater_isCaught() {
    assertThat(
            caughtWith(
                policy ->
                    changed(
                        policy,
                        policy.expiresAfter().plusDays(1),
                        policy.consentRequired(),
                        policy.firstMoves())))
        .isPositive();
  }

  /** By far, so that a few logs show it; that it is exact to the day, ConsentTest shows. */
  @Test
  void anotherFirstDayOfTriggers_isCaught() {
    assertThat(
            caught(
                rules -> {
                  LocalDate from = rules.triggersFrom();
                  return from == null ? rules : rules.withTriggersFrom(from.plusDays(200));
                },
                UnaryOperator.identity(),
                MemoryStores::new))
        .isPositive();
  }

  private static PolicyParameters changed(
      PolicyParameters policy, Duration expiresAfter, boolean consentRequired, boolean firstMoves) {
    return new PolicyParameters(
        policy.name(),
        policy.condition(),
        policy.cooldown(),
        expiresAfter,
        consentRequired,
        policy.suppressAfterDays(),
        firstMoves);
  }

  // States that lose or keep too much.

  @Test
  void liveTriggersForgotten_areCaught() {
    assertThat(
            caughtOver(
                state -> {
                  Winback kept = state.winback();
                  return with(
                      state,
                      state.profile(),
                      new Winback(kept.cooldowns(), kept.lastEvents(), List.of()),
                      state.erasedAt());
                }))
        .isPositive();
  }

  @Test
  void coolDownsForgotten_areCaught() {
    assertThat(
            caughtOver(
                state -> {
                  Winback kept = state.winback();
                  return with(
                      state,
                      state.profile(),
                      new Winback(Numbered.NONE, kept.lastEvents(), kept.live()),
                      state.erasedAt());
                }))
        .isPositive();
  }

  @Test
  void coolDownsThatAnyCancelLifts_areCaught() {
    assertThat(caught(UnaryOperator.identity(), UnaryOperator.identity(), ShortCoolDowns::new))
        .isPositive();
  }

  @Test
  void profilesForgotten_areCaught() {
    assertThat(caughtOver(state -> with(state, Profile.NONE, state.winback(), state.erasedAt())))
        .isPositive();
  }

  @Test
  void erasureForgotten_isCaught() {
    assertThat(
            caughtOver(
                state -> with(state, state.profile(), state.winback(), MemberState.NEVER_ERASED)))
        .isPositive();
  }

  // Logs as the engine would see them if it got a rule wrong.

  @Test
  void newestByArrival_isCaught() {
    assertThat(
            caughtIn(
                eachProfile(
                    (line, reached) ->
                        at(
                            line,
                            reached.isAfter(line.occurredAt()) ? reached : line.occurredAt()))))
        .isPositive();
  }

  @Test
  void profilesThatComeTooLate_areCaught() {
    assertThat(
            caughtIn(
                eachProfile(
                    (line, reached) ->
                        reached.isAfter(line.occurredAt().plus(Duration.ofDays(1)))
                            ? typed(line, "visit")
                            : line)))
        .isPositive();
  }

  @Test
  void contentThatIsNotCompared_isCaught() {
    assertThat(
            caughtIn(
                journal -> {
                  Map<String, LogLine> first = new HashMap<>();
                  return eachLine(
                      journal,
                      line ->
                          line.isMoney()
                              ? first.computeIfAbsent(
                                  line.memberId() + "\n" + line.eventId(), id -> line)
                              : line);
                }))
        .isPositive();
  }

  @Test
  void complaintsOverlooked_areCaught() {
    assertThat(
            caughtIn(
                journal ->
                    eachLine(
                        journal,
                        line -> line.type().equals("complaint") ? typed(line, "points") : line)))
        .isPositive();
  }

  /** Changes a profile line, knowing the latest instant of any line so far. */
  private interface ProfileDamage {
    LogLine apply(LogLine line, Instant reached);
  }

  private static UnaryOperator<List<JournalEntry>> eachProfile(ProfileDamage damage) {
    return journal -> {
      Instant[] reached = {Instant.MIN};
      return eachLine(
          journal,
          line -> {
            reached[0] = reached[0].isAfter(line.occurredAt()) ? reached[0] : line.occurredAt();
            return line.type().equals("profile") ? damage.apply(line, reached[0]) : line;
          });
    };
  }

  private static List<JournalEntry> eachLine(
      List<JournalEntry> journal, UnaryOperator<LogLine> damage) {
    List<JournalEntry> damaged = new ArrayList<>();
    for (JournalEntry entry : journal) {
      damaged.add(
          entry instanceof JournalEntry.Event event
              ? new JournalEntry.Event(damage.apply(event.line()))
              : entry);
    }
    return damaged;
  }

  private static LogLine at(LogLine line, Instant at) {
    return changed(line, line.type(), at);
  }

  private static LogLine typed(LogLine line, String type) {
    return changed(line, type, line.occurredAt());
  }

  private static LogLine changed(LogLine line, String type, Instant at) {
    return new LogLine(
        line.eventId(),
        line.memberId(),
        type,
        at,
        line.amountMinor(),
        line.currency(),
        line.orderId(),
        line.category(),
        line.attributes());
  }

  private static MemberState with(
      MemberState state, Profile profile, Winback winback, long erasedAt) {
    return new MemberState(
        state.standsAt(),
        state.deadline(),
        state.armedFor(),
        state.published(),
        new Facts(state.purchases(), state.others(), profile, erasedAt, state.isForgotten()),
        winback);
  }

  /** Changes each state before it is kept. */
  private static final class DamagedSaves extends MemoryStores {
    private final UnaryOperator<MemberState> damage;

    DamagedSaves(UnaryOperator<MemberState> damage) {
      this.damage = damage;
    }

    @Override
    public void saveMember(String memberId, MemberState state) {
      super.saveMember(memberId, damage.apply(state));
    }
  }

  /** Lifts the cool-down of each trigger that is not live any more, whatever ended it. */
  private static final class ShortCoolDowns extends MemoryStores {
    private final Map<String, List<Winback.Live>> before = new HashMap<>();

    @Override
    public void saveMember(String memberId, MemberState state) {
      Winback kept = state.winback();
      Numbered cooldowns = kept.cooldowns();
      List<Winback.Live> ended = new ArrayList<>(before.getOrDefault(memberId, List.of()));
      ended.removeAll(kept.live());
      for (Winback.Live trigger : ended) {
        if (cooldowns.get(trigger.policy()) == trigger.effectiveAt()) {
          cooldowns = cooldowns.without(trigger.policy());
        }
      }
      before.put(memberId, kept.live());
      Winback damaged = new Winback(cooldowns, kept.lastEvents(), kept.live());
      super.saveMember(memberId, with(state, state.profile(), damaged, state.erasedAt()));
    }
  }
}
