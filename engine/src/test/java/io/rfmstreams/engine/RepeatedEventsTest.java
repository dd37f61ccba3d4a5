package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Tally.Count;
import org.junit.jupiter.api.Test;

/** Copies, events that only look like copies, and copies that do not look like any. */
class RepeatedEventsTest {

  private static Told boughtOnce() {
    return member("m1").id("a").boughtOn("o1", "2026-01-03T10:00", "10.00").id("a");
  }

  private static String detail(Told member) {
    return member.lastRejection().detail();
  }

  @Test
  void sameIdAndContent_isADuplicate_atWhateverTimeOfItsDay() {
    Told m1 = boughtOnce().of("tea").boughtOn("o1", "2026-01-03T18:00", "10.00");
    assertThat(m1.lastFate()).isEqualTo("duplicate");
  }

  @Test
  void sameIdWithAnotherType_isRefusedNamingBoth() {
    Told m1 = boughtOnce().wasRefundedFor("o1", "2026-01-03", "10.00");
    assertThat(m1.lastFate()).isEqualTo("conflicting-id");
    assertThat(detail(m1))
        .isEqualTo(
            "event id 'a' is that of a purchase of 10.00 CNY on order 'o1' on 2026-01-03, and this is a refund of 10.00 CNY for order 'o1' on 2026-01-03");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 1x 10.00 511");
    assertThat(m1.ledger()).isEqualTo(new Ledger(1, 0, 0, 1));
  }

  @Test
  void sameIdWithAnotherAmountOrderOrDay_isRefused() {
    assertThat(boughtOnce().boughtOn("o1", "2026-01-03", "10.01").lastFate())
        .isEqualTo("conflicting-id");
    assertThat(boughtOnce().boughtOn("o2", "2026-01-03", "10.00").lastFate())
        .isEqualTo("conflicting-id");
    assertThat(boughtOnce().bought("2026-01-03", "10.00").lastFate()).isEqualTo("conflicting-id");
    assertThat(boughtOnce().boughtOn("o1", "2026-01-04", "10.00").lastFate())
        .isEqualTo("conflicting-id");
  }

  /** Its order counted for nothing when it came, and yet it is what tells a copy. */
  @Test
  void refundThatCountsAsNamingNone_isComparedByTheOrderItNames() {
    Told m1 =
        member("m1", defaultRetail().withMemory(1, 1))
            .bought("2026-01-01", "10.00")
            .bought("2026-01-02", "10.00")
            .id("r")
            .wasRefundedFor("nobody's", "2026-01-03", "1.00");
    assertThat(m1.id("r").wasRefundedFor("nobody's", "2026-01-03", "1.00").lastFate())
        .isEqualTo("duplicate");
    assertThat(m1.id("r").wasRefunded("2026-01-03", "1.00").lastFate()).isEqualTo("conflicting-id");
  }

  @Test
  void eachEventOfAnOrder_isComparedByItsOwnAmountAndDay() {
    Told m1 =
        boughtOnce()
            .id("b")
            .boughtOn("o1", "2026-01-05", "5.00")
            .id("c")
            .wasRefundedFor("o1", "2026-01-06", "2.00");
    assertThat(m1.id("b").boughtOn("o1", "2026-01-05", "5.00").lastFate()).isEqualTo("duplicate");
    assertThat(m1.id("b").boughtOn("o1", "2026-01-05", "10.00").lastFate())
        .isEqualTo("conflicting-id");
    assertThat(m1.id("c").wasRefundedFor("o1", "2026-01-06", "2.00").lastFate())
        .isEqualTo("duplicate");
  }

  @Test
  void idOfAnEventThatLeft_isNotCompared() {
    Told m1 =
        member("m1", defaultRetail().withMemory(1, 1))
            .id("a")
            .bought("2026-01-01", "10.00")
            .bought("2026-01-05", "1.00");
    assertThat(m1.id("a").bought("2026-01-06", "99.00").lastFate()).isEqualTo("accepted");
  }

  @Test
  void purchaseLikeAnotherUnderAnotherId_countsAndIsCounted() {
    Told m1 = boughtOnce().id("b").boughtOn("o1", "2026-01-03T10:00", "10.00");
    assertThat(m1.lastFate()).isEqualTo("accepted");
    assertThat(m1.figuresOn("2026-01-03")).isEqualTo("0d 1x 20.00 511");
    assertThat(m1.ledger().tally().of(Count.REPEATED_PURCHASES)).isEqualTo(1);
    // Equal to two by now, and still one repeat more.
    m1.id("c").boughtOn("o1", "2026-01-03T10:00", "10.00");
    assertThat(m1.ledger().tally().of(Count.REPEATED_PURCHASES)).isEqualTo(2);
  }

  @Test
  void purchaseOfAnotherInstantAmountOrOrder_isNoRepeat() {
    Told m1 =
        boughtOnce()
            .id("b")
            .boughtOn("o1", "2026-01-03T10:00:00.001", "10.00")
            .id("c")
            .boughtOn("o1", "2026-01-03T10:00", "10.01")
            .id("d")
            .boughtOn("o2", "2026-01-03T10:00", "10.00")
            .id("e")
            .bought("2026-01-03T10:00", "10.00")
            .id("f")
            .wasRefundedFor("o1", "2026-01-03T10:00", "10.00");
    assertThat(m1.ledger().tally().of(Count.REPEATED_PURCHASES)).isZero();
    m1.id("g").bought("2026-01-03T10:00", "10.00");
    assertThat(m1.ledger().tally().of(Count.REPEATED_PURCHASES)).isEqualTo(1);
  }

  @Test
  void eventWithAnIdThatLooksSpoiled_isTakenAndCountedOnce() {
    Told m1 = member("17850.0").id("1.00017E+11").boughtOn("NULL", "2026-01-03", "1.00");
    assertThat(m1.lastFate()).isEqualTo("accepted");
    assertThat(m1.ledger().tally().of(Count.MANGLED_IDS)).isEqualTo(1);
    assertThat(m1.theSameAgain().ledger().tally().of(Count.MANGLED_IDS)).isEqualTo(1);
    assertThat(m1.id("x").wasErased("2026-01-04").ledger().tally().of(Count.MANGLED_IDS))
        .isEqualTo(2);
  }
}
