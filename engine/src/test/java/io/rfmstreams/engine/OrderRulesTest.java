package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Worked cases of the contract's rules on days, orders, refunds, the window and the figures. */
class OrderRulesTest {

  @Test
  void dayIsTheDeploymentsOwn_whenUtcHasAnother() {
    // Shanghai is eight hours ahead: half past four in the afternoon of the 3rd is the 4th there.
    Told m1 = member("m1").bought("2026-01-03T16:30:00Z", "12.50");
    assertThat(m1.figuresOn("2026-01-04")).isEqualTo("0d 1x 12.50 511");
  }

  @Test
  void dayEndsAtMidnight_notAMillisecondBefore() {
    Told m1 = member("m1").bought("2026-01-03T23:59:59.999", "1").bought("2026-01-04T00:00", "1");
    assertThat(m1.on("2026-01-04").rfm().recencyDays()).isZero();
    assertThat(member("m2").bought("2026-01-03T23:59:59.999", "1").figuresOn("2026-01-04"))
        .isEqualTo("1d 1x 1.00 511");
  }

  @Test
  void asOfDayMeansItsEnd_soAnEventInItsEveningCounts() {
    Told m1 = member("m1").bought("2026-01-03T22:00", "12.50");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 1x 12.50 511");
  }

  @Test
  void purchasesOfOneOrderAddUp_andAreDatedAtTheEarliest() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-05", "10.00")
            .boughtOn("o1", "2026-01-03", "2.50")
            .boughtOn("o1", "2026-01-07", "0.50");
    assertThat(m1.figuresOn("2026-01-07")).isEqualTo("4d 1x 13.00 511");
    assertThat(m1.on("2026-01-07").lastPurchaseAt())
        .isEqualTo(Instant.parse("2026-01-03T04:00:00Z"));
  }

  @Test
  void categoryOfAnOrder_isItsEarliestPurchases() {
    Told m1 =
        member("m1")
            .of("rings")
            .boughtOn("o1", "2026-01-05", "10.00")
            .of("cups")
            .boughtOn("o1", "2026-01-03", "2.50")
            .of("tea")
            .boughtOn("o1", "2026-01-07", "0.50");
    assertThat(m1.lastCategory()).isEqualTo("cups");
  }

  @Test
  void categoryOfAnOrderOfSeveralLinesMadeAtOnce_isTheSameHoweverTheyArrive() {
    Told teaFirst =
        member("m1")
            .of("tea")
            .boughtOn("o1", "2026-01-05", "1")
            .of("cups")
            .boughtOn("o1", "2026-01-05", "1");
    Told cupsFirst =
        member("m1")
            .of("cups")
            .boughtOn("o1", "2026-01-05", "1")
            .of("tea")
            .boughtOn("o1", "2026-01-05", "1");
    Told noneFirst =
        member("m1").boughtOn("o1", "2026-01-05", "1").of("tea").boughtOn("o1", "2026-01-05", "1");
    assertThat(teaFirst.lastCategory()).isEqualTo("tea");
    assertThat(cupsFirst.lastCategory()).isEqualTo("tea");
    assertThat(noneFirst.lastCategory()).isEqualTo("tea");
  }

  @Test
  void purchaseWithoutAnOrderId_isAnOrderOfItsOwn() {
    Told m1 = member("m1").bought("2026-01-03", "1").bought("2026-01-03", "1");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 2x 2.00 521");
  }

  @Test
  void ordersOfOneDay_areSeveralOrders() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03T09:00", "1")
            .boughtOn("o2", "2026-01-03T09:00", "1")
            .boughtOn("o3", "2026-01-03T10:00", "1");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 3x 3.00 531");
  }

  @Test
  void partialRefund_lowersTheOrderOnTheOrdersDay() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03", "100.00")
            .wasRefundedFor("o1", "2026-02-20", "30.00");
    assertThat(m1.figuresOn("2026-02-20")).isEqualTo("48d 1x 70.00 411");
    // The refund leaves the window with its order, not 365 days after its own day.
    assertThat(m1.figuresOn("2027-01-02")).isEqualTo("364d 1x 70.00 111");
    assertThat(m1.figuresOn("2027-01-03")).isEqualTo("365d 0x 0.00 111");
  }

  @Test
  void fullRefund_takesTheOrderOutOfRecencyFrequencyAndMonetary() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03", "20.00")
            .boughtOn("o2", "2026-01-20", "100.00")
            .wasRefundedFor("o2", "2026-01-25", "60.00")
            .wasRefundedFor("o2", "2026-01-26", "40.00");
    assertThat(m1.figuresOn("2026-01-26")).isEqualTo("23d 1x 20.00 511");
    assertThat(m1.on("2026-01-26").lastPurchaseAt())
        .isEqualTo(Instant.parse("2026-01-03T04:00:00Z"));
    assertThat(m1.on("2026-01-26").lifetimeOrders()).isEqualTo(1);
    assertThat(m1.on("2026-01-26").lifetimeMinor()).isEqualTo(2_000);
  }

  @Test
  void refundOfMoreThanTheOrder_takesNoMoreThanTheOrder() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03", "20.00")
            .boughtOn("o2", "2026-01-04", "100.00")
            .wasRefundedFor("o2", "2026-01-05", "150.00");
    assertThat(m1.figuresOn("2026-01-05")).isEqualTo("2d 1x 20.00 511");
  }

  @Test
  void laterPartOfAnOrder_isMeasuredAgainstAllOfTheRefunds() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03", "100.00")
            .wasRefundedFor("o1", "2026-01-04", "150.00")
            .boughtOn("o1", "2026-01-05", "30.00");
    assertThat(m1.figuresOn("2026-01-05")).isEqualTo("never 0x 0.00");
    assertThat(m1.boughtOn("o1", "2026-01-06", "40.00").figuresOn("2026-01-06"))
        .isEqualTo("3d 1x 20.00 511");
  }

  @Test
  void refundThatComesBeforeItsOrder_waitsForIt() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-01", "5.00")
            .wasRefundedFor("o2", "2026-01-02", "30.00");
    assertThat(m1.figuresOn("2026-01-02")).isEqualTo("1d 1x 5.00 511");
    assertThat(m1.boughtOn("o2", "2026-01-03", "100.00").figuresOn("2026-01-03"))
        .isEqualTo("0d 2x 75.00 521");
  }

  @Test
  void fullRefundThatComesBeforeItsOrder_leavesNoOrder() {
    Told m1 =
        member("m1")
            .wasRefundedFor("o1", "2026-01-02", "30.00")
            .boughtOn("o1", "2026-01-03", "30.00");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("never 0x 0.00");
    assertThat(m1.segmentOn("2026-01-03", "lifecycle")).isEqualTo("prospect");
  }

  @Test
  void refundNamingAnotherMembersOrder_findsItUnknown() {
    Told m1 = member("m1").boughtOn("o1", "2026-01-03", "100.00");
    Told m2 =
        m1.another("m2").bought("2026-01-03", "20.00").wasRefundedFor("o1", "2026-01-04", "100.00");
    assertThat(m1.figuresOn("2026-01-04")).isEqualTo("1d 1x 100.00 511");
    assertThat(m2.figuresOn("2026-01-04")).isEqualTo("1d 1x 20.00 511");
  }

  @Test
  void orderOfNothing_countsUntilARefundNamesIt() {
    Told m1 = member("m1").boughtOn("o1", "2026-01-03", "0");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 1x 0.00 511");
    assertThat(m1.wasRefundedFor("o1", "2026-01-04", "0").figuresOn("2026-01-04"))
        .isEqualTo("never 0x 0.00");
  }

  @Test
  void refundOfNothing_leavesAnOrderThatCostSomething() {
    Told m1 =
        member("m1").boughtOn("o1", "2026-01-03", "10.00").wasRefundedFor("o1", "2026-01-04", "0");
    assertThat(m1.figuresOn("2026-01-04")).isEqualTo("1d 1x 10.00 511");
  }

  @Test
  void unnamedRefund_lowersMonetaryOnItsOwnDayOnly() {
    Told m1 = member("m1").bought("2026-01-03", "100.00").wasRefunded("2026-02-20", "100.00");
    assertThat(m1.figuresOn("2026-02-20")).isEqualTo("48d 1x 0.00 411");
    // It leaves the window with its own day, long after the purchase did.
    assertThat(m1.figuresOn("2027-02-19")).isEqualTo("412d 0x -100.00 111");
    assertThat(m1.figuresOn("2027-02-20")).isEqualTo("413d 0x 0.00 111");
  }

  @Test
  void monetaryMayBeNegative_andScoresOne() {
    Told m1 = member("m1").bought("2026-01-03", "10.00").wasRefunded("2026-01-04", "25.00");
    assertThat(m1.figuresOn("2026-01-04")).isEqualTo("1d 1x -15.00 511");
    assertThat(m1.on("2026-01-04").lifetimeMinor()).isEqualTo(-1_500);
  }

  @Test
  void memberThatBeginsWithARefund_isKnownAndHasNoOrder() {
    Told m1 = member("m1").wasRefunded("2026-01-04", "25.00");
    MemberPicture picture = m1.on("2026-01-04");
    assertThat(picture.rfm()).isEqualTo(new RfmValues(RfmValues.NONE, 0, -2_500, 0, 0, 0, null));
    assertThat(picture.segments())
        .containsEntry("value", "none")
        .containsEntry("lifecycle", "prospect")
        .containsEntry("loyalty", "none");
    assertThat(picture.firstPurchaseAt()).isNull();
    assertThat(picture.lastPurchaseAt()).isNull();
    // The refund leaves the window like any other.
    assertThat(m1.figuresOn("2027-01-03")).isEqualTo("never 0x -25.00");
    assertThat(m1.figuresOn("2027-01-04")).isEqualTo("never 0x 0.00");
  }

  @Test
  void sequenceGoesOn_whenTheLastOrderIsReversed() {
    Told m1 =
        member("m1")
            .boughtOn("o1", "2026-01-03", "10.00")
            .wasRefundedFor("o1", "2026-01-04", "10.00")
            .bought("2026-01-05", "10.00");
    assertThat(m1.transitions())
        .extracting(Transition::sequence)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(m1.moves("lifecycle"))
        .containsExactly(
            "new by purchase on 2026-01-03",
            "prospect by refund on 2026-01-04",
            "new by purchase on 2026-01-05");
    assertThat(m1.moves("value"))
        .containsExactly(
            "general-develop by purchase on 2026-01-03",
            "none by refund on 2026-01-04",
            "general-develop by purchase on 2026-01-05");
  }

  @Test
  void windowOfNDays_holdsAgesZeroToNMinusOne() {
    Told m1 = member("m1", defaultRetail().withWindowDays(90)).bought("2026-01-01", "10.00");
    assertThat(m1.figuresOn("2026-03-31")).isEqualTo("89d 1x 10.00 311");
    assertThat(m1.figuresOn("2026-04-01")).isEqualTo("90d 0x 0.00 211");
  }

  @Test
  void windowOfOneDay_holdsTheAsOfDayAlone() {
    Told m1 = member("m1", defaultRetail().withWindowDays(1)).bought("2026-01-01", "10.00");
    assertThat(m1.figuresOn("2026-01-01")).isEqualTo("0d 1x 10.00 511");
    assertThat(m1.figuresOn("2026-01-02")).isEqualTo("1d 0x 0.00 511");
  }

  @Test
  void unlimitedWindow_neverLosesAnything() {
    Told m1 = member("m1", defaultRetail().withWindowDays(null)).bought("2026-01-01", "10.00");
    assertThat(m1.figuresOn("2076-01-01")).isEqualTo("18262d 1x 10.00 111");
  }

  @Test
  void recencyAndLifetimeFigures_lookBeyondTheWindow() {
    Told m1 = member("m1").bought("2024-01-01", "10.00").bought("2025-01-01", "20.00");
    MemberPicture picture = m1.on("2026-06-01");
    assertThat(picture.rfm().recencyDays()).isEqualTo(516);
    assertThat(picture.rfm().frequency()).isZero();
    assertThat(picture.firstPurchaseAt()).isEqualTo(Instant.parse("2024-01-01T04:00:00Z"));
    assertThat(picture.lastPurchaseAt()).isEqualTo(Instant.parse("2025-01-01T04:00:00Z"));
    assertThat(picture.lifetimeOrders()).isEqualTo(2);
    assertThat(picture.lifetimeMinor()).isEqualTo(3_000);
  }

  @Test
  void recencyEqualToABoundary_isInTheLowerScore() {
    Told m1 = member("m1").bought("2026-01-01", "10.00");
    assertThat(m1.on("2026-01-30").rfm().r()).isEqualTo(5);
    assertThat(m1.on("2026-01-31").rfm().r()).isEqualTo(4);
    assertThat(m1.on("2026-06-29").rfm().r()).isEqualTo(2);
    assertThat(m1.on("2026-06-30").rfm().r()).isEqualTo(1);
  }

  @Test
  void frequencyEqualToABoundary_isInTheUpperScore() {
    Told m1 = member("m1");
    int[] expected = {1, 2, 3, 3, 4, 4, 4, 4, 5, 5};
    for (int orders = 1; orders <= expected.length; orders++) {
      m1.bought("2026-01-01", "0");
      assertThat(m1.on("2026-01-01").rfm().f())
          .as("%d orders", orders)
          .isEqualTo(expected[orders - 1]);
    }
  }

  @Test
  void monetaryEqualToABoundary_isInTheUpperScore() {
    assertThat(member("m1").bought("2026-01-01", "199.99").on("2026-01-01").rfm().m()).isEqualTo(1);
    assertThat(member("m1").bought("2026-01-01", "200.00").on("2026-01-01").rfm().m()).isEqualTo(2);
    assertThat(member("m1").bought("2026-01-01", "4999.99").on("2026-01-01").rfm().m())
        .isEqualTo(4);
    assertThat(member("m1").bought("2026-01-01", "5000.00").on("2026-01-01").rfm().m())
        .isEqualTo(5);
  }
}
