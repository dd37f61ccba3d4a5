package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Worked cases of the contract's rules on when a member is evaluated and what a transition says. */
class TransitionRulesTest {

  @Test
  void anyAcceptedEvent_makesAMemberKnownOnEveryAxis() {
    for (String type :
        new String[] {"visit", "signup", "profile", "complaint", "points", "membership"}) {
      Told m1 = member("m1").did(type, "2026-01-03");
      assertThat(m1.transitions())
          .extracting(Transition::axis, Transition::from, Transition::to, Transition::cause)
          .containsExactly(
              tuple("value", null, "none", type),
              tuple("lifecycle", null, "prospect", type),
              tuple("loyalty", null, "none", type));
    }
  }

  @Test
  void firstTransitions_haveNoFiguresBefore() {
    Told m1 = member("m1").bought("2026-01-03", "10.00");
    assertThat(m1.transitions()).hasSize(3).allSatisfy(t -> assertThat(t.before()).isNull());
    assertThat(m1.transitions()).allSatisfy(t -> assertThat(t.reason()).isEmpty());
  }

  @Test
  void transitionsOfOneEvaluation_comeInTheOrderOfTheAxesWithConsecutiveNumbers() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").nothingUntil("2026-04-01");
    assertThat(m1.transitions())
        .extracting(Transition::sequence, Transition::axis, Transition::to)
        .containsExactly(
            tuple(1L, "value", "general-develop"),
            tuple(2L, "lifecycle", "new"),
            tuple(3L, "loyalty", "first-time"),
            tuple(4L, "lifecycle", "active"),
            tuple(5L, "value", "general-retain"),
            tuple(6L, "lifecycle", "at-risk"));
    assertThat(m1.on("2026-04-01").sequence()).isEqualTo(6);
  }

  @Test
  void startOfDayIsEvaluatedFirst_thenTheEventOfThatVeryInstant() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-04-01T00:00", "10.00");
    assertThat(m1.moves("lifecycle"))
        .endsWith("at-risk by time on 2026-04-01", "active by purchase on 2026-04-01");
  }

  @Test
  void eachEventIsEvaluatedByItself_alsoOfTheSameInstant() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-01", "10.00")
            .wasRefundedFor("o1", "2026-01-01", "10.00")
            .boughtOn("o2", "2026-01-01", "10.00");
    assertThat(m1.moves("lifecycle"))
        .containsExactly(
            "new by purchase on 2026-01-01",
            "prospect by refund on 2026-01-01",
            "new by purchase on 2026-01-01");
  }

  @Test
  void eventThatMovesNothing_makesNoTransition() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").visited("2026-01-02");
    assertThat(m1.transitions()).hasSize(3);
    assertThat(m1.decisions()).hasSize(1);
  }

  @Test
  void eventThatMovesAScoreOnly_showsInThePictureOnly() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-01-02", "250.00");
    m1.bought("2026-01-03", "0").bought("2026-01-04", "0").bought("2026-01-05", "0");
    // The fifth order takes F from 3 to 4; no axis of the default set looks at that.
    Decision scoreOnly = m1.decisions().get(m1.decisions().size() - 1);
    assertThat(scoreOnly.transitions()).isEmpty();
    assertThat(Told.text(Objects.requireNonNull(scoreOnly.picture()).rfm()))
        .isEqualTo("0d 5x 260.00 542");
  }

  @Test
  void dayThatMovesAScoreOnly_showsInThePictureOnly() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").nothingUntil("2026-03-02");
    // R goes from 4 to 3 after 60 days.
    Decision scoreOnly = m1.decisions().get(m1.decisions().size() - 1);
    assertThat(scoreOnly.transitions()).isEmpty();
    assertThat(Told.text(Objects.requireNonNull(scoreOnly.picture()).rfm()))
        .isEqualTo("60d 1x 10.00 311");
  }

  @Test
  void dayThatMovesOnlyTheFrequencyScore_showsInThePicture() {
    Told m1 = member("m1").bought("2026-01-01", "1.00");
    for (int i = 0; i < 4; i++) {
      m1.bought("2026-12-31", "1.00");
    }
    m1.nothingUntil("2027-01-01");
    Decision scoreOnly = m1.decisions().get(m1.decisions().size() - 1);
    assertThat(scoreOnly.transitions()).isEmpty();
    assertThat(Told.text(Objects.requireNonNull(scoreOnly.picture()).rfm()))
        .isEqualTo("1d 4x 4.00 531");
  }

  @Test
  void dayThatMovesOnlyTheMonetaryScore_showsInThePicture() {
    Told m1 = member("m1").bought("2026-01-01", "300.00");
    for (int i = 0; i < 6; i++) {
      m1.bought("2026-12-31", "1.00");
    }
    m1.nothingUntil("2027-01-01");
    Decision scoreOnly = m1.decisions().get(m1.decisions().size() - 1);
    assertThat(scoreOnly.transitions()).isEmpty();
    assertThat(Told.text(Objects.requireNonNull(scoreOnly.picture()).rfm()))
        .isEqualTo("1d 6x 6.00 541");
  }

  @Test
  void causeOfAnEvent_isItsType() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-01", "10.00")
            .wasRefundedFor("o1", "2026-01-02", "10.00")
            .wasErased("2026-01-03")
            .bought("2026-01-04", "1");
    assertThat(m1.transitions())
        .extracting(Transition::cause)
        .containsSequence("refund", "refund", "refund", "purchase");
    assertThat(m1.transitions().get(0).cause()).isEqualTo("purchase");
    assertThat(m1.transitions().get(0).eventId()).isEqualTo("e1");
  }

  @Test
  void causeOfADaysStart_isTimeAndNamesNoEvent() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").nothingUntil("2026-01-31");
    Transition active = m1.lastMove("lifecycle");
    assertThat(active.cause()).isEqualTo("time");
    assertThat(active.eventId()).isNull();
  }

  @Test
  void eventInOrder_isEffectiveWhenItOccurred() {
    Told m1 = member("m1").bought("2026-01-01T09:30", "10.00");
    Transition first = m1.lastMove("lifecycle");
    assertThat(first.effectiveAt()).isEqualTo(m1.instant("2026-01-01T09:30"));
    assertThat(first.detectedAt()).isEqualTo(m1.instant("2026-01-01T09:30"));
  }

  @Test
  void timeIsEffectiveWhenItBecameTrue_howeverLateTheTick() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").oneTickAt("2026-07-15");
    assertThat(m1.moves("lifecycle"))
        .endsWith(
            "active by time on 2026-01-31",
            "at-risk by time on 2026-04-01",
            "dormant by time on 2026-06-30");
    assertThat(m1.transitions().subList(3, m1.transitions().size()))
        .extracting(Transition::detectedAt)
        .containsOnly(m1.instant("2026-07-15T00:00"));
  }

  @Test
  void beforeOfTime_isThePictureAtTheEndOfTheDayBefore() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").nothingUntil("2026-04-01");
    Transition atRisk = m1.lastMove("lifecycle");
    assertThat(Told.text(Objects.requireNonNull(atRisk.before()))).isEqualTo("89d 1x 10.00 311");
    assertThat(Told.text(atRisk.after())).isEqualTo("90d 1x 10.00 211");
  }

  @Test
  void beforeOfAnEvent_isThePictureJustBeforeIt() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-04-10", "5.00");
    Transition active = m1.lastMove("lifecycle");
    assertThat(Told.text(Objects.requireNonNull(active.before()))).isEqualTo("99d 1x 10.00 211");
    assertThat(Told.text(active.after())).isEqualTo("0d 2x 15.00 521");
  }

  @Test
  void reason_saysWhichFigureCrossedWhichLimit() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-04-10", "5.00");
    Transition atRisk = m1.transitions().get(5);
    assertThat(atRisk.to()).isEqualTo("at-risk");
    assertThat(atRisk.reason())
        .containsExactly(new Crossing(Figure.of(Figure.Kind.RECENCY_DAYS), 90, 89, 90));
    assertThat(m1.lastMove("lifecycle").reason())
        .containsExactly(new Crossing(Figure.of(Figure.Kind.RECENCY_DAYS), 90, 99, 0));
    assertThat(m1.lastMove("loyalty").reason())
        .containsExactly(new Crossing(Figure.of(Figure.Kind.FREQUENCY), 2, 1, 2));
  }

  @Test
  void reasonOfTheFirstAndTheLastOrder_isThatThereIsOne() {
    Figure orders = Figure.of(Figure.Kind.LIFETIME_ORDERS);
    Told m1 = member("m1").visited("2026-01-01").boughtOn("o1", "2026-01-02", "10.00");
    assertThat(m1.lastMove("loyalty").reason()).containsExactly(new Crossing(orders, 1, 0, 1));
    m1.wasRefundedFor("o1", "2026-01-03", "10.00");
    assertThat(m1.lastMove("loyalty").reason()).containsExactly(new Crossing(orders, 1, 1, 0));
  }

  @Test
  void reasonOfAnErasure_saysHowManyOrdersThereWere() {
    Figure orders = Figure.of(Figure.Kind.LIFETIME_ORDERS);
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-01-02", "10.00");
    m1.wasErased("2026-01-03");
    assertThat(m1.lastMove("loyalty").reason()).containsExactly(new Crossing(orders, 1, 2, 0));
  }

  @Test
  void reasonOfTheFirstReturn_isThatThereWasNoneBefore() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-07-01", "5.00");
    assertThat(m1.lastMove("lifecycle").reason())
        .containsExactly(
            new Crossing(Figure.of(Figure.Kind.RECENCY_DAYS), 90, 181, 0),
            new Crossing(Figure.daysSinceReturn(180), 60, Figure.INFINITE, 0));
  }

  @Test
  void lateEvent_landsOnItsOwnDayAndIsEffectiveWhenSeen() {
    Told m1 =
        member("m1")
            .bought("2026-03-01", "10.00")
            .nothingUntil("2026-03-20")
            .bought("2026-01-01", "5.00");
    Transition late = m1.lastMove("loyalty");
    assertThat(m1.on("2026-03-20").firstPurchaseAt()).isEqualTo(m1.instant("2026-01-01"));
    assertThat(late.to()).isEqualTo("repeat");
    assertThat(late.effectiveAt()).isEqualTo(m1.instant("2026-03-20T00:00"));
    assertThat(late.detectedAt()).isEqualTo(late.effectiveAt());
    // 78 days after its first order the member is not new any more: a correction, not a rewrite.
    assertThat(m1.moves("lifecycle"))
        .containsExactly("new by purchase on 2026-03-01", "active by purchase on 2026-03-20");
  }

  @Test
  void memberFirstHeardOfLate_startsWhereTheTickStands() {
    Told m1 = member("m1").bought("2026-12-01", "10.00").nothingUntil("2026-12-02");
    Told m2 = m1.another("m2").bought("2026-01-01", "10.00");
    assertThat(m2.transitions()).hasSize(3);
    assertThat(m2.moves("lifecycle")).containsExactly("dormant by purchase on 2026-12-02");
    assertThat(m2.lastMove("lifecycle").from()).isNull();
  }

  @Test
  void withoutATick_anEventOfTheMemberItselfRevealsWhatIsDue() {
    RuleBook rules = DefaultRules.book(defaultRetail());
    Lifecycle lifecycle = new Lifecycle();
    MemberEvent first = purchase("e1", "2026-01-01T04:00:00Z");
    MemberEvent second = purchase("e2", "2026-04-10T04:00:00Z");
    Instant seenAt = second.occurredAt();
    MemberState known =
        lifecycle.decide(MemberState.unknown(), first, first.occurredAt(), rules).next();
    Decision decision = lifecycle.decide(known, second, seenAt, rules);
    assertThat(decision.transitions())
        .filteredOn(t -> t.axis().equals("lifecycle"))
        .extracting(Transition::to)
        .containsExactly("active", "at-risk", "active");
    assertThat(decision.transitions()).extracting(Transition::detectedAt).containsOnly(seenAt);
    assertThat(decision.transitions().get(0).effectiveAt())
        .isEqualTo(Instant.parse("2026-01-30T16:00:00Z"));
  }

  private static MemberEvent purchase(String id, String at) {
    return new MemberEvent(
        id, "m1", "purchase", Instant.parse(at), 1_000L, "CNY", null, null, null, Map.of());
  }

  @Test
  void eventOfOneMember_movesNoOther() {
    Told m1 = member("m1").bought("2026-01-01", "10.00");
    MemberState before = m1.state();
    m1.another("m2").bought("2026-01-01T20:00", "10.00");
    assertThat(m1.state()).isSameAs(before);
  }

  @Test
  void deadline_isTheFirstInstantOnWhichTimeAloneChangesAScoreOrSegment() {
    Told m1 = member("m1").bought("2026-01-01", "10.00");
    assertThat(Lifecycle.due(m1.state(), DefaultRules.book(defaultRetail())))
        .isEqualTo(m1.instant("2026-01-31T00:00"));
  }
}
