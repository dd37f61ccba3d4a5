package io.rfmstreams.oracle;

import static io.rfmstreams.oracle.Story.member;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The files, to the byte. */
class FilesTest {

  private static final LocalDate AS_OF = LocalDate.parse("2026-02-02");

  private static Reference twoMembers() {
    List<LogLine> lines = new ArrayList<>();
    lines.addAll(
        member("m,\"1\"").bought("2026-01-03", "12.50").gaveBack("2026-01-04", "20").lines());
    lines.addAll(member("m2").gaveBack("2026-01-05", "0.05").lines());
    return Reference.ofPlayed(lines, AS_OF, RuleParameters.defaultRetail());
  }

  @Test
  void membersAreOneLineEach_withNothingForWhatIsNotThere() {
    assertThat(MembersCsv.render(twoMembers(), AS_OF))
        .isEqualTo(
            """
            member_id,as_of,first_purchase_at,last_purchase_at,recency_days,frequency,monetary,\
            lifetime_orders,lifetime_monetary,r,f,m,axis_value,axis_lifecycle,axis_loyalty,p_alive,\
            transitions
            "m,""1\""",2026-02-02,2026-01-03T04:00:00Z,2026-01-03T04:00:00Z,30,1,-7.50,1,-7.50,\
            4,1,1,general-develop,active,first-time,,4
            m2,2026-02-02,,,,0,-0.05,0,-0.05,,,,none,prospect,none,,3
            """);
  }

  @Test
  void transitionsAreSortedByEffectiveTime_thenMemberAndSequence() {
    assertThat(TransitionsCsv.render(twoMembers()))
        .isEqualTo(
            """
            member_id,sequence,axis,from,to,cause,effective_at,recency_days,frequency,monetary,\
            r,f,m,rule_set,rule_version,event_id,detected_at
            "m,""1\""",1,value,,general-develop,purchase,2026-01-03T04:00:00Z,0,1,12.50,\
            5,1,1,default-retail,1,e1,2026-01-03T04:00:00Z
            "m,""1\""",2,lifecycle,,new,purchase,2026-01-03T04:00:00Z,0,1,12.50,\
            5,1,1,default-retail,1,e1,2026-01-03T04:00:00Z
            "m,""1\""",3,loyalty,,first-time,purchase,2026-01-03T04:00:00Z,0,1,12.50,\
            5,1,1,default-retail,1,e1,2026-01-03T04:00:00Z
            m2,1,value,,none,refund,2026-01-05T04:00:00Z,,0,-0.05,,,,default-retail,1,e1,2026-01-05T04:00:00Z
            m2,2,lifecycle,,prospect,refund,2026-01-05T04:00:00Z,,0,-0.05,,,,default-retail,1,e1,2026-01-05T04:00:00Z
            m2,3,loyalty,,none,refund,2026-01-05T04:00:00Z,,0,-0.05,,,,default-retail,1,e1,2026-01-05T04:00:00Z
            "m,""1\""",4,lifecycle,new,active,time,2026-02-01T16:00:00Z,30,1,-7.50,\
            4,1,1,default-retail,1,,2026-02-01T16:00:00Z
            """);
  }

  @Test
  void membersAreInCodePointOrder_whichJavaStringsAreNot() {
    List<LogLine> lines = new ArrayList<>();
    for (String id : List.of("😀", "～", "b", "a", "B")) {
      lines.addAll(member(id).did("visit", "2026-01-03").lines());
    }
    Reference reference = Reference.ofPlayed(lines, AS_OF, RuleParameters.defaultRetail());

    assertThat("😀").isLessThan("～");
    assertThat(reference.members(AS_OF))
        .extracting(Reference.Member::memberId)
        .containsExactly("B", "a", "b", "～", "😀");
  }

  @Test
  void moneyHasItsCurrencysDecimals_whichMayBeNone() {
    RuleParameters yen = RuleParameters.defaultRetail().withCurrency(Currency.getInstance("JPY"));
    String text =
        MembersCsv.render(
            member("m").under(yen).bought("2026-02-02", "1250").playedTo("2026-02-02"), AS_OF);

    assertThat(text).contains(",0,1,1250,1,1250,5,");
  }

  @Test
  void eventsComeBackAsWritten_whateverIsInThem() {
    List<LogLine> lines =
        List.of(
            new LogLine(
                "e\n1",
                "m,\"1\"",
                "purchase",
                Instant.parse("2026-01-03T04:00:00.007Z"),
                1250L,
                "CNY",
                "o 1",
                "5\" plate",
                Map.of()),
            new LogLine(
                "e2",
                "😀",
                "profile",
                Instant.parse("2026-01-03T04:00:00Z"),
                null,
                null,
                null,
                null,
                Map.of("consent", "yes", "birthday", "--01-03")));

    assertThat(EventsCsv.parse(EventsCsv.render(lines))).isEqualTo(lines);
    assertThat(EventsCsv.parse(EventsCsv.render(HostileLogs.seeded(3).lines())))
        .isEqualTo(HostileLogs.seeded(3).lines());
  }

  @Test
  void timesMayHaveOffsetsAndMore_thanMilliseconds() {
    String text =
        """
        event_id,member_id,type,occurred_at
        e1,m,visit,2026-01-03T12:00:00.123999+08:00
        """
            .replace("\n", "\r\n");

    assertThat(EventsCsv.parse(text).get(0).occurredAt()).isEqualTo("2026-01-03T04:00:00.123Z");
  }
}
