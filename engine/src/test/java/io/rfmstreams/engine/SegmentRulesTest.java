package io.rfmstreams.engine;

import static io.rfmstreams.engine.Told.member;
import static io.rfmstreams.oracle.RuleParameters.defaultRetail;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** Worked cases of the contract's rules on the three default axes and the days limits are reached. */
class SegmentRulesTest {

  private static Told in(String zone) {
    return member("m1", defaultRetail().withZone(ZoneId.of(zone)));
  }

  @Test
  void silentMember_goesThroughTheWholeLifecycleOnTheDaysTheLimitsAreReached() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").nothingUntil("2027-06-01");
    assertThat(m1.moves("lifecycle"))
        .containsExactly(
            "new by purchase on 2026-01-01",
            "active by time on 2026-01-31",
            "at-risk by time on 2026-04-01",
            "dormant by time on 2026-06-30",
            "churned by time on 2027-01-01");
  }

  @Test
  void limitIsReached_atTheFirstInstantOfTheLocalDay() {
    Told m1 = member("m1").bought("2026-01-01T23:59", "10.00").nothingUntil("2026-04-01");
    assertThat(m1.lastMove("lifecycle").effectiveAt())
        .isEqualTo(Instant.parse("2026-03-31T16:00:00Z"));
  }

  @Test
  void limitIsReachedAtOne_whereMidnightIsMissing() {
    // São Paulo, 2018-11-04: the clock goes from 00:00 to 01:00.
    Told m1 = in("America/Sao_Paulo").bought("2018-08-06", "10.00").nothingUntil("2018-11-10");
    Transition atRisk = m1.lastMove("lifecycle");
    assertThat(atRisk.to()).isEqualTo("at-risk");
    assertThat(atRisk.effectiveAt()).isEqualTo(Instant.parse("2018-11-04T03:00:00Z"));
    assertThat(atRisk.effectiveAt()).isEqualTo(m1.instant("2018-11-04T01:00"));
  }

  @Test
  void limitIsReachedAtTheEarlierMidnight_whereItIsTwice() {
    // Havana, 2023-11-05: the clock goes from 01:00 back to 00:00.
    Told m1 = in("America/Havana").bought("2023-08-07", "10.00").nothingUntil("2023-11-10");
    assertThat(m1.lastMove("lifecycle").effectiveAt())
        .isEqualTo(Instant.parse("2023-11-05T04:00:00Z"));
  }

  @Test
  void limitOnADayTheZoneSkipped_isReachedOnTheNext() {
    // Apia had no 2011-12-30.
    Told m1 = in("Pacific/Apia").bought("2011-10-01", "10.00").nothingUntil("2012-01-03");
    Transition atRisk = m1.lastMove("lifecycle");
    assertThat(m1.moves("lifecycle")).endsWith("at-risk by time on 2011-12-31");
    assertThat(atRisk.effectiveAt()).isEqualTo(Instant.parse("2011-12-30T10:00:00Z"));
    assertThat(Told.text(atRisk.after())).startsWith("91d");
  }

  @Test
  void dayIsTheDayClocksShow_alsoWhereTheDayBeforeIsShownAgain() {
    // St. John's, 2010-11-07: at 00:01 the clock goes back to 23:01 of the 6th.
    Told m1 = in("America/St_Johns").bought("2010-11-07T02:31:30Z", "10.00");
    assertThat(m1.figuresOn("2010-11-07")).isEqualTo("1d 1x 10.00 511");
    Told m2 = in("America/St_Johns").bought("2010-11-07T02:30:30Z", "10.00");
    assertThat(m2.figuresOn("2010-11-07")).isEqualTo("0d 1x 10.00 511");
  }

  @Test
  void memberIsWonBack_whenTheGapReachesTheDormantLimit() {
    Told m1 =
        member("m1")
            .bought("2026-01-01", "10.00")
            .bought("2026-06-30", "10.00")
            .nothingUntil("2026-09-27");
    assertThat(m1.moves("lifecycle"))
        .endsWith(
            "dormant by time on 2026-06-30",
            "won-back by purchase on 2026-06-30",
            "active by time on 2026-08-29");
  }

  @Test
  void memberIsNotWonBack_aDayShortOfTheDormantLimit() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-06-29", "10.00");
    assertThat(m1.moves("lifecycle"))
        .endsWith("at-risk by time on 2026-04-01", "active by purchase on 2026-06-29");
  }

  @Test
  void wonBackMemberThatBuysAgain_staysWonBackForTheRestOfItsDays() {
    Told m1 =
        member("m1")
            .bought("2026-01-01", "10.00")
            .bought("2026-07-01", "10.00")
            .bought("2026-07-20", "10.00")
            .nothingUntil("2026-09-01");
    assertThat(m1.moves("lifecycle"))
        .endsWith("won-back by purchase on 2026-07-01", "active by time on 2026-08-30");
  }

  @Test
  void lateOrderInTheGap_meansTheMemberNeverWasAway() {
    Told m1 =
        member("m1")
            .bought("2026-01-01", "10.00")
            .bought("2026-07-20", "10.00")
            .bought("2026-04-01", "10.00");
    assertThat(m1.moves("lifecycle"))
        .endsWith("won-back by purchase on 2026-07-20", "active by purchase on 2026-07-20");
  }

  @Test
  void refundOfTheOrderInTheGap_makesTheMemberWonBack() {
    Told m1 =
        member("m1")
            .bought("2026-01-01", "10.00")
            .boughtOn("o2", "2026-04-01", "10.00")
            .bought("2026-07-20", "10.00")
            .wasRefundedFor("o2", "2026-07-21", "10.00");
    assertThat(m1.moves("lifecycle")).endsWith("won-back by refund on 2026-07-21");
  }

  @Test
  void churnedComesBeforeWonBack_inTheOrderOfTheList() {
    // Dormant-limit days before the second order, churned-limit days after it.
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-07-01", "10.00");
    assertThat(m1.segmentOn("2026-08-29", "lifecycle")).isEqualTo("won-back");
    assertThat(m1.segmentOn("2026-08-30", "lifecycle")).isEqualTo("active");
    assertThat(m1.segmentOn("2027-07-01", "lifecycle")).isEqualTo("churned");
  }

  @Test
  void newMember_isNewUntilTheLastOfItsNewDays() {
    Told m1 = member("m1").bought("2026-01-01", "10.00").bought("2026-01-20", "10.00");
    assertThat(m1.segmentOn("2026-01-30", "lifecycle")).isEqualTo("new");
    assertThat(m1.segmentOn("2026-01-31", "lifecycle")).isEqualTo("active");
  }

  @Test
  void lateFirstOrder_endsBeingNewEarlier() {
    Told m1 = member("m1").bought("2026-01-20", "10.00").bought("2026-01-01", "10.00");
    assertThat(m1.nothingUntil("2026-03-01").moves("lifecycle"))
        .containsExactly("new by purchase on 2026-01-20", "active by time on 2026-01-31");
  }

  @Test
  void loyaltyFalls_asOrdersLeaveTheWindow() {
    Told m1 =
        member("m1")
            .bought("2026-01-01", "10.00")
            .bought("2026-02-01", "10.00")
            .bought("2026-03-01", "10.00")
            .nothingUntil("2027-04-01");
    assertThat(m1.moves("loyalty"))
        .containsExactly(
            "first-time by purchase on 2026-01-01",
            "repeat by purchase on 2026-02-01",
            "fan by purchase on 2026-03-01",
            "repeat by time on 2027-01-01",
            "first-time by time on 2027-02-01",
            "none by time on 2027-03-01");
  }

  @Test
  void value_hasAClassForEveryCombinationOfHighAndLow() {
    assertThat(value(3, "2000.00", 0)).isEqualTo("important-value");
    assertThat(value(1, "2000.00", 0)).isEqualTo("important-develop");
    assertThat(value(3, "2000.00", 90)).isEqualTo("important-keep");
    assertThat(value(1, "2000.00", 90)).isEqualTo("important-retain");
    assertThat(value(3, "1.00", 0)).isEqualTo("general-value");
    assertThat(value(1, "1.00", 0)).isEqualTo("general-develop");
    assertThat(value(3, "1.00", 90)).isEqualTo("general-keep");
    assertThat(value(1, "1.00", 90)).isEqualTo("general-retain");
  }

  private static String value(int orders, String first, int daysAgo) {
    Told m1 = member("m1").bought("2026-01-01", first);
    for (int more = 1; more < orders; more++) {
      m1.bought("2026-01-01", "0");
    }
    return String.valueOf(m1.on(m1.dayAfter("2026-01-01", daysAgo)).segments().get("value"));
  }

  @Test
  void highR_meansNotYetAtRiskAndLowestR_dormantOrChurned() {
    Told m1 = member("m1").bought("2026-01-01", "10.00");
    for (int days = 0; days < 400; days++) {
      MemberPicture picture = m1.on(m1.dayAfter("2026-01-01", days));
      String lifecycle = picture.segments().get("lifecycle");
      assertThat(picture.rfm().r() >= 3).isEqualTo(days < 90);
      assertThat(picture.rfm().r() == 1)
          .isEqualTo("dormant".equals(lifecycle) || "churned".equals(lifecycle));
    }
  }
}
