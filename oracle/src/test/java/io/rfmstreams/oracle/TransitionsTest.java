package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Story.member;
import static io.rfmstreams.oracle.Story.told;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** When a member moves under {@code default-retail}, and what is said of it. */
class TransitionsTest {

  @Test
  void newMemberMovesOnEveryAxis_withItsFirstEvent() {
    Reference reference = member("m").bought("2026-01-03", "5").playedTo("2026-01-03");

    assertThat(told(reference.transitions("m")))
        .containsExactly(
            "1 value null>general-develop purchase 2026-01-03T04:00:00Z",
            "2 lifecycle null>new purchase 2026-01-03T04:00:00Z",
            "3 loyalty null>first-time purchase 2026-01-03T04:00:00Z");
    Transition first = reference.transitions("m").get(0);
    assertThat(first.before()).isNull();
    assertThat(first.after()).isEqualTo(new Figures(0, 1, 500L, 5, 1, 1));
    assertThat(first.eventId()).isEqualTo("e1");
    assertThat(first.detectedAt()).isEqualTo(first.effectiveAt());
  }

  @Test
  void silenceMovesAMember_atTheStartOfTheDayALimitIsReached() {
    Reference reference = member("m").bought("2026-01-03", "5").playedTo("2027-01-03");

    assertThat(told(after(reference, 3)))
        .containsExactly(
            "4 lifecycle new>active time 2026-02-01T16:00:00Z",
            "5 value general-develop>general-retain time 2026-04-02T16:00:00Z",
            "6 lifecycle active>at-risk time 2026-04-02T16:00:00Z",
            "7 lifecycle at-risk>dormant time 2026-07-01T16:00:00Z",
            "8 lifecycle dormant>churned time 2027-01-02T16:00:00Z",
            "9 loyalty first-time>none time 2027-01-02T16:00:00Z");
    Transition toRetain = reference.transitions("m").get(4);
    assertThat(toRetain.before()).isEqualTo(new Figures(89, 1, 500L, 3, 1, 1));
    assertThat(toRetain.after()).isEqualTo(new Figures(90, 1, 500L, 2, 1, 1));
    assertThat(toRetain.detectedAt()).isEqualTo(toRetain.effectiveAt());
    assertThat(toRetain.eventId()).isNull();
  }

  @Test
  void dayIsRevealedByTheFirstTickAtOrAfterIt_whenTicksAreMissing() {
    Reference reference =
        member("m").bought("2026-01-03", "5").tick("2026-03-01").tick("2026-05-01").readAsTold();

    assertThat(after(reference, 3))
        .extracting(Transition::effectiveAt, Transition::detectedAt)
        .extracting(Object::toString)
        .containsExactly(
            "(2026-02-01T16:00:00Z, 2026-02-28T16:00:00Z)",
            "(2026-04-02T16:00:00Z, 2026-04-30T16:00:00Z)",
            "(2026-04-02T16:00:00Z, 2026-04-30T16:00:00Z)");
  }

  @Test
  void dayIsRevealedByTheMembersOwnEvent_whenNoTickCameBefore() {
    Reference reference =
        member("m").bought("2026-01-03", "5").bought("2026-04-03T00:00:00", "5").readAsTold();

    assertThat(told(after(reference, 3)))
        .containsExactly(
            "4 lifecycle new>active time 2026-02-01T16:00:00Z",
            "5 value general-develop>general-retain time 2026-04-02T16:00:00Z",
            "6 lifecycle active>at-risk time 2026-04-02T16:00:00Z",
            "7 value general-retain>general-develop purchase 2026-04-02T16:00:00Z",
            "8 lifecycle at-risk>active purchase 2026-04-02T16:00:00Z",
            "9 loyalty first-time>repeat purchase 2026-04-02T16:00:00Z");
    assertThat(after(reference, 3))
        .allSatisfy(t -> assertThat(t.detectedAt()).isEqualTo("2026-04-02T16:00:00Z"));
    assertThat(reference.transitions("m").get(6).before())
        .as("for an event, the picture just before it")
        .isEqualTo(new Figures(90, 1, 500L, 2, 1, 1));
  }

  @Test
  void duplicatesAndDeadLettersRevealNothing_evenLongAfter() {
    Reference reference =
        member("m")
            .bought("2026-01-03", "5")
            .wasErased("2026-01-04")
            .did("visit", "2026-01-05")
            .as("v")
            .did("visit", "2026-12-05")
            .as("v")
            .readAsTold();

    assertThat(reference.fates()).endsWith(Fate.DUPLICATE);
    assertThat(reference.transitions("m")).hasSize(6);
  }

  @Test
  void duplicateDatedLaterDoesNotMoveTheInstant_aMemberStandsAt() {
    Reference reference =
        member("m")
            .bought("2026-01-03", "5")
            .bought("2026-06-03", "5")
            .as("e1")
            .gaveBack("2026-01-04", "5")
            .readAsTold();

    assertThat(reference.transitions("m")).hasSize(3);
  }

  @Test
  void memberFirstHeardOfLateStartsWhereTheTickStands_withoutAReplayedPast() {
    Reference reference =
        member("m").tick("2026-05-01").bought("2026-01-03", "5").tick("2026-05-02").readAsTold();

    assertThat(told(reference.transitions("m")))
        .containsExactly(
            "1 value null>general-retain purchase 2026-04-30T16:00:00Z",
            "2 lifecycle null>at-risk purchase 2026-04-30T16:00:00Z",
            "3 loyalty null>first-time purchase 2026-04-30T16:00:00Z");
  }

  @Test
  void lateEventLandsOnItsOwnDay_andIsSeenWhereTheMemberStands() {
    Reference reference =
        member("m")
            .bought("2026-01-03", "5")
            .tick("2026-04-10")
            .bought("2026-03-20", "5")
            .readAsTold();

    assertThat(told(after(reference, 6)))
        .containsExactly(
            "7 value general-retain>general-develop purchase 2026-04-09T16:00:00Z",
            "8 lifecycle at-risk>active purchase 2026-04-09T16:00:00Z",
            "9 loyalty first-time>repeat purchase 2026-04-09T16:00:00Z");
    assertThat(reference.transitions("m").get(6).after().recencyDays()).isEqualTo(21);
  }

  @Test
  void reversalIsACompensatingTransition_backToProspect() {
    Reference reference =
        member("m")
            .bought("2026-01-03", "5", "o1")
            .gaveBack("2026-01-05", "5", "o1")
            .playedTo("2027-06-01");

    assertThat(told(after(reference, 3)))
        .containsExactly(
            "4 value general-develop>none refund 2026-01-05T04:00:00Z",
            "5 lifecycle new>prospect refund 2026-01-05T04:00:00Z",
            "6 loyalty first-time>none refund 2026-01-05T04:00:00Z");
    assertThat(reference.transitions("m").get(3).after()).isEqualTo(Figures.withoutOrder(0));
  }

  @Test
  void erasureMovesToNoOrder_andTheSequenceGoesOn() {
    Reference reference =
        member("m")
            .bought("2026-01-03", "5")
            .wasErased("2026-01-05")
            .bought("2026-01-09", "5")
            .playedTo("2026-01-09");

    assertThat(told(after(reference, 3)))
        .containsExactly(
            "4 value general-develop>none erased 2026-01-05T04:00:00Z",
            "5 lifecycle new>prospect erased 2026-01-05T04:00:00Z",
            "6 loyalty first-time>none erased 2026-01-05T04:00:00Z",
            "7 value none>general-develop purchase 2026-01-09T04:00:00Z",
            "8 lifecycle prospect>new purchase 2026-01-09T04:00:00Z",
            "9 loyalty none>first-time purchase 2026-01-09T04:00:00Z");
  }

  @Test
  void erasureOfAMemberNeverHeardOf_makesItKnown() {
    assertThat(told(member("m").wasErased("2026-01-05").readAsTold().transitions("m")))
        .containsExactly(
            "1 value null>none erased 2026-01-05T04:00:00Z",
            "2 lifecycle null>prospect erased 2026-01-05T04:00:00Z",
            "3 loyalty null>none erased 2026-01-05T04:00:00Z");
  }

  @Test
  void orderLeavingTheWindow_movesTheMember() {
    Reference reference =
        member("m").bought("2026-01-03", "5").bought("2026-12-03", "5").playedTo("2027-01-03");

    assertThat(told(reference.transitions("m")))
        .endsWith("11 loyalty repeat>first-time time 2027-01-02T16:00:00Z");
  }

  @Test
  void moveCarriesTheFirstInstantOfItsDay_whereMidnightIsMissing() {
    ZoneId saoPaulo = ZoneId.of("America/Sao_Paulo");
    Reference reference =
        member("m")
            .under(RuleParameters.defaultRetail().withZone(saoPaulo))
            .bought("2018-10-05", "5")
            .playedTo("2018-11-04");

    assertThat(told(reference.transitions("m")))
        .endsWith("4 lifecycle new>active time 2018-11-04T03:00:00Z");
  }

  @Test
  void limitReachedOnASkippedDay_isSeenOnTheNextAtOnce() {
    Reference reference =
        member("m")
            .under(RuleParameters.defaultRetail().withZone(ZoneId.of("Pacific/Apia")))
            .bought("2011-11-30", "5")
            .playedTo("2012-01-02");

    assertThat(told(reference.transitions("m")))
        .endsWith("4 lifecycle new>active time 2011-12-30T10:00:00Z");
    Transition toActive = reference.transitions("m").get(3);
    assertThat(toActive.before()).isEqualTo(new Figures(29, 1, 500L, 5, 1, 1));
    assertThat(toActive.after()).isEqualTo(new Figures(31, 1, 500L, 4, 1, 1));
  }

  @Test
  void memberStaysOnTheDayThatBegan_whileTheClockShowsTheDayBeforeAgain() {
    // At 00:01 of 7 November 2010 the clock went back to 23:01 of the 6th.
    RuleParameters stJohns = RuleParameters.defaultRetail().withZone(ZoneId.of("America/St_Johns"));
    Story story = member("m").under(stJohns).bought("2010-10-08", "5").tick("2010-11-07");
    LogLine secondEvening = at(story.lines().get(0), "2010-11-07T02:45:00Z");
    List<JournalEntry> journal = new ArrayList<>(story.readAsTold().journal());
    journal.add(new JournalEntry.Event(secondEvening));
    Reference reference = Reference.of(journal, stJohns);

    assertThat(told(after(reference, 3)))
        .containsExactly(
            "4 lifecycle new>active time 2010-11-07T02:30:00Z",
            "5 loyalty first-time>repeat purchase 2010-11-07T02:45:00Z");
    assertThat(reference.transitions("m").get(4).after().recencyDays())
        .as("the order is of the 6th, seen on the 7th")
        .isEqualTo(1);
  }

  private static LogLine at(LogLine like, String instant) {
    return new LogLine(
        "again",
        like.memberId(),
        like.type(),
        Instant.parse(instant),
        like.amountMinor(),
        like.currency(),
        null,
        null,
        Map.of());
  }

  @Test
  void tickNotLaterThanThePartitionsLastIsIgnored_forMembersHeardOfAfterIt() {
    Reference reference =
        member("m").tick("2026-05-01").tick("2026-01-05").bought("2026-01-03", "5").readAsTold();

    assertThat(told(reference.transitions("m")))
        .contains("2 lifecycle null>at-risk purchase 2026-04-30T16:00:00Z");
  }

  @Test
  void tickBehindAMemberMovesNothing_untilOneIsAheadOfIt() {
    Story story = member("m").bought("2026-05-03", "5").tick("2026-03-01").tick("2026-05-04");
    assertThat(story.readAsTold().transitions("m")).hasSize(3);

    assertThat(told(story.tick("2026-06-02").readAsTold().transitions("m")))
        .endsWith("4 lifecycle new>active time 2026-06-01T16:00:00Z");
  }

  private static List<Transition> after(Reference reference, int sequence) {
    return reference.transitions("m").stream().filter(t -> t.sequence() > sequence).toList();
  }
}
