package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Worked cases of the contract's rules on duplicates, the memory and erasure. */
class MemoryRulesTest {

  /** Keeps so many money events; plenty of others. */
  private static Told keeping(int moneyEvents) {
    return member("m1", defaultRetail().withMemory(moneyEvents, 64));
  }

  @Test
  void sameEventTwice_countsOnce() {
    Told m1 = member("m1").boughtOn("o1", "2026-01-03", "10.00").theSameAgain();
    assertThat(m1.fates()).containsExactly("accepted", "duplicate");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 1x 10.00 511");
    assertThat(m1.ledger()).isEqualTo(new Ledger(1, 1, 0, 0));
  }

  @Test
  void sameIdOfAnotherKind_isNoDuplicate() {
    Told m1 =
        member("m1")
            .id("a")
            .bought("2026-01-03", "10.00")
            .id("a")
            .visited("2026-01-03")
            .id("a")
            .did("complaint", "2026-01-04");
    assertThat(m1.fates()).containsExactly("accepted", "accepted", "duplicate");
  }

  @Test
  void sameIdOfAnotherMember_isNoDuplicate() {
    Told m1 = member("m1").id("a").bought("2026-01-03", "10.00");
    Told m2 = m1.another("m2").id("a").bought("2026-01-03", "10.00");
    assertThat(m2.fates()).containsExactly("accepted");
  }

  @Test
  void duplicateMovesNothing_notEvenTheInstantTheMemberStandsAt() {
    Told m1 = member("m1").id("a").bought("2026-01-03", "10.00");
    MemberState before = m1.state();
    m1.id("a").bought("2026-01-03T18:00", "10.00");
    assertThat(m1.state()).isSameAs(before);
  }

  @Test
  void contractsMemory_is512MoneyEventsAnd64Others() {
    assertThat(Deployment.Memory.DEFAULT).isEqualTo(new Deployment.Memory(512, 64));
  }

  @Test
  void oldestMoneyEventLeaves_whenThereIsOneTooMany() {
    Told m1 = keeping(2).id("a").bought("2026-01-01", "1").id("b").bought("2026-01-02", "2");
    assertThat(m1.id("a").bought("2026-01-01", "1").lastFate()).isEqualTo("duplicate");
    m1.id("c").bought("2026-01-03", "4");
    // a is forgotten, but its day is closed, so it cannot come in a second time.
    assertThat(m1.id("a").bought("2026-01-01", "1").lastFate()).isEqualTo("too-late");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 3x 7.00 531");
  }

  @Test
  void ofTheSameDay_theOneFirstInTheLogLeaves() {
    Told m1 =
        keeping(2)
            .id("late")
            .bought("2026-01-02T20:00", "1")
            .id("early")
            .bought("2026-01-02T08:00", "2")
            .id("next")
            .bought("2026-01-03", "4");
    assertThat(m1.id("early").bought("2026-01-02", "2").lastFate()).isEqualTo("duplicate");
    assertThat(m1.id("late").bought("2026-01-03", "1").lastFate()).isEqualTo("accepted");
  }

  @Test
  void closedDay_closesAllDaysBeforeItAndNoneAfter() {
    Told m1 = keeping(1).bought("2026-01-02", "1").bought("2026-01-05", "2");
    assertThat(m1.bought("2026-01-01", "1").lastFate()).isEqualTo("too-late");
    assertThat(m1.bought("2026-01-02T23:59:59.999", "1").lastFate()).isEqualTo("too-late");
    assertThat(m1.wasRefunded("2026-01-02", "1").lastFate()).isEqualTo("too-late");
    assertThat(m1.bought("2026-01-03T00:00", "4").lastFate()).isEqualTo("accepted");
    assertThat(m1.figuresOn("2026-01-05")).isEqualTo("0d 3x 7.00 531");
  }

  @Test
  void newEventIsTakenInFirst_soAnOldOneMayLeaveAtOnce() {
    Told m1 = keeping(1).bought("2026-01-05", "1").id("a").bought("2026-01-02", "2");
    assertThat(m1.lastFate()).isEqualTo("accepted");
    assertThat(m1.figuresOn("2026-01-05")).isEqualTo("0d 2x 3.00 521");
    assertThat(m1.id("a").bought("2026-01-05", "2").lastFate()).isEqualTo("accepted");
  }

  @Test
  void tooLateEvent_isCountedAndChangesNothing() {
    Told m1 = keeping(1).bought("2026-01-02", "1").bought("2026-01-05", "2");
    MemberState before = m1.state();
    m1.bought("2026-01-01", "99");
    assertThat(m1.state()).isSameAs(before);
    assertThat(m1.ledger().deadLettered()).isEqualTo(1);
    assertThat(m1.ledger().received()).isEqualTo(6);
  }

  @Test
  void orderStaysKnownWhole_whileOneOfItsEventsIsKept() {
    Told m1 =
        keeping(2)
            .boughtOn("o1", "2026-01-01", "100.00")
            .boughtOn("o1", "2026-01-05", "1.00")
            .boughtOn("o2", "2026-01-06", "5.00");
    // The 100.00 have left, the 1.00 are kept: a refund of 101.00 still reverses the order.
    m1.wasRefundedFor("o1", "2026-01-05", "101.00");
    assertThat(m1.figuresOn("2026-01-06")).isEqualTo("0d 1x 5.00 511");
  }

  @Test
  void refundNamingAnOrderThatHasLeft_countsAsNamingNone() {
    Told m1 =
        keeping(2)
            .boughtOn("o1", "2026-01-01", "100.00")
            .boughtOn("o2", "2026-01-05", "1.00")
            .boughtOn("o3", "2026-01-06", "5.00")
            .wasRefundedFor("o1", "2026-01-07", "100.00");
    assertThat(m1.figuresOn("2026-01-07")).isEqualTo("1d 3x 6.00 531");
    // On its own day: it stays in the window after the order has gone out of it.
    assertThat(m1.figuresOn("2027-01-06")).isEqualTo("365d 0x -100.00 111");
  }

  @Test
  void refundNamingAnUnknownOrder_isDecidedOnceOnArrival() {
    Told m1 =
        keeping(2)
            .bought("2026-01-01", "10.00")
            .bought("2026-01-02", "10.00")
            .bought("2026-01-03", "10.00")
            .wasRefundedFor("o9", "2026-01-04", "4.00")
            .boughtOn("o9", "2026-01-05", "4.00");
    // The order that comes afterwards does not find its refund waiting.
    assertThat(m1.figuresOn("2026-01-05")).isEqualTo("0d 4x 30.00 531");
  }

  @Test
  void waitingRefundThatLeaves_hasNoEffect() {
    Told m1 =
        keeping(2)
            .wasRefundedFor("o1", "2026-01-01", "50.00")
            .bought("2026-01-02", "10.00")
            .bought("2026-01-03", "10.00")
            .boughtOn("o1", "2026-01-04", "50.00");
    assertThat(m1.figuresOn("2026-01-04")).isEqualTo("0d 3x 70.00 531");
  }

  @Test
  void waitingRefundThatLeaves_leavesTheOthersOfItsOrderWaiting() {
    Told m1 =
        keeping(2)
            .wasRefundedFor("o1", "2026-01-01", "50.00")
            .wasRefundedFor("o1", "2026-01-02", "7.00")
            .bought("2026-01-03", "10.00")
            .boughtOn("o1", "2026-01-04", "50.00");
    assertThat(m1.figuresOn("2026-01-04")).isEqualTo("0d 2x 53.00 521");
  }

  @Test
  void orderOfTheSameIdAfterTheFirstHasLeft_isAnotherOrder() {
    Told m1 =
        keeping(1)
            .boughtOn("o1", "2026-01-01", "10.00")
            .bought("2026-01-02", "1.00")
            .boughtOn("o1", "2026-01-03", "10.00");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 3x 21.00 531");
  }

  @Test
  void daySums_countInTheWindowLikeTheirOrders() {
    Told kept = member("m1");
    Told summed = keeping(1);
    for (Told told : new Told[] {kept, summed}) {
      told.boughtOn("o1", "2026-01-01", "100.00")
          .boughtOn("o2", "2026-01-01", "20.00")
          .wasRefunded("2026-01-15", "5.00")
          .boughtOn("o3", "2026-02-01", "3.00");
    }
    for (String day : new String[] {"2026-12-31", "2027-01-01", "2027-01-14", "2027-01-15"}) {
      assertThat(summed.on(day)).isEqualTo(kept.on(day));
    }
  }

  @Test
  void beyondTheLongestWindow_firstLastAndLifetimeStay() {
    Told m1 =
        keeping(1)
            .bought("2020-01-01", "10.00")
            .bought("2022-01-01", "20.00")
            .bought("2026-01-01", "30.00");
    MemberPicture picture = m1.on("2026-01-01");
    assertThat(picture.firstPurchaseAt()).isEqualTo(m1.instant("2020-01-01"));
    assertThat(picture.lastPurchaseAt()).isEqualTo(m1.instant("2026-01-01"));
    assertThat(picture.lifetimeOrders()).isEqualTo(3);
    assertThat(picture.lifetimeMinor()).isEqualTo(6_000);
    // Nothing of 2020 and 2022 is kept by the day any more …
    assertThat(m1.state().purchases().evicted().days()).isEmpty();
    // … but the last order day before, so that this purchase is known to be a return.
    assertThat(picture.segments()).containsEntry("lifecycle", "won-back");
  }

  @Test
  void daySums_areKeptForTheLongestWindowAndNoLonger() {
    Told m1 = keeping(1).bought("2025-01-01", "10.00").bought("2025-01-02", "10.00");
    m1.bought("2025-12-31", "1.00");
    int first = (int) LocalDate.parse("2025-01-01").toEpochDay();
    assertThat(m1.state().purchases().evicted().days()).containsExactly(first, first + 1);
    m1.visited("2026-01-01");
    assertThat(m1.state().purchases().evicted().days()).containsExactly(first + 1);
  }

  @Test
  void orderKeptWhole_mayBeOlderThanTheSumsOfDays() {
    Told m1 =
        keeping(2)
            .boughtOn("o1", "2026-01-01", "10.00")
            .boughtOn("o2", "2026-01-05", "20.00")
            .boughtOn("o1", "2026-01-10", "1.00")
            .boughtOn("o1", "2026-01-11", "1.00");
    // Kept are two parts of o1, which is dated the 1st; o2 of the 5th is a sum.
    assertThat(m1.figuresOn("2026-01-11")).isEqualTo("6d 2x 32.00 521");
    assertThat(m1.figuresOn("2027-01-01")).isEqualTo("361d 1x 20.00 111");
    assertThat(m1.figuresOn("2027-01-05")).isEqualTo("365d 0x 0.00 111");
  }

  @Test
  void orderKeptWholeThatLeavesAtLast_isSummedUpOnItsOwnEarlierDay() {
    Told m1 =
        keeping(2)
            .boughtOn("o1", "2026-01-01", "10.00")
            .boughtOn("o2", "2026-01-05", "20.00")
            .boughtOn("o1", "2026-01-10", "1.00")
            .bought("2026-01-11", "3.00")
            .bought("2026-01-12", "4.00");
    assertThat(m1.figuresOn("2026-01-12")).isEqualTo("0d 4x 38.00 531");
    assertThat(m1.figuresOn("2027-01-01")).isEqualTo("354d 3x 27.00 131");
    assertThat(m1.figuresOn("2027-01-05")).isEqualTo("358d 2x 7.00 121");
  }

  @Test
  void orderKeptWholeFromBeforeTheSums_takesItsPlaceAmongTheOrderDays() {
    Told m1 =
        keeping(2)
            .boughtOn("o1", "2024-01-01", "10.00")
            .boughtOn("o2", "2024-07-01", "20.00")
            .boughtOn("o1", "2026-01-10", "1.00")
            .boughtOn("o1", "2026-01-11", "1.00");
    // Only the day of o2 is left of it, and that is the last order day: o1 is dated 2024-01-01.
    assertThat(m1.state().purchases().evicted().days()).isEmpty();
    assertThat(m1.on("2026-01-11").rfm().recencyDays()).isEqualTo(559);
    m1.bought("2026-01-12", "3.00");
    assertThat(m1.segmentOn("2026-01-12", "lifecycle")).isEqualTo("won-back");
  }

  @Test
  void unnamedRefundFromBeforeTheSums_isNoOrderDay() {
    Told m1 =
        keeping(1)
            .bought("2024-01-01", "10.00")
            .wasRefunded("2024-12-01", "1.00")
            .bought("2026-01-01", "5.00");
    assertThat(m1.state().purchases().evicted().daysBeforeSums())
        .containsExactly((int) LocalDate.parse("2024-01-01").toEpochDay());
  }

  @Test
  void busyDayOfVisits_staysOpen() {
    Told m1 = member("m1", defaultRetail().withMemory(512, 2));
    for (int i = 0; i < 10; i++) {
      m1.visited("2026-01-03");
    }
    assertThat(m1.fates()).containsOnly("accepted");
    assertThat(m1.visited("2026-01-02").lastFate()).isEqualTo("too-late");
    assertThat(m1.visited("2026-01-03T00:00").lastFate()).isEqualTo("accepted");
  }

  @Test
  void closedDayOfVisits_doesNotCloseItForPurchases() {
    Told m1 =
        member("m1", defaultRetail().withMemory(512, 1))
            .visited("2026-01-03")
            .visited("2026-01-05");
    assertThat(m1.visited("2026-01-02").lastFate()).isEqualTo("too-late");
    assertThat(m1.bought("2026-01-02", "1").lastFate()).isEqualTo("accepted");
  }

  @Test
  void oldestOtherId_isForgotten() {
    Told m1 =
        member("m1", defaultRetail().withMemory(512, 2))
            .id("a")
            .visited("2026-01-03")
            .id("b")
            .visited("2026-01-03")
            .id("c")
            .visited("2026-01-03");
    assertThat(m1.id("b").visited("2026-01-03").lastFate()).isEqualTo("duplicate");
    assertThat(m1.id("a").visited("2026-01-03").lastFate()).isEqualTo("accepted");
  }

  @Test
  void erasedMember_isEvaluatedWithNoOrder() {
    Told m1 = member("m1").bought("2026-01-03", "10.00").wasErased("2026-02-01");
    assertThat(m1.moves("lifecycle"))
        .containsExactly("new by purchase on 2026-01-03", "prospect by erased on 2026-02-01");
    assertThat(m1.moves("value").get(1)).isEqualTo("none by erased on 2026-02-01");
    assertThat(m1.moves("loyalty").get(1)).isEqualTo("none by erased on 2026-02-01");
    assertThat(m1.figuresOn("2026-02-01")).isEqualTo("never 0x 0.00");
  }

  @Test
  void erasedMember_losesItsPictureAndEveryFact() {
    Told m1 =
        member("m1").bought("2026-01-03", "10.00").visited("2026-01-04").wasErased("2026-02-01");
    Decision erasure = m1.decisions().get(m1.decisions().size() - 1);
    assertThat(erasure.erased()).isTrue();
    assertThat(erasure.picture()).isNull();
    assertThat(erasure.next().deadline()).isEqualTo(ZoneCalendar.NEVER);
    assertThat(m1.state().isForgotten()).isTrue();
    assertThat(m1.state().purchases()).isSameAs(Purchases.NONE);
    assertThat(m1.state().others()).isSameAs(OtherEvents.NONE);
  }

  @Test
  void eventsDatedAtOrBeforeTheErasure_areDeadLetters() {
    Told m1 = member("m1").bought("2026-01-03", "10.00").wasErased("2026-02-01T12:00");
    assertThat(m1.bought("2026-01-15", "1").lastFate()).isEqualTo("erased");
    assertThat(m1.bought("2026-02-01T12:00", "1").lastFate()).isEqualTo("erased");
    assertThat(m1.theSameAgain().lastFate()).isEqualTo("erased");
    assertThat(m1.bought("2026-02-01T12:00:00.001", "1").lastFate()).isEqualTo("accepted");
  }

  @Test
  void laterEvents_startAnewWithTheSequenceGoingOn() {
    Told m1 =
        member("m1")
            .bought("2026-01-03", "10.00")
            .wasErased("2026-02-01")
            .bought("2026-03-01", "7.00");
    assertThat(m1.figuresOn("2026-03-01")).isEqualTo("0d 1x 7.00 511");
    assertThat(m1.on("2026-03-01").lifetimeOrders()).isEqualTo(1);
    Transition last = m1.lastMove("lifecycle");
    assertThat(last.from()).isEqualTo("prospect");
    assertThat(last.to()).isEqualTo("new");
    assertThat(m1.transitions()).extracting(Transition::sequence).endsWith(7L, 8L, 9L);
  }

  @Test
  void firstEventAfterAnErasure_bringsThePictureBackEvenIfNothingMoves() {
    Told m1 =
        member("m1").bought("2026-01-03", "10.00").wasErased("2026-02-01").visited("2026-02-02");
    Decision visit = m1.decisions().get(m1.decisions().size() - 1);
    assertThat(visit.transitions()).isEmpty();
    assertThat(visit.picture()).isNotNull();
  }

  @Test
  void erasureThatComesLate_forgetsWhatCameAfterItToo() {
    Told m1 =
        member("m1")
            .bought("2026-01-03", "10.00")
            .bought("2026-02-10", "5.00")
            .wasErased("2026-02-01");
    assertThat(m1.figuresOn("2026-02-10")).isEqualTo("never 0x 0.00");
    assertThat(m1.lastMove("lifecycle").effectiveAt()).isEqualTo(m1.instant("2026-02-10"));
    // Dated after the erasure: accepted, and no duplicate any more.
    assertThat(m1.id("e2").bought("2026-02-10", "5.00").lastFate()).isEqualTo("accepted");
  }
}
