package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Tally.Count;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When a trigger that is out is taken back, and when it is not. */
class CancellationsTest {

  private static PolicyWords onAtRisk() {
    return PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk");
  }

  private static PolicyWords onSilence() {
    return PolicyWords.entering(defaultRetail(), "lifecycle", "at-risk", "dormant")
        .named("on-silence");
  }

  private static RuleBook rules(PolicyWords... policies) {
    return RuleBook.of(
        DefaultRules.deployment(defaultRetail()),
        DefaultRules.ruleSet(
            defaultRetail(), Stream.of(policies).map(PolicyWords::policy).toArray(Policy[]::new)));
  }

  /** At risk since 2026-04-01, by an order that names itself o1. */
  private static Told atRisk(PolicyWords... policies) {
    return member("m1", rules(policies))
        .boughtOn("o1", "2026-01-01", "10.00")
        .nothingUntil("2026-04-02");
  }

  @Test
  void purchase_takesTheTriggerBack() {
    Told m1 = atRisk(onAtRisk()).bought("2026-04-05", "5.00");
    assertThat(m1.signals())
        .containsExactly(
            "send on-at-risk on 2026-04-01", "cancel on-at-risk moved by purchase on 2026-04-05");
    Trigger sent = m1.triggers().get(0);
    Cancellation cancel = m1.cancellations().get(0);
    assertThat(cancel.cancels()).isEqualTo(sent.triggerId());
    assertThat(cancel.triggerId()).isNotEqualTo(sent.triggerId());
    assertThat(cancel.expiresAt()).isEqualTo(sent.expiresAt());
    assertThat(cancel.sequence()).isEqualTo(sent.sequence());
    assertThat(cancel.from()).isEqualTo("active");
    assertThat(cancel.to()).isEqualTo("at-risk");
    assertThat(cancel.episode()).isEqualTo(sent.episode());
    assertThat(cancel.effectiveAt()).isEqualTo(m1.instant("2026-04-05"));
    assertThat(cancel.picture()).isEqualTo(m1.decisions().get(m1.decisions().size() - 1).picture());
    assertThat(m1.ledger().tally())
        .isEqualTo(Tally.NONE.with(Count.SENT, 1).with(Count.CANCELLED, 1));
  }

  /** Dated before the trigger, and told after it. */
  @Test
  void latePurchase_takesTheTriggerBack() {
    assertThat(atRisk(onAtRisk()).bought("2026-03-01", "5.00").signals())
        .endsWith("cancel on-at-risk moved by purchase on 2026-04-02");
  }

  @Test
  void refundThatUndoesTheOnlyOrder_takesTheTriggerBack() {
    assertThat(atRisk(onAtRisk()).wasRefundedFor("o1", "2026-04-03", "10.00").signals())
        .endsWith("cancel on-at-risk moved by refund on 2026-04-03");
  }

  @Test
  void timeThatLeadsOn_takesTheTriggerBackAndTellsWhatIsWorse() {
    Told m1 =
        member(
                "m1",
                rules(
                    onSilence()
                        .expiringAfter(Duration.ofDays(100))
                        .coolingDown(Duration.ofDays(500))))
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-07-01");
    assertThat(m1.signals())
        .containsExactly(
            "send on-silence on 2026-04-01",
            "cancel on-silence moved by time on 2026-06-30",
            "send on-silence on 2026-06-30");
  }

  @Test
  void coolDown_holdsAfterACancelByAnEvent() {
    Told m1 =
        atRisk(onAtRisk().coolingDown(Duration.ofDays(200)))
            .bought("2026-04-05", "5.00")
            .nothingUntil("2026-09-01");
    assertThat(m1.triggers()).hasSize(1);
  }

  @Test
  void triggerThatHasExpired_isNotTakenBack() {
    assertThat(atRisk(onAtRisk()).bought("2026-04-15T00:00", "5.00").signals()).hasSize(1);
    assertThat(atRisk(onAtRisk()).bought("2026-04-14T23:59:59.999", "5.00").signals()).hasSize(2);
  }

  @Test
  void triggerIsTakenBackOnce() {
    Told m1 = atRisk(onAtRisk()).bought("2026-04-05", "5.00").said("consent", "no", "2026-04-06");
    assertThat(m1.cancellations()).hasSize(1);
  }

  @Test
  void memberThatAsksToBeForgotten_isCancelledWithoutFigures() {
    Told m1 = atRisk(onAtRisk()).wasErased("2026-04-05");
    assertThat(m1.signals()).endsWith("cancel on-at-risk erased by erased on 2026-04-05");
    assertThat(m1.cancellations().get(0).picture()).isNull();
    assertThat(m1.state().winback()).isEqualTo(Winback.NONE);
  }

  @Test
  void refusal_takesTheTriggerBack_alsoWhenItComesFarTooLate() {
    assertThat(atRisk(onAtRisk()).said("consent", "no", "2026-04-05").signals())
        .endsWith("cancel on-at-risk opted-out by profile on 2026-04-05");
    assertThat(atRisk(onAtRisk()).said("consent", "no", "2001-04-05").signals())
        .endsWith("cancel on-at-risk opted-out by profile on 2026-04-02");
  }

  @Test
  void eventThePolicyWaitsAfter_takesTheTriggerBack_whileItHolds() {
    assertThat(
            atRisk(onAtRisk().waitingAfter("complaint", 30))
                .did("complaint", "2026-04-05")
                .signals())
        .endsWith("cancel on-at-risk suppressed by complaint on 2026-04-05");
    // Told late, and over by then.
    assertThat(
            atRisk(onAtRisk().waitingAfter("complaint", 30))
                .did("complaint", "2026-03-03")
                .signals())
        .hasSize(1);
    assertThat(
            atRisk(onAtRisk().waitingAfter("complaint", 30))
                .did("complaint", "2026-03-04")
                .signals())
        .hasSize(2);
    assertThat(atRisk(onAtRisk()).did("complaint", "2026-04-05").signals()).hasSize(1);
  }

  @Test
  void eachPolicysTrigger_isTakenBackInTheOrderTheyWentOut() {
    assertThat(atRisk(onAtRisk(), onAtRisk().named("other")).bought("2026-04-05", "5.00").signals())
        .containsExactly(
            "send on-at-risk on 2026-04-01",
            "send other on 2026-04-01",
            "cancel on-at-risk moved by purchase on 2026-04-05",
            "cancel other moved by purchase on 2026-04-05");
  }

  /** One tick after an outage: at risk and dormant are found together. */
  @Test
  void whatIsProposedAndEndsWithinOneDecision_isNeitherToldNorCoolsDown() {
    Told m1 =
        member(
                "m1",
                rules(
                    onSilence()
                        .expiringAfter(Duration.ofDays(365))
                        .coolingDown(Duration.ofDays(500))))
            .bought("2026-01-01", "10.00")
            .oneTickAt("2026-07-01");
    assertThat(m1.signals()).containsExactly("send on-silence on 2026-06-30");
    assertThat(m1.ledger().tally())
        .isEqualTo(Tally.NONE.with(Count.SENT, 1).with(Count.WITHDRAWN, 1));
  }

  @Test
  void candidateDetectedAfterItsExpiry_isCountedAndDoesNotCoolDown() {
    Told m1 =
        member("m1", rules(onSilence().coolingDown(Duration.ofDays(500))))
            .bought("2026-01-01", "10.00")
            .oneTickAt("2026-04-15")
            .nothingUntil("2026-07-01");
    assertThat(m1.signals()).containsExactly("send on-silence on 2026-06-30");
    assertThat(m1.ledger().tally())
        .isEqualTo(Tally.NONE.with(Count.SENT, 1).with(Count.EXPIRED, 1));
  }

  @Test
  void heldOutMember_livesThroughTheSameUntold() {
    Told m1 = atRisk(onAtRisk().holdingOut(1000)).bought("2026-04-05", "5.00");
    assertThat(m1.signals()).hasSize(2);
    assertThat(m1.triggers()).noneMatch(WinbackSignal::isTold);
    assertThat(m1.cancellations()).noneMatch(WinbackSignal::isTold);
    assertThat(m1.ledger().tally()).isEqualTo(Tally.NONE.with(Count.HELD_OUT, 1));
  }

  /** A rule version that knows neither axis nor segment any more. */
  @Test
  void rulesWithoutTheSegment_takeTheTriggerBack_andRulesWithoutThePolicyDoNot() {
    RuleSet withPolicy = DefaultRules.ruleSet(defaultRetail(), onAtRisk().policy());
    RuleSet withoutPolicy = DefaultRules.ruleSet(defaultRetail());
    assertThat(underTwo(withPolicy, withoutPolicy).signals()).hasSize(1);
    assertThat(underTwo(withPolicy, RuleSet.forFactsAlone(Set.of())).signals())
        .endsWith("cancel on-at-risk moved by rules on 2026-04-05");
  }

  /** Known before under another name, it moves; that is no first move, and its cancel says whence. */
  @Test
  void moveFromASegmentTheRulesNoLongerHave_isAMove() {
    RuleSet usual = DefaultRules.ruleSet(defaultRetail());
    Policy onNew = PolicyWords.entering(defaultRetail(), "lifecycle", "new", "active").policy();
    Axis lifecycle = usual.axes().get(1);
    List<String> renamed =
        lifecycle.segments().stream().map(name -> name.equals("new") ? "fresh" : name).toList();
    RuleSet before =
        new RuleSet(
            usual.name(),
            1,
            usual.window(),
            usual.scores(),
            List.of(
                usual.axes().get(0),
                new Axis(
                    "lifecycle",
                    renamed,
                    lifecycle.withoutOrder(),
                    lifecycle.dimensions(),
                    lifecycle.table()),
                usual.axes().get(2)),
            null,
            List.of(),
            Set.of());
    Told m1 =
        underTwo(before, DefaultRules.ruleSet(defaultRetail(), onNew), "2026-01-03")
            .bought("2026-01-01", "10.00")
            .nothingUntil("2026-01-04")
            .wasErased("2026-01-05");
    assertThat(m1.signals())
        .containsExactly(
            "send on-new on 2026-01-03", "cancel on-new erased by erased on 2026-01-05");
    assertThat(m1.triggers().get(0).transition().from()).isEqualTo("fresh");
    assertThat(m1.cancellations().get(0).from()).isEqualTo("fresh");
  }

  private static Told underTwo(RuleSet first, RuleSet second) {
    return underTwo(first, second, "2026-04-05")
        .bought("2026-01-01", "10.00")
        .nothingUntil("2026-04-06");
  }

  private static Told underTwo(RuleSet first, RuleSet second, String from) {
    RuleSet numbered =
        new RuleSet(
            second.name(),
            2,
            second.window(),
            second.scores(),
            second.axes(),
            null,
            second.policies(),
            second.eventTypes());
    RuleBook book =
        new RuleBook(
            DefaultRules.deployment(defaultRetail()),
            List.of(
                new RuleBook.Version(first, LocalDate.EPOCH),
                new RuleBook.Version(numbered, LocalDate.parse(from))));
    return member("m1", book);
  }
}
