package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.Tally.Count;
import io.rfmstreams.schemas.MemberSegments;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.schemas.WinbackTrigger;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What readers of the outputs see of members, from journal to topic. */
class LifecycleScenarioTest {
  private final PipelineDriver pipeline = PipelineDriver.start();

  @AfterEach
  void close() {
    pipeline.close();
  }

  @Test
  void entersASegmentOnEveryAxis_withItsFirstPurchase() {
    pipeline.member("m1").bought("2026-01-03", "12.50");

    assertThat(pipeline.moves())
        .containsExactly(
            "m1 lifecycle: nothing -> active on 2026-01-03 (purchase)",
            "m1 loyalty: nothing -> first-time on 2026-01-03 (purchase)");
  }

  @Test
  void becomesDormant_onTheDayTheLimitIsReached_withoutAnyTraffic() {
    pipeline.member("m1").bought("2026-01-03", "12.50");
    pipeline.passOverMoves();

    pipeline.daysBegin("2026-01-04", "2026-07-02");

    assertThat(pipeline.moves())
        .containsExactly(
            "m1 lifecycle: active -> at-risk on 2026-04-03 (time)",
            "m1 lifecycle: at-risk -> dormant on 2026-07-02 (time)");
  }

  @Test
  void carriesTheDayItBecameTrue_alsoIfOneTickClosesManyDays() {
    pipeline.member("m1").bought("2026-01-03", "12.50");
    pipeline.passOverMoves();

    pipeline.dayBegins("2027-01-03");

    assertThat(pipeline.moves())
        .containsExactly(
            "m1 lifecycle: active -> at-risk on 2026-04-03 (time)",
            "m1 lifecycle: at-risk -> dormant on 2026-07-02 (time)",
            "m1 lifecycle: dormant -> churned on 2027-01-03 (time)",
            "m1 loyalty: first-time -> none on 2027-01-03 (time)");
  }

  @Test
  void staysActive_ifItBoughtAgainBeforeTheLimit() {
    pipeline.member("m1").bought("2026-01-03", "12.50").bought("2026-06-01", "8.00");
    pipeline.passOverMoves();

    pipeline.dayBegins("2026-07-02");

    assertThat(pipeline.moves()).isEmpty();
  }

  @Test
  void transitionRecordsCarryFiguresReasonAndTheTimestampOfTheirCause() {
    pipeline.member("m1").bought("2026-01-03", "12.50");
    pipeline.transitionRecords();
    pipeline.dayBegins("2026-04-03");

    TestRecord<String, SegmentTransition> record = pipeline.transitionRecords().get(0);
    SegmentTransition atRisk = record.value();

    assertThat(record.key()).isEqualTo("m1");
    assertThat(record.getRecordTime()).isEqualTo(PipelineDriver.at("2026-04-03T00:00:00+08:00"));
    assertThat(record.headers()).isEmpty();
    assertThat(atRisk.getSequence()).isEqualTo(3);
    assertThat(atRisk.getDetectedAt()).isEqualTo(record.getRecordTime());
    assertThat(atRisk.getEventId()).isNull();
    assertThat(atRisk.getBefore()).isNotNull();
    assertThat(atRisk.getBefore().getRecencyDays()).isEqualTo(89);
    assertThat(atRisk.getAfter().getRecencyDays()).isEqualTo(90);
    assertThat(atRisk.getAfter().getMonetaryMinor()).isEqualTo(1250);
    assertThat(atRisk.getAfter().getCurrency()).isEqualTo("CNY");
    assertThat(atRisk.getAfter().getR()).isEqualTo(2);
    assertThat(atRisk.getReason()).hasSize(1);
    assertThat(atRisk.getReason().get(0).getFigure()).isEqualTo("recencyDays");
    assertThat(atRisk.getReason().get(0).getLimit()).isEqualTo(90);
    assertThat(atRisk.getRuleSet()).isEqualTo("test-retail");
  }

  @Test
  void aLateRefundOfTheLastOrder_movesTheMemberBackToWhereTheOrderBeforeLeavesIt() {
    pipeline
        .member("m1")
        .bought("order-1", "2026-01-03", "12.50")
        .bought("order-2", "2026-06-01", "8.00");
    pipeline.dayBegins("2026-07-10");
    pipeline.passOverMoves();

    pipeline.member("m1").gotBack("refund-1", "order-2", "2026-06-03", "8.00");

    assertThat(pipeline.moves())
        .containsExactly(
            "m1 lifecycle: active -> dormant on 2026-07-10 (refund)",
            "m1 loyalty: repeat -> first-time on 2026-07-10 (refund)");
  }

  @Test
  void aDuplicateChangesNothing_andIsCounted() {
    pipeline.member("m1").bought("order-1", "2026-01-03", "12.50");
    pipeline.passOverMoves();

    pipeline.member("m1").bought("order-1", "2026-01-03", "12.50");

    assertThat(pipeline.moves()).isEmpty();
    assertThat(pipeline.pictureRecords()).hasSize(1);
    assertThat(pipeline.ledger()).isEqualTo(new Ledger(1, 1, 0, 0));
  }

  @Test
  void aPictureShowsFiguresScoresAndSegments() {
    pipeline.member("m1").bought("2026-01-03", "12.50");

    TestRecord<String, MemberSegments> record = pipeline.pictureRecords().get(0);
    MemberSegments picture = record.value();

    assertThat(record.key()).isEqualTo("m1");
    assertThat(picture.getAsOf()).isEqualTo("2026-01-03");
    assertThat(picture.getEffectiveAt()).isEqualTo(PipelineDriver.at("2026-01-03"));
    assertThat(picture.getRecencyDays()).isZero();
    assertThat(picture.getFrequency()).isEqualTo(1);
    assertThat(picture.getMonetaryMinor()).isEqualTo(1250);
    assertThat(List.of(picture.getR(), picture.getF(), picture.getM())).containsExactly(5, 1, 1);
    assertThat(picture.getSegments())
        .isEqualTo(Map.of("lifecycle", "active", "loyalty", "first-time"));
    assertThat(picture.getSequence()).isEqualTo(2);
  }

  @Test
  void aPictureOfAMemberWithoutOrder_hasNoRecencyAndNoScores() {
    pipeline.member("m1").visited("2026-01-03");

    MemberSegments picture = pipeline.pictureRecords().get(0).value();

    assertThat(picture.getRecencyDays()).isNull();
    assertThat(picture.getR()).isNull();
    assertThat(picture.getLastPurchaseAt()).isNull();
    assertThat(picture.getSegments()).isEqualTo(Map.of("lifecycle", "prospect", "loyalty", "none"));
  }

  @Test
  void anErasureLeavesATombstone_andTransitionsToNoOrder() {
    pipeline.member("m1").bought("2026-01-03", "12.50");
    pipeline.passOverMoves();
    pipeline.pictureRecords();

    pipeline.member("m1").askedToBeForgotten("2026-02-01");

    assertThat(pipeline.moves())
        .containsExactly(
            "m1 lifecycle: active -> prospect on 2026-02-01 (erased)",
            "m1 loyalty: first-time -> none on 2026-02-01 (erased)");
    List<TestRecord<String, MemberSegments>> pictures = pipeline.pictureRecords();
    assertThat(pictures).hasSize(1);
    assertThat(pictures.get(0).key()).isEqualTo("m1");
    assertThat(pictures.get(0).value()).isNull();
  }

  @Test
  void aTreatedMemberThatFallsDormant_getsATrigger() {
    pipeline.member("m1").bought("2026-01-03", "12.50");
    pipeline.dayBegins("2026-07-05");

    List<TestRecord<String, WinbackTrigger>> triggers = pipeline.triggerRecords();

    assertThat(triggers).hasSize(1);
    WinbackTrigger trigger = triggers.get(0).value();
    assertThat(triggers.get(0).key()).isEqualTo("m1");
    assertThat(trigger.getAction()).isEqualTo("send");
    assertThat(trigger.getArm()).isEqualTo("treated");
    assertThat(trigger.getEpisode()).isEqualTo("2026-01-03");
    assertThat(trigger.getEffectiveAt()).isEqualTo(PipelineDriver.at("2026-07-02T00:00:00+08:00"));
    assertThat(trigger.getExpiresAt()).isEqualTo(PipelineDriver.at("2026-07-16T00:00:00+08:00"));
    assertThat(trigger.getReason().getCode()).isEqualTo("recency-days-reached");
    assertThat(trigger.getReason().getParameters())
        .isEqualTo(Map.of("limit", "180", "before", "179", "after", "180"));
    assertThat(trigger.getOffer()).isEqualTo(Map.of("voucher", "10-off", "channel", "app"));
  }

  @Test
  void aHeldOutMemberThatFallsDormant_isOnlyCounted() {
    try (PipelineDriver holdingOut =
        PipelineDriver.start(
            PipelineDriver.Variant.usual().rules(TestRules.bookHoldingOut(1000)))) {
      holdingOut.member("m1").bought("2026-01-03", "12.50");
      holdingOut.dayBegins("2026-07-05");

      assertThat(holdingOut.triggerRecords()).isEmpty();
      assertThat(holdingOut.moves())
          .contains("m1 lifecycle: at-risk -> dormant on 2026-07-02 (time)");
      assertThat(holdingOut.ledger().tally().of(Count.HELD_OUT)).isEqualTo(1);
    }
  }

  @Test
  void theLedgerAccountsForEveryRecord() {
    pipeline.member("m1").bought("2026-01-03", "12.50").bought("2026-01-03", "12.50");
    pipeline.daysBegin("2026-01-04", "2026-01-06");
    pipeline.dayBegins("2026-01-04");
    pipeline.record(null, null, PipelineDriver.at("2026-01-06"));

    assertThat(pipeline.ledger()).isEqualTo(new Ledger(1, 1, 4, 1));
    assertThat(pipeline.ledger().received()).isEqualTo(7);
  }
}
