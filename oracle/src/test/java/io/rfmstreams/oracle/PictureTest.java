package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Figures, scores and segments of {@code default-retail} as of a day. */
class PictureTest {

  @Test
  void orderIsInTheWindow_untilItIsExactlyThatManyDaysOld() {
    Story story = member("m").bought("2025-03-10", "5").bought("2025-06-01", "5");

    assertThat(story.picture("2026-03-09").figures().frequency()).isEqualTo(2);
    assertThat(story.picture("2026-03-10").figures().frequency()).isEqualTo(1);
  }

  @Test
  void everyOrderIsInTheWindow_whenItIsUnlimited() {
    Story story =
        member("m")
            .under(RuleParameters.defaultRetail().withWindowDays(null))
            .bought("2015-03-10", "5")
            .gaveBack("2015-03-11", "1");

    assertThat(story.picture("2026-03-10").figures().frequency()).isEqualTo(1);
    assertThat(story.picture("2026-03-10").figures().monetaryMinor()).isEqualTo(400);
  }

  @Test
  void recencyCountsOnOutsideTheWindow_whereFrequencyIsNothing() {
    Picture picture = member("m").bought("2024-01-01", "900").picture("2026-01-01");

    assertThat(picture.figures()).isEqualTo(new Figures(731, 0, 0L, 1, 1, 1));
    assertThat(picture.lifetimeOrders()).isEqualTo(1);
    assertThat(picture.lifetimeMonetaryMinor()).isEqualTo(90_000);
    assertThat(picture.segment(Axis.LOYALTY)).isEqualTo("none");
    assertThat(picture.segment(Axis.VALUE)).isEqualTo("general-retain");
  }

  @Test
  void recencyCountsCalendarDays_notHours() {
    Story story = member("m").bought("2026-01-03T23:59:59.999", "5");

    assertThat(story.picture("2026-01-03").figures().recencyDays()).isZero();
    assertThat(story.picture("2026-01-04").figures().recencyDays()).isEqualTo(1);
  }

  @Test
  void memberWithoutOrderHasNoScores_andAProspectsSegments() {
    Picture picture = member("m").did("signup", "2026-01-03").picture("2026-01-09");

    assertThat(picture.figures()).isEqualTo(Figures.withoutOrder(0));
    assertThat(picture.firstPurchaseAt()).isNull();
    assertThat(picture.segments())
        .containsEntry(Axis.VALUE, "none")
        .containsEntry(Axis.LIFECYCLE, "prospect")
        .containsEntry(Axis.LOYALTY, "none");
  }

  @ParameterizedTest
  @CsvSource({"0, 5", "29, 5", "30, 4", "59, 4", "60, 3", "90, 2", "179, 2", "180, 1", "999, 1"})
  void recencyScoreFalls_onTheDayABoundaryIsReached(int recency, int score) {
    assertThat(boughtDaysAgo(recency).figures().r()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 3", "4, 3", "5, 4", "8, 4", "9, 5", "10, 5"})
  void frequencyScoreRises_withTheOrderThatReachesABoundary(int orders, int score) {
    Story story = member("m");
    for (int n = 0; n < orders; n++) {
      story.bought("2026-01-03", "1");
    }
    assertThat(story.picture("2026-01-03").figures().f()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1",
    "199.99, 1",
    "200, 2",
    "799.99, 2",
    "800, 3",
    "1999.99, 3",
    "2000, 4",
    "4999.99, 4",
    "5000, 5"
  })
  void monetaryScoreRises_withTheAmountThatReachesABoundary(String amount, int score) {
    Picture picture = member("m").bought("2026-01-03", amount).picture("2026-01-03");

    assertThat(picture.figures().m()).isEqualTo(score);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3, 300, important-value",
    "89, 3, 300, important-value",
    "0, 1, 800, important-develop",
    "90, 3, 300, important-keep",
    "90, 2, 400, important-retain",
    "89, 3, 266, general-value",
    "0, 2, 399, general-develop",
    "90, 4, 1, general-keep",
    "90, 2, 1, general-retain"
  })
  void valueIsTheClassOfItsHighsAndLows_whereHighIsThreeOrMore(
      int recency, int orders, String amountEach, String segment) {
    Story story = member("m");
    for (int n = 0; n < orders; n++) {
      story.bought("2026-01-01", amountEach);
    }
    assertThat(story.picture(daysAfterNewYear(recency)).segment(Axis.VALUE)).isEqualTo(segment);
  }

  @ParameterizedTest
  @CsvSource({
    "0, new",
    "29, new",
    "30, active",
    "89, active",
    "90, at-risk",
    "179, at-risk",
    "180, dormant",
    "364, dormant",
    "365, churned",
    "3650, churned"
  })
  void lifecycleMovesOn_onTheDayALimitIsReached(int recency, String segment) {
    assertThat(boughtDaysAgo(recency).segment(Axis.LIFECYCLE)).isEqualTo(segment);
  }

  @Test
  void memberIsWonBack_whenItsLastGapReachedTheDormantLimit() {
    Story story = member("m").bought("2026-01-01", "5").bought("2026-06-30", "5");

    assertThat(story.picture("2026-06-30").segment(Axis.LIFECYCLE)).isEqualTo("won-back");
    assertThat(story.picture("2026-08-28").segment(Axis.LIFECYCLE)).isEqualTo("won-back");
    assertThat(story.picture("2026-08-29").segment(Axis.LIFECYCLE)).isEqualTo("active");
  }

  @Test
  void memberIsNotWonBack_aDayBeforeTheDormantLimit() {
    Story story = member("m").bought("2026-01-01", "5").bought("2026-06-29", "5");

    assertThat(story.picture("2026-06-29").segment(Axis.LIFECYCLE)).isEqualTo("active");
  }

  @Test
  void wonBackCountsFromTheReturn_notFromTheOrdersAfterIt() {
    Story story =
        member("m")
            .bought("2026-01-01", "5")
            .bought("2026-06-30", "5")
            .bought("2026-06-30", "5")
            .bought("2026-08-01", "5");

    assertThat(story.picture("2026-08-28").segment(Axis.LIFECYCLE)).isEqualTo("won-back");
    assertThat(story.picture("2026-08-29").segment(Axis.LIFECYCLE)).isEqualTo("active");
  }

  @Test
  void wonBackCountsFromTheLatestReturn_whenThereAreSeveral() {
    Story story =
        member("m")
            .bought("2024-01-01", "5")
            .bought("2025-01-01", "5")
            .bought("2026-01-01", "5")
            .bought("2026-01-20", "5");

    assertThat(story.picture("2026-03-01").segment(Axis.LIFECYCLE)).isEqualTo("won-back");
    assertThat(story.picture("2026-03-02").segment(Axis.LIFECYCLE)).isEqualTo("active");
  }

  @Test
  void memberWasNeverAway_whenALateOrderFillsTheGap() {
    Story story =
        member("m")
            .bought("2026-01-01", "5")
            .bought("2026-06-30", "5")
            .bought("2026-03-01", "5", "late");
    assertThat(story.picture("2026-06-30").segment(Axis.LIFECYCLE)).isEqualTo("active");

    story.gaveBack("2026-06-30", "5", "late");
    assertThat(story.picture("2026-06-30").segment(Axis.LIFECYCLE)).isEqualTo("won-back");
  }

  @Test
  void memberIsNewByItsFirstSurvivingOrder_whenAnEarlierOneIsReversed() {
    Story story =
        member("m")
            .bought("2026-01-01", "5", "o1")
            .bought("2026-03-01", "5")
            .gaveBack("2026-03-02", "5", "o1");

    assertThat(story.picture("2026-03-02").segment(Axis.LIFECYCLE)).isEqualTo("new");
  }

  @ParameterizedTest
  @CsvSource({"1, first-time", "2, repeat", "3, fan", "9, fan"})
  void loyaltyClimbs_withTheOrdersInTheWindow(int orders, String segment) {
    Story story = member("m").bought("2020-01-01", "5");
    for (int n = 0; n < orders; n++) {
      story.bought("2026-01-03", "1");
    }
    assertThat(story.picture("2026-01-03").segment(Axis.LOYALTY)).isEqualTo(segment);
  }

  @Test
  void demoRulesHaveTheirOwnLimits_inLondon() {
    Story story =
        member("m").under(RuleParameters.retailDemo()).bought("2026-03-01T23:30:00", "200");

    assertThat(story.picture("2026-03-31").figures())
        .isEqualTo(new Figures(30, 1, 20_000L, 3, 1, 2));
    assertThat(story.picture("2026-04-29").segment(Axis.LIFECYCLE)).isEqualTo("active");
    assertThat(story.picture("2026-04-30").segment(Axis.LIFECYCLE)).isEqualTo("at-risk");
    assertThat(story.picture("2026-06-29").segment(Axis.LIFECYCLE)).isEqualTo("dormant");
    assertThat(story.picture("2026-10-27").segment(Axis.LIFECYCLE)).isEqualTo("churned");
  }

  @Test
  void refusesADay_beforeTheFacts() {
    Facts facts = member("m").bought("2026-01-03", "5").facts();

    assertThatThrownBy(
            () -> Picture.of(facts, LocalDate.parse("2026-01-02"), RuleParameters.defaultRetail()))
        .hasMessageContaining("2026-01-02");
  }

  private static Picture boughtDaysAgo(int recency) {
    return member("m").bought("2026-01-01", "5").picture(daysAfterNewYear(recency));
  }

  private static String daysAfterNewYear(int count) {
    return LocalDate.parse("2026-01-01").plusDays(count).toString();
  }
}
