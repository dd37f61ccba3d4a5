package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.PolicyParameters.into;
import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Which triggers are told of a member under {@code default-retail}: one that buys on 3 January 2026
 * is at risk from 3 April, dormant from 2 July and churned from 3 January 2027.
 */
class WinBackTest {

  /** Into at-risk, dormant and churned; one in 200 days, good for 100. */
  private static final PolicyParameters SILENT =
      PolicyParameters.of(
          "silent",
          into(Axis.LIFECYCLE, "at-risk", "dormant", "churned"),
          Duration.ofDays(200),
          Duration.ofDays(100));

  private static Story bought(PolicyParameters... policies) {
    return member("m")
        .under(RuleParameters.defaultRetail().withPolicies(policies))
        .bought("2026-01-03", "5");
  }

  private static final String SEND =
      "send silent #6 active>at-risk time 2026-04-03 until 2026-07-12";

  @Test
  void moveIsTold_whenAPolicyMatchesIt() {
    Story story = bought(SILENT).ticks("2026-01-04", "2026-04-03");

    assertThat(story.signals()).containsExactly(SEND);
    assertThat(story.counts()).isEqualTo(new TriggerCounts(1, 0, 0, 0, 0));
  }

  @Test
  void purchaseCancels_whatItMakesPointless_andTheCoolDownStays() {
    Story story =
        bought(SILENT.withFirstMoves())
            .ticks("2026-01-04", "2026-04-03")
            .bought("2026-04-10", "5")
            .ticks("2026-04-11", "2026-10-20")
            .bought("2026-10-20", "5")
            .ticks("2026-10-21", "2027-01-18");

    assertThat(story.signals())
        .as("at risk again on 9 July, within 200 days; dormant on 7 October, too")
        .containsExactly(
            SEND,
            "cancel silent #6 moved purchase 2026-04-10T12:00",
            "send silent #20 active>at-risk time 2027-01-18 until 2027-04-28");
  }

  @Test
  void timeCancels_andLiftsTheCoolDown_soThatWhatIsWorseIsTold() {
    Story story = bought(SILENT).ticks("2026-01-04", "2026-07-02");

    assertThat(story.signals())
        .containsExactly(
            SEND,
            "cancel silent #6 moved time 2026-07-02",
            "send silent #7 at-risk>dormant time 2026-07-02 until 2026-10-10");
  }

  @Test
  void coolDownStays_whenTheTriggerIsOverBeforeTimeMovesTheMember() {
    PolicyParameters brief =
        PolicyParameters.of("silent", SILENT.condition(), SILENT.cooldown(), Duration.ofDays(90));

    assertThat(bought(brief).ticks("2026-01-04", "2026-07-02").signals())
        .as("it expires at the very instant at which it would have ended")
        .containsExactly("send silent #6 active>at-risk time 2026-04-03 until 2026-07-02");
  }

  @Test
  void coolDownIsOver_atItsLastInstant() {
    PolicyParameters ninety =
        PolicyParameters.of("silent", SILENT.condition(), Duration.ofDays(90), Duration.ofDays(1));
    PolicyParameters longer =
        PolicyParameters.of(
            "silent", SILENT.condition(), Duration.ofDays(90).plusMillis(1), Duration.ofDays(1));

    assertThat(bought(ninety).ticks("2026-01-04", "2026-07-02").signals()).hasSize(2);
    assertThat(bought(longer).ticks("2026-01-04", "2026-07-02").signals()).hasSize(1);
  }

  @Test
  void policiesHaveCoolDownsOfTheirOwn_andAreAskedInOrder() {
    PolicyParameters other =
        PolicyParameters.of(
            "other", move -> move.axis() != Axis.LOYALTY, Duration.ofDays(9), Duration.ofDays(9));

    assertThat(bought(SILENT, other).ticks("2026-01-04", "2026-04-03").signals())
        .containsExactly(
            "send other #4 new>active time 2026-02-02 until 2026-02-11",
            "send other #5 general-develop>general-retain time 2026-04-03 until 2026-04-12",
            "send silent #6 active>at-risk time 2026-04-03 until 2026-07-12");
  }

  @Test
  void conditionSeesTheSegmentsAfterAllMoves_ofTheEvaluation() {
    PolicyParameters value =
        PolicyParameters.of(
            "value",
            move -> move.axis() == Axis.VALUE && move.segments().containsValue("at-risk"),
            Duration.ZERO,
            Duration.ofDays(9));

    assertThat(bought(value).ticks("2026-01-04", "2026-04-03").signals())
        .containsExactly(
            "send value #5 general-develop>general-retain time 2026-04-03 until 2026-04-12");
  }

  @Test
  void firstMoveIsNoCandidate_unlessThePolicySaysSo() {
    Story late = member("m").under(RuleParameters.defaultRetail().withPolicies(SILENT));
    late.tick("2026-06-01").bought("2026-01-03", "5");
    assertThat(late.signals()).isEmpty();
    assertThat(late.counts()).isEqualTo(TriggerCounts.NONE);

    Story said =
        member("m").under(RuleParameters.defaultRetail().withPolicies(SILENT.withFirstMoves()));
    said.tick("2026-06-01").bought("2026-01-03", "5");
    assertThat(said.signals())
        .containsExactly("send silent #2 null>at-risk purchase 2026-06-01 until 2026-09-09");
  }

  @Test
  void noBlocksAndCancels_whateverThePolicySays() {
    assertThat(bought(SILENT).said("2026-01-04", "consent=no").tick("2026-04-03").counts())
        .isEqualTo(new TriggerCounts(0, 0, 1, 0, 0));
    assertThat(bought(SILENT).tick("2026-04-03").said("2026-04-09", "consent=no").signals())
        .containsExactly(SEND, "cancel silent #6 opted-out profile 2026-04-09T12:00");
  }

  @Test
  void lateNoCancels_unlessANewerYesIsKnown() {
    assertThat(bought(SILENT).tick("2026-04-03").said("2026-01-02", "consent=no").signals())
        .containsExactly(SEND, "cancel silent #6 opted-out profile 2026-04-03");
    assertThat(
            bought(SILENT)
                .said("2026-01-04", "consent=yes")
                .tick("2026-04-03")
                .said("2026-01-02", "consent=no")
                .signals())
        .containsExactly(SEND);
  }

  @Test
  void noOfAChannelIsNoOptOut() {
    assertThat(
            bought(SILENT)
                .said("2026-01-04", "consent.email=no")
                .tick("2026-04-03")
                .said("2026-04-05", "consent.sms=no")
                .signals())
        .containsExactly(SEND);
  }

  @Test
  void silenceOnConsentBlocks_whereItIsRequired() {
    assertThat(bought(SILENT.withConsentRequired()).tick("2026-04-03").counts())
        .isEqualTo(new TriggerCounts(0, 0, 1, 0, 0));
    assertThat(
            bought(SILENT.withConsentRequired())
                .said("2026-01-04", "consent=yes")
                .tick("2026-04-03")
                .signals())
        .containsExactly(SEND);
  }

  @Test
  void silenceOnConsentBlocks_afterAnErasure() {
    Story story = bought(SILENT).wasErased("2026-01-04").bought("2026-01-05", "5");
    story.tick("2026-04-05");
    assertThat(story.counts()).isEqualTo(new TriggerCounts(0, 0, 1, 0, 0));

    story.said("2026-04-06", "consent=yes").tick("2026-07-04");
    assertThat(story.signals())
        .containsExactly("send silent #13 at-risk>dormant time 2026-07-04 until 2026-10-12");
  }

  @Test
  void blockedCandidateStartsNoCoolDown() {
    Story story = bought(SILENT.withConsentRequired()).tick("2026-04-03");
    story.said("2026-04-04", "consent=yes").tick("2026-07-02");

    assertThat(story.signals())
        .containsExactly("send silent #7 at-risk>dormant time 2026-07-02 until 2026-10-10");
  }

  @Test
  void complaintSuppresses_onItsDayAndTheDaysAfter() {
    PolicyParameters policy = SILENT.withSuppressAfter(Map.of("complaint", 30));

    assertThat(bought(policy).did("complaint", "2026-03-05").tick("2026-04-03").counts())
        .as("29 days old")
        .isEqualTo(new TriggerCounts(0, 0, 1, 0, 0));
    assertThat(bought(policy).did("complaint", "2026-03-04T23:59").tick("2026-04-03").counts())
        .as("30 days old")
        .isEqualTo(new TriggerCounts(1, 0, 0, 0, 0));
  }

  @Test
  void complaintCancels_alsoALateOneWhileItSuppresses() {
    PolicyParameters policy = SILENT.withSuppressAfter(Map.of("complaint", 30));

    assertThat(bought(policy).tick("2026-04-03").did("complaint", "2026-04-05").signals())
        .containsExactly(SEND, "cancel silent #6 suppressed complaint 2026-04-05T12:00");
    assertThat(bought(policy).tick("2026-04-03").did("complaint", "2026-03-05").signals())
        .containsExactly(SEND, "cancel silent #6 suppressed complaint 2026-04-03");
    assertThat(bought(policy).tick("2026-04-03").did("complaint", "2026-03-04").signals())
        .containsExactly(SEND);
  }

  @Test
  void newestComplaintCounts_longAfterItLeftTheMemory() {
    Story story =
        member("m")
            .under(
                RuleParameters.defaultRetail()
                    .withMemory(1, 1)
                    .withPolicies(SILENT.withSuppressAfter(Map.of("complaint", 30))))
            .bought("2026-01-03", "5")
            .did("complaint", "2026-03-20")
            .did("complaint", "2026-03-01")
            .did("visit", "2026-03-21")
            .did("visit", "2026-03-22");

    assertThat(story.tick("2026-04-03").counts()).isEqualTo(new TriggerCounts(0, 0, 1, 0, 0));
  }

  @Test
  void refundSuppresses_onlyWherePolicyNamesIt() {
    PolicyParameters named = SILENT.withSuppressAfter(Map.of("refund", 14));

    assertThat(bought(named).gaveBack("2026-03-25", "1").tick("2026-04-03").counts().blocked())
        .isEqualTo(1);
    assertThat(bought(SILENT).gaveBack("2026-03-25", "1").tick("2026-04-03").counts().blocked())
        .isZero();
  }

  @Test
  void rejectedEventsDoNotSuppress() {
    PolicyParameters policy = SILENT.withSuppressAfter(Map.of("purchase", 9));

    assertThat(bought(policy).tick("2026-04-03").bought("2026-04-02", "7").as("e1").signals())
        .as("a conflicting id")
        .containsExactly(SEND);
  }

  @Test
  void candidatePastItsExpiryIsCounted_andStartsNoCoolDown() {
    assertThat(bought(SILENT).tick("2026-07-12").counts())
        .as("at risk and dormant; the latter is told")
        .isEqualTo(new TriggerCounts(1, 0, 0, 1, 0));
    assertThat(bought(SILENT).tick("2026-07-01").signals()).containsExactly(SEND);
    assertThat(
            bought(SILENT)
                .tick("2026-07-01")
                .tick("2026-07-12")
                .bought("2026-07-12", "5")
                .signals())
        .as("cancelled by dormancy, detected at its expiry: over")
        .containsExactly(SEND);
  }

  @Test
  void nothingIsTold_ofWhatOneTickBringsAndTakes() {
    Story story = bought(SILENT).tick("2026-07-02");

    assertThat(story.signals())
        .containsExactly("send silent #7 at-risk>dormant time 2026-07-02 until 2026-10-10");
    assertThat(story.counts()).isEqualTo(new TriggerCounts(1, 0, 0, 0, 1));
  }

  @Test
  void nothingIsTold_ofWhatOneEventRevealsAndEnds_andItsCoolDownIsLifted() {
    Story story = bought(SILENT).bought("2026-04-10", "5").ticks("2026-07-09", "2026-07-09");

    assertThat(story.signals())
        .containsExactly("send silent #11 active>at-risk time 2026-07-09 until 2026-10-17");
    assertThat(story.counts()).isEqualTo(new TriggerCounts(1, 0, 0, 0, 1));
  }

  @Test
  void erasureCancelsWhatIsLive_thenForgetsCoolDownsToo() {
    Story story = bought(SILENT).tick("2026-04-03").wasErased("2026-04-05");
    assertThat(story.signals())
        .containsExactly(SEND, "cancel silent #6 erased erased 2026-04-05T12:00");

    story.bought("2026-04-06", "5").said("2026-04-06", "consent=yes").tick("2026-07-05");
    assertThat(story.signals())
        .endsWith("send silent #15 active>at-risk time 2026-07-05 until 2026-10-13");
  }

  @Test
  void erasureIsNoCandidate_whereverItMovesTheMember() {
    PolicyParameters anything =
        PolicyParameters.of("any", move -> true, Duration.ZERO, Duration.ofDays(1));

    assertThat(bought(anything).wasErased("2026-01-04").counts()).isEqualTo(TriggerCounts.NONE);
  }

  @Test
  void firstReasonIsGiven_whenSeveralHold() {
    PolicyParameters policy = SILENT.withSuppressAfter(Map.of("purchase", 9, "profile", 9));

    assertThat(bought(policy).tick("2026-04-03").bought("2026-04-05", "5").signals())
        .endsWith("cancel silent #6 moved purchase 2026-04-05T12:00");
    assertThat(bought(policy).tick("2026-04-03").said("2026-04-05", "consent=no").signals())
        .endsWith("cancel silent #6 opted-out profile 2026-04-05T12:00");
  }

  @Test
  void endsComeInTheOrderOfProposal_andBeforeNewCandidates() {
    PolicyParameters dormant =
        PolicyParameters.of(
            "dormant", into(Axis.LIFECYCLE, "dormant"), Duration.ZERO, Duration.ofDays(300));
    PolicyParameters value =
        PolicyParameters.of(
            "value", into(Axis.VALUE, "general-retain"), Duration.ZERO, Duration.ofDays(300));
    Story story =
        bought(dormant, SILENT, value).ticks("2026-01-04", "2026-07-02").bought("2026-07-03", "5");

    assertThat(story.signals())
        .containsExactly(
            "send value #5 general-develop>general-retain time 2026-04-03 until 2027-01-28",
            SEND,
            "cancel silent #6 moved time 2026-07-02",
            "send dormant #7 at-risk>dormant time 2026-07-02 until 2027-04-28",
            "send silent #7 at-risk>dormant time 2026-07-02 until 2026-10-10",
            "cancel value #5 moved purchase 2026-07-03T12:00",
            "cancel dormant #7 moved purchase 2026-07-03T12:00",
            "cancel silent #7 moved purchase 2026-07-03T12:00");
  }

  @Test
  void historyIsNotTold_butCountsForCoolDownsAndIsTakenBackAsSilently() {
    Story story =
        member("m")
            .under(
                RuleParameters.defaultRetail()
                    .withPolicies(SILENT)
                    .withTriggersFrom(LocalDate.parse("2026-04-04")))
            .bought("2026-01-03", "5")
            .tick("2026-04-03")
            .bought("2026-04-10", "5")
            .ticks("2026-04-11", "2026-10-07");

    assertThat(story.signals())
        .containsExactly("(" + SEND + ")", "(cancel silent #6 moved purchase 2026-04-10T12:00)");
    assertThat(
            member("m")
                .under(
                    RuleParameters.defaultRetail()
                        .withPolicies(SILENT)
                        .withTriggersFrom(LocalDate.parse("2026-04-03")))
                .bought("2026-01-03", "5")
                .tick("2026-04-03")
                .signals())
        .containsExactly(SEND);
  }
}
