package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Fate.ACCEPTED;
import static io.rfmstreams.oracle.Fate.CONFLICTING_ID;
import static io.rfmstreams.oracle.Fate.TOO_LATE;
import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A memory of three purchases and refunds and two other events, unless a test says otherwise. */
class MemoryTest {

  @Test
  void dayOfTheOldestIsClosed_onceItLeaves() {
    Story story = busy().bought("2026-01-01", "1");
    three(story);
    assertThat(story.facts().closedMoneyDay()).isEqualTo("2026-01-01");
    assertThat(story.facts().rememberedMoneyIds()).containsExactlyInAnyOrder("e2", "e3", "e4");

    story.bought("2026-01-01T23:59:59.999", "1").bought("2026-01-02T00:00:00", "1");
    assertThat(story.fates()).endsWith(TOO_LATE, ACCEPTED);
  }

  @Test
  void nothingLeaves_whileTheMemoryIsJustFull() {
    Story story = three(busy());

    assertThat(story.facts().closedMoneyDay()).isNull();
    assertThat(story.bought("2020-01-01", "1").fates()).endsWith(ACCEPTED);
  }

  @Test
  void firstInTheLogLeaves_amongEventsOfOneDay() {
    Story story =
        busy()
            .bought("2026-01-02T18:00:00", "1")
            .bought("2026-01-02T09:00:00", "1")
            .bought("2026-01-03", "1")
            .bought("2026-01-04", "1");

    assertThat(story.facts().rememberedMoneyIds()).containsExactlyInAnyOrder("e2", "e3", "e4");
  }

  @Test
  void newEventIsTakenInFirst_evenIfItIsTheOneToLeave() {
    Story story = three(busy().bought("2025-12-01", "1")).bought("2025-12-24", "7");

    assertThat(story.fates()).endsWith(ACCEPTED);
    assertThat(story.facts().closedMoneyDay()).isEqualTo("2025-12-24");
    assertThat(story.facts().rememberedMoneyIds()).doesNotContain("e5");
    assertThat(story.picture("2026-01-09").lifetimeMonetaryMinor()).isEqualTo(1100);
  }

  @Test
  void orderThatLeftStaysInItsDaysSum_forGood() {
    Picture picture = three(busy().bought("2025-12-01", "1")).picture("2026-01-09");

    assertThat(picture.figures().frequency()).isEqualTo(4);
    assertThat(picture.figures().monetaryMinor()).isEqualTo(400);
    assertThat(picture.firstPurchaseAt()).isEqualTo("2025-12-01T04:00:00Z");
  }

  @Test
  void idThatLeftIsTooLate_notADuplicate() {
    Story story = busy().bought("2025-12-01", "1").bought("2025-12-02", "1");
    three(story);

    assertThat(story.bought("2025-12-01", "1").as("e1").fates()).endsWith(TOO_LATE);
    assertThat(story.bought("2025-12-01", "1").as("e5").fates()).endsWith(CONFLICTING_ID);
  }

  @Test
  void orderIsKnownWhole_whileOneOfItsEventsIsKept() {
    Story story =
        busy()
            .bought("2026-01-01", "10", "o1")
            .bought("2026-01-05", "20", "o1")
            .bought("2026-01-06", "1")
            .bought("2026-01-07", "1")
            .gaveBack("2026-01-08", "12", "o1");

    assertThat(story.facts().rememberedMoneyIds()).containsExactlyInAnyOrder("e3", "e4", "e5");
    assertThat(story.facts().orders().get(0))
        .isEqualTo(
            new Facts.Order(story.at("2026-01-01"), LocalDate.parse("2026-01-01"), null, 1800));

    story.gaveBack("2026-01-08", "18", "o1");
    assertThat(story.facts().orders()).as("the departed part counts for the reversal").hasSize(2);
  }

  @Test
  void goneOrderLeavesNothing_whenItsLastEventLeaves() {
    Story story = three(busy().bought("2025-12-01", "5", "o1").gaveBack("2025-12-02", "5", "o1"));

    assertThat(story.facts().orders()).hasSize(3);
    assertThat(story.facts().unnamedRefunds()).isEmpty();

    story.bought("2026-01-09", "9", "o1");
    assertThat(story.facts().orders()).as("the old refund is forgotten").hasSize(4);
  }

  @Test
  void purchaseOfAnOrderThatLeftWholly_isANewOrder() {
    Story story = three(busy().bought("2025-12-01", "5", "o1")).bought("2026-01-09", "7", "o1");

    assertThat(story.picture("2026-01-09").figures().frequency()).isEqualTo(5);
  }

  @Test
  void refundOfAnOrderThatLeftWholly_countsAsNamingNone() {
    Story story = three(busy().bought("2025-12-01", "5", "o1")).gaveBack("2026-01-09", "5", "o1");

    assertThat(story.facts().orders()).hasSize(4);
    assertThat(story.facts().unnamedRefunds())
        .containsExactly(new Facts.UnnamedRefund(LocalDate.parse("2026-01-09"), 500));
  }

  @Test
  void refundThatCountsAsNamingNoneStaysSo_whenItsOrderComes() {
    Story story =
        three(busy().bought("2025-12-01", "5"))
            .gaveBack("2026-01-09", "5", "o1")
            .bought("2026-01-09", "5", "o1");

    assertThat(story.facts().orders()).hasSize(5);
    assertThat(story.facts().unnamedRefunds()).hasSize(1);
  }

  @Test
  void refundThatArrivedBeforeAnythingLeft_goesOnWaiting() {
    Story story =
        busy()
            .bought("2025-12-01", "5")
            .gaveBack("2026-01-09", "5", "o1")
            .bought("2026-01-02", "1")
            .bought("2026-01-03", "1");
    assertThat(story.facts().closedMoneyDay()).isNotNull();
    assertThat(story.facts().waitingMinor()).isEqualTo(500);

    story.bought("2026-01-08", "5", "o1");
    assertThat(story.facts().orders()).hasSize(3);
  }

  @Test
  void waitingRefundThatLeavesHasNoEffect_evenIfItsOrderComes() {
    Story story = three(busy().gaveBack("2025-12-01", "5", "o1"));
    assertThat(story.facts().lapsedMinor()).isEqualTo(500);

    story.bought("2026-01-09", "5", "o1");
    assertThat(story.facts().orders()).hasSize(4);
    assertThat(story.facts().unnamedRefunds()).isEmpty();
  }

  @Test
  void refundJoinsTheWaitingOnesOfItsOrder_onlyWhileNothingHasLeft() {
    Story story =
        busy()
            .bought("2025-12-01", "5")
            .gaveBack("2026-01-09", "5", "o1")
            .bought("2026-01-02", "1")
            .bought("2026-01-03", "1")
            .gaveBack("2026-01-09", "2", "o1");

    assertThat(story.facts().waitingMinor()).isEqualTo(500);
    assertThat(story.facts().unnamedRefunds()).hasSize(1);
  }

  @Test
  void unnamedRefundStaysInItsDaysSum_afterItLeft() {
    Story story = three(busy().gaveBack("2025-12-01", "0.50"));

    assertThat(story.picture("2026-01-09").figures().monetaryMinor()).isEqualTo(250);
  }

  @Test
  void orderWhoseRefundAloneIsKept_isStillKnown() {
    Story story =
        busy()
            .bought("2026-01-01", "5", "o1")
            .gaveBack("2026-01-09", "1", "o1")
            .bought("2026-01-07", "1")
            .bought("2026-01-08", "1");
    assertThat(story.facts().rememberedMoneyIds()).doesNotContain("e1");

    story.gaveBack("2026-01-09", "4", "o1");
    assertThat(story.facts().orders()).hasSize(2);
  }

  @Test
  void onlyTheDaysBeforeAreClosed_forOtherEvents() {
    Story story =
        busy()
            .did("visit", "2026-01-05")
            .did("visit", "2026-01-05")
            .did("visit", "2026-01-05")
            .did("visit", "2026-01-05T08:00:00")
            .did("visit", "2026-01-04");

    assertThat(story.facts().closedOtherDay()).isEqualTo("2026-01-04");
    assertThat(story.facts().rememberedOtherIds()).containsExactlyInAnyOrder("e3", "e4");
    assertThat(story.fates()).containsExactly(ACCEPTED, ACCEPTED, ACCEPTED, ACCEPTED, TOO_LATE);
  }

  @Test
  void moneyAndOtherEventsHaveTheirOwnMemories_whenOneOverflows() {
    Story story =
        busy()
            .bought("2025-12-01", "1")
            .did("visit", "2026-01-01")
            .did("visit", "2026-01-02")
            .did("visit", "2026-01-03");

    assertThat(story.facts().closedOtherDay()).isEqualTo("2025-12-31");
    assertThat(story.facts().closedMoneyDay()).isNull();
    assertThat(story.bought("2025-12-02", "1").did("visit", "2025-12-02").fates())
        .endsWith(ACCEPTED, TOO_LATE);
  }

  @Test
  void erasureForgetsWhatLeftToo_soThatRefundsWaitAgain() {
    Story story = three(busy().bought("2025-12-01", "5"));
    story.wasErased("2026-01-09").gaveBack("2026-01-10", "5", "o1");

    assertThat(story.facts().closedMoneyDay()).isNull();
    assertThat(story.facts().waitingMinor()).isEqualTo(500);
  }

  @Test
  void fiveHundredAndTwelveAreKept_bySetting() {
    Story story = member("m");
    for (int n = 0; n < 512; n++) {
      story.bought("2026-01-01", "1");
    }
    assertThat(Facts.of(story.lines(), RuleParameters.defaultRetail()).closedMoneyDay()).isNull();

    story.bought("2026-01-02", "1");
    Facts facts = Facts.of(story.lines(), RuleParameters.defaultRetail());
    assertThat(facts.closedMoneyDay()).isEqualTo("2026-01-01");
    assertThat(facts.rememberedMoneyIds()).hasSize(512).doesNotContain("e1");
    assertThat(facts.orders()).hasSize(513);
  }

  private static Story busy() {
    return member("m").under(RuleParameters.defaultRetail().withMemory(3, 2));
  }

  /** Fills the memory with purchases of 1.00. */
  private static Story three(Story story) {
    return story.bought("2026-01-02", "1").bought("2026-01-03", "1").bought("2026-01-04", "1");
  }
}
