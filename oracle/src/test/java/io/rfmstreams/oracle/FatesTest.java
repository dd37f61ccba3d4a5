package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Fate.ACCEPTED;
import static io.rfmstreams.oracle.Fate.CONFLICTING_ID;
import static io.rfmstreams.oracle.Fate.DUPLICATE;
import static io.rfmstreams.oracle.Fate.ERASED;
import static io.rfmstreams.oracle.Fate.TOO_LATE;
import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatesTest {

  @Test
  void sameLineAgainIsADuplicate_andCountsOnce() {
    Story story = member("m").bought("2026-01-03", "5").again();

    assertThat(story.fates()).containsExactly(ACCEPTED, DUPLICATE);
    assertThat(story.facts().orders()).hasSize(1);
  }

  @Test
  void firstInTheLogWins_whateverTheOtherSays() {
    Story story = member("m").bought("2026-01-03", "5").gaveBack("2026-01-01", "7").as("e1");

    assertThat(story.fates()).containsExactly(ACCEPTED, CONFLICTING_ID);
    assertThat(story.picture("2026-01-03").lifetimeMonetaryMinor()).isEqualTo(500);
  }

  @Test
  void sameIdConflicts_whenTypeAmountOrderOrDayIsAnother() {
    Story story =
        member("m")
            .bought("2026-01-03", "5", "o1")
            .gaveBack("2026-01-03", "5", "o1")
            .as("e1")
            .bought("2026-01-03", "5.01", "o1")
            .as("e1")
            .bought("2026-01-03", "5", "o2")
            .as("e1")
            .bought("2026-01-03", "5")
            .as("e1")
            .bought("2026-01-04T00:00:00", "5", "o1")
            .as("e1");

    assertThat(story.fates().subList(1, 6)).containsOnly(CONFLICTING_ID);
    assertThat(story.facts().orders()).extracting(Facts.Order::netMinor).containsExactly(500L);
  }

  @Test
  void sameIdIsADuplicate_whenOnlyTheTimeOfDayIsAnother() {
    Story story =
        member("m")
            .bought("2026-01-03T00:00:00", "5")
            .bought("2026-01-03T23:59:59.999", "5")
            .as("e1");

    assertThat(story.fates()).containsExactly(ACCEPTED, DUPLICATE);
  }

  @Test
  void sameIdOfOtherEventsIsADuplicate_whateverTheOtherSays() {
    Story story = member("m").did("visit", "2026-01-03").said("2026-01-04", "consent=no").as("e1");

    assertThat(story.fates()).containsExactly(ACCEPTED, DUPLICATE);
    assertThat(story.facts().profile().refuses()).isFalse();
  }

  @Test
  void sameIdConflictsNoMore_onceTheFirstHasLeftTheMemory() {
    Story story =
        member("m")
            .under(RuleParameters.defaultRetail().withMemory(1, 1))
            .bought("2026-01-03", "5")
            .bought("2026-01-04", "5")
            .bought("2026-01-05", "7")
            .as("e1");

    assertThat(story.fates()).containsExactly(ACCEPTED, ACCEPTED, ACCEPTED);
  }

  @Test
  void purchaseIsRepeated_whenAnotherIdHasItsOrderAmountAndInstant() {
    Story story =
        member("m")
            .bought("2026-01-03", "5", "o1")
            .bought("2026-01-03", "5", "o1")
            .bought("2026-01-03", "5", "o1")
            .bought("2026-01-03", "5")
            .bought("2026-01-03", "5");

    assertThat(story.readAsTold().repeated()).isEqualTo(3);
    assertThat(story.facts().orders()).extracting(Facts.Order::netMinor).contains(1500L);
  }

  @Test
  void purchaseIsNotRepeated_byAnythingElse() {
    Story story =
        member("m")
            .bought("2026-01-03", "5", "o1")
            .again()
            .bought("2026-01-03", "5", "o2")
            .bought("2026-01-03", "6", "o1")
            .bought("2026-01-03T12:00:00.001", "5", "o1")
            .gaveBack("2026-01-03", "5", "o1")
            .gaveBack("2026-01-03", "5", "o1");

    assertThat(story.readAsTold().repeated()).isZero();
  }

  @Test
  void purchaseIsRepeated_onlyOfAKeptOne() {
    Story story =
        member("m")
            .under(RuleParameters.defaultRetail().withMemory(1, 1))
            .bought("2026-01-03", "5")
            .bought("2026-01-03", "5");
    assertThat(story.readAsTold().repeated()).isEqualTo(1);

    story.bought("2026-01-04", "5").bought("2026-01-04", "5").as("e9");
    assertThat(story.readAsTold().repeated()).isEqualTo(2);
  }

  @Test
  void profileIsNeverTooLate_soThatAnOptOutCounts() {
    Story story =
        member("m")
            .under(RuleParameters.defaultRetail().withMemory(1, 1))
            .did("visit", "2026-01-05")
            .did("visit", "2026-01-06")
            .did("visit", "2026-01-03")
            .said("2026-01-03", "consent=no")
            .again();

    assertThat(story.fates()).containsExactly(ACCEPTED, ACCEPTED, TOO_LATE, ACCEPTED, ACCEPTED);
    assertThat(story.facts().profile().refuses()).isTrue();
    assertThat(story.facts().rememberedOtherIds()).containsExactly("e2");
    assertThat(story.facts().closedOtherDay()).isEqualTo("2026-01-04");
  }

  @Test
  void profileOfBeforeTheErasureIsADeadLetter_likeAnyOther() {
    Story story = member("m").wasErased("2026-01-04").said("2026-01-04", "consent=yes");

    assertThat(story.fates()).containsExactly(ACCEPTED, ERASED);
  }

  @Test
  void sameIdIsNoDuplicate_amongTheOtherKindOfEvents() {
    Story story = member("m").bought("2026-01-03", "5").did("visit", "2026-01-03").as("e1");

    assertThat(story.fates()).containsExactly(ACCEPTED, ACCEPTED);
    assertThat(story.did("points", "2026-01-03").as("e1").fates()).endsWith(DUPLICATE);
  }

  @Test
  void sameIdIsNoDuplicate_ofAnotherMember() {
    List<LogLine> lines = new ArrayList<>(member("one").bought("2026-01-03", "5").lines());
    lines.addAll(member("other").bought("2026-01-03", "5").lines());

    assertThat(
            Reference.ofPlayed(lines, LocalDate.parse("2026-01-03"), RuleParameters.defaultRetail())
                .fates())
        .containsExactly(ACCEPTED, ACCEPTED);
  }

  @Test
  void conflictStandsBeforeTooLate_whenItsOtherContentIsOfAClosedDay() {
    Story story =
        member("m")
            .under(RuleParameters.defaultRetail().withMemory(1, 1))
            .bought("2026-01-03", "5")
            .bought("2026-01-04", "5")
            .bought("2026-01-02", "5")
            .as("e2");

    assertThat(story.fates()).endsWith(CONFLICTING_ID);
  }

  @Test
  void conflictStandsBeforeErased_whenItsOtherContentIsFromBeforeTheErasure() {
    Story story =
        member("m")
            .wasErased("2026-01-04")
            .bought("2026-01-06", "5")
            .bought("2026-01-03", "5")
            .as("e2");

    assertThat(story.fates()).endsWith(CONFLICTING_ID);
  }

  @Test
  void eventsUpToTheErasureAreDeadLetters_laterOnesStartAnew() {
    Story story =
        member("m")
            .bought("2026-01-03", "5")
            .wasErased("2026-01-04")
            .bought("2026-01-03", "5")
            .bought("2026-01-04", "5")
            .bought("2026-01-04T12:00:00.001", "7");

    assertThat(story.fates()).containsExactly(ACCEPTED, ACCEPTED, ERASED, ERASED, ACCEPTED);
    assertThat(story.facts().orders()).extracting(Facts.Order::netMinor).containsExactly(700L);
  }

  @Test
  void idsFromBeforeTheErasureAreForgotten_soThatTheyStartAnew() {
    Story story =
        member("m").bought("2026-01-03", "5").wasErased("2026-01-04").bought("2026-01-05", "5");

    assertThat(story.as("e1").fates()).containsExactly(ACCEPTED, ACCEPTED, ACCEPTED);
  }

  @Test
  void erasureComingAgainIsADeadLetter_becauseItIsNotAfterItself() {
    assertThat(member("m").wasErased("2026-01-04").again().fates())
        .containsExactly(ACCEPTED, ERASED);
  }

  @Test
  void laterErasureRaisesTheBar_earlierOneIsADeadLetter() {
    Story story =
        member("m")
            .wasErased("2026-01-04")
            .wasErased("2026-01-02")
            .wasErased("2026-01-08")
            .bought("2026-01-06", "5");

    assertThat(story.fates()).containsExactly(ACCEPTED, ERASED, ACCEPTED, ERASED);
  }

  @Test
  void erasureForgetsAllThatTheLogHasBefore_evenWhatIsDatedLater() {
    Story story = member("m").bought("2026-01-09", "5").wasErased("2026-01-04");

    assertThat(story.facts().orders()).isEmpty();
  }

  @Test
  void erasedStandsBeforeTooLate_whenBothApply() {
    Story story =
        member("m")
            .under(RuleParameters.defaultRetail().withMemory(1, 1))
            .wasErased("2026-01-04")
            .bought("2026-01-06", "5")
            .bought("2026-01-07", "5")
            .bought("2026-01-03", "5");

    assertThat(story.fates()).endsWith(ERASED);
  }

  @Test
  void erasedMemberIsNotListed_untilItComesBack() {
    Story story = member("m").bought("2026-01-03", "5").wasErased("2026-01-04");
    assertThat(story.playedTo("2026-01-09").members(LocalDate.parse("2026-01-09"))).isEmpty();

    story.did("visit", "2026-01-05");
    assertThat(story.playedTo("2026-01-09").members(LocalDate.parse("2026-01-09"))).hasSize(1);
  }

  @Test
  void loadingAFileTwiceChangesNothing_butTheDuplicates() {
    List<LogLine> once = HostileLogs.seeded(11).withErasures(false).lines();
    LocalDate lastDay = HostileLogs.seeded(11).lastDay();
    RuleParameters rules =
        HostilePolicies.with(
            RuleParameters.defaultRetail().withZone(HostileLogs.seeded(11).zone()),
            11,
            HostileLogs.seeded(11));
    List<LogLine> twice = new ArrayList<>(once);
    twice.addAll(once);

    Reference first = Reference.ofPlayed(once, lastDay, rules);
    Reference second = Reference.ofPlayed(twice, lastDay, rules);

    assertThat(second.count(ACCEPTED)).isEqualTo(first.count(ACCEPTED));
    assertThat(second.count(DUPLICATE) + second.count(CONFLICTING_ID))
        .isEqualTo(first.count(DUPLICATE) + first.count(CONFLICTING_ID) + once.size());
    assertThat(second.count(CONFLICTING_ID)).isEqualTo(2 * first.count(CONFLICTING_ID));
    assertThat(second.signals()).isEqualTo(first.signals());
    assertThat(second.repeated()).isEqualTo(first.repeated());
    assertThat(second.members(lastDay)).isEqualTo(first.members(lastDay));
  }
}
