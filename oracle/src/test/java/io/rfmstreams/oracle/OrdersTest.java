package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What orders and refunds amount to. */
class OrdersTest {

  @Test
  void purchasesOfOneOrderAddUp_datedAtTheEarliest() {
    Picture picture =
        member("m")
            .bought("2026-01-05", "10.00", "o1")
            .bought("2026-01-03T08:00:00", "2.50", "o1")
            .bought("2026-01-09", "1.00", "o1")
            .picture("2026-01-10");

    assertThat(picture.figures().frequency()).isEqualTo(1);
    assertThat(picture.figures().monetaryMinor()).isEqualTo(1350);
    assertThat(picture.figures().recencyDays()).isEqualTo(7);
    assertThat(picture.lastPurchaseAt()).isEqualTo("2026-01-03T00:00:00Z");
  }

  @Test
  void purchasesOfOneDayAreSeveralOrders_whenTheyNameSeveralOrNone() {
    Picture picture =
        member("m")
            .bought("2026-01-05", "1.00", "o1")
            .bought("2026-01-05", "1.00", "o2")
            .bought("2026-01-05", "1.00")
            .bought("2026-01-05", "1.00")
            .picture("2026-01-05");

    assertThat(picture.figures().frequency()).isEqualTo(4);
  }

  @Test
  void anotherMembersOrderIsAnother_evenOfTheSameId() {
    Story one = member("one").bought("2026-01-05", "5.00", "o1").as("x");
    Story other = member("other").gaveBack("2026-01-06", "5.00", "o1").as("x");
    Reference both =
        Reference.ofPlayed(
            List.of(one.lines().get(0), other.lines().get(0)),
            LocalDate.parse("2026-01-06"),
            RuleParameters.defaultRetail());

    assertThat(both.facts("one").orElseThrow().orders()).hasSize(1);
    assertThat(both.facts("other").orElseThrow().waitingMinor()).isEqualTo(500);
    assertThat(both.count(Fate.ACCEPTED)).isEqualTo(2);
  }

  @Test
  void partialRefundLowersTheOrder_onTheOrdersDay() {
    Story story =
        member("m").bought("2025-01-10", "50.00", "o1").gaveBack("2026-01-05", "20.00", "o1");

    assertThat(story.picture("2026-01-09").figures().monetaryMinor()).isEqualTo(3000);
    assertThat(story.picture("2026-01-10").figures().monetaryMinor())
        .as("order and refund leave the window together")
        .isZero();
    assertThat(story.picture("2026-01-10").lifetimeMonetaryMinor()).isEqualTo(3000);
  }

  @Test
  void fullRefundTakesTheOrderAway_inEitherOrderOfArrival() {
    Story after =
        member("m").bought("2026-01-03", "50.00", "o1").gaveBack("2026-01-05", "50", "o1");
    Story before = member("m").gaveBack("2026-01-02", "50", "o1").bought("2026-01-03", "50", "o1");

    assertThat(after.facts().orders()).isEmpty();
    assertThat(before.facts().orders()).isEmpty();
    assertThat(before.facts().waitingMinor()).isZero();
  }

  @Test
  void severalRefundsTakeTheOrderAway_onceTheirSumReachesItsAmount() {
    Story story =
        member("m").bought("2026-01-03", "50", "o1").gaveBack("2026-01-05", "49.99", "o1");
    assertThat(story.facts().orders()).hasSize(1);

    story.gaveBack("2026-01-05", "0.01", "o1");
    assertThat(story.facts().orders()).isEmpty();
    assertThat(story.facts().excessMinor()).isZero();
  }

  @Test
  void laterBalanceIsMeasuredAgainstAllThatWasGivenBack_afterAnExcessRefund() {
    Story story = member("m").bought("2026-01-03", "50", "o1").gaveBack("2026-01-05", "70", "o1");
    assertThat(story.facts().excessMinor()).isEqualTo(2000);

    story.bought("2026-01-08", "20", "o1");
    assertThat(story.facts().orders()).isEmpty();

    story.bought("2026-01-09", "30", "o1");
    assertThat(story.facts().orders())
        .containsExactly(
            new Facts.Order(story.at("2026-01-03"), LocalDate.of(2026, 1, 3), null, 3000));
    assertThat(story.facts().excessMinor()).isZero();
  }

  @Test
  void orderOfNothingCounts_untilARefundNamesIt() {
    Story story = member("m").bought("2026-01-03", "0", "free");
    assertThat(story.picture("2026-01-03").figures().frequency()).isEqualTo(1);

    story.gaveBack("2026-01-04", "0");
    assertThat(story.facts().orders()).hasSize(1);

    story.gaveBack("2026-01-04", "0", "free");
    assertThat(story.facts().orders()).isEmpty();
  }

  @Test
  void refundWaits_untilItsOrderComes() {
    Story story = member("m").gaveBack("2026-01-02", "20", "o1");
    assertThat(story.facts().waitingMinor()).isEqualTo(2000);
    assertThat(story.picture("2026-01-02").lifetimeMonetaryMinor()).isZero();

    story.bought("2026-01-09", "50", "o1");
    assertThat(story.facts().waitingMinor()).isZero();
    assertThat(story.picture("2026-01-09").figures().monetaryMinor()).isEqualTo(3000);
  }

  @Test
  void refundNamingNoneLowersItsOwnDay_andLeavesTheWindowWithIt() {
    Story story = member("m").bought("2026-01-03", "50").gaveBack("2025-01-10", "20");

    assertThat(story.picture("2026-01-09").figures().monetaryMinor()).isEqualTo(3000);
    assertThat(story.picture("2026-01-10").figures().monetaryMinor()).isEqualTo(5000);
    assertThat(story.picture("2026-01-10").lifetimeMonetaryMinor()).isEqualTo(3000);
    assertThat(story.picture("2026-01-10").figures().frequency()).isEqualTo(1);
  }

  @Test
  void monetaryFallsBelowNothing_whenMoreIsGivenBackThanBought() {
    Picture picture =
        member("m").bought("2026-01-03", "5").gaveBack("2026-01-04", "8").picture("2026-01-04");

    assertThat(picture.figures().monetaryMinor()).isEqualTo(-300);
    assertThat(picture.figures().m()).isEqualTo(1);
  }

  @Test
  void memberOfRefundsOnlyHasNoScores_butSumsBelowNothing() {
    Picture picture = member("m").gaveBack("2026-01-04", "8").picture("2026-01-04");

    assertThat(picture.figures()).isEqualTo(Figures.withoutOrder(-800));
    assertThat(picture.lifetimeOrders()).isZero();
    assertThat(picture.lifetimeMonetaryMinor()).isEqualTo(-800);
    assertThat(picture.segment(Axis.LIFECYCLE)).isEqualTo("prospect");
  }

  @Test
  void refundOfAPurchaseThatNamesNoOrderCannotBeNamed_soItWaits() {
    Story story = member("m").bought("2026-01-03", "5").gaveBack("2026-01-04", "5", "e1");

    assertThat(story.facts().orders()).hasSize(1);
    assertThat(story.facts().waitingMinor()).isEqualTo(500);
  }
}
