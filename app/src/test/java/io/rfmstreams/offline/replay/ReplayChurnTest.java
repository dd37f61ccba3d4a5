package io.rfmstreams.offline.replay;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.RfmValues;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.Facts;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.testkit.ProjectFiles;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Who is at risk by the detectors of {@code retail-churn.yaml}, and how probably alive each member is,
 * for the retail data: against the definitions computed the plain way from the reference's facts.
 */
@Tag("slow")
class ReplayChurnTest {
  private static final Offset<Double> ROUNDING = Offset.offset(1e-9);

  @ParameterizedTest
  @ValueSource(strings = {"2011-03-01", "2011-06-30", "2011-12-09", "2012-02-29"})
  void retailData_asTheDefinitionsSay(String day) throws IOException, InterruptedException {
    RuleParameters parameters = RuleParameters.retailDemo();
    LocalDate asOf = LocalDate.parse(day);
    List<LogLine> lines = Player.sortedByTime(EventsCsv.read(ProjectFiles.RETAIL));
    Reference reference = Reference.ofPlayed(lines, asOf, parameters);
    FoundByReplay found = FoundByReplay.of(ProjectFiles.RETAIL, rules(), asOf, false);

    int atRisk = 0;
    for (MemberPicture member : found.members()) {
      Facts facts = reference.facts(member.memberId()).orElseThrow();
      RfmValues rfm = member.rfm();
      if (facts.orders().isEmpty()) {
        assertThat(rfm.pAlive()).isNull();
        continue;
      }
      double pAlive = pAlive(facts.orderDays(), asOf);
      assertThat(rfm.pAlive()).isCloseTo(pAlive, ROUNDING);
      String lifecycle = String.valueOf(member.segments().get("lifecycle"));
      int recency = rfm.recencyDays();
      boolean overdue = recency >= 60 || isOffBeat(facts.orderDays(), asOf) || pAlive < 0.3;
      assertThat(lifecycle.equals("at-risk"))
          .as("%s, a member of %s", lifecycle, facts.orderDays())
          .isEqualTo(overdue && recency < 120);
      atRisk += overdue && recency < 120 ? 1 : 0;
    }
    assertThat(atRisk).isPositive();
  }

  private static RuleBook rules() {
    return RuleBooks.of(
        List.of(RuleFile.read(ProjectFiles.ROOT.resolve("config/rules/retail-churn.yaml"))),
        Deployment.Bounds.DEFAULT);
  }

  private static boolean isOffBeat(List<LocalDate> days, LocalDate asOf) {
    if (days.size() < 4) {
      return false;
    }
    double[] gaps = new double[days.size() - 1];
    double sum = 0;
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = DAYS.between(days.get(i), days.get(i + 1));
      sum += gaps[i];
    }
    double mean = sum / gaps.length;
    double squares = 0;
    for (double gap : gaps) {
      squares += (gap - mean) * (gap - mean);
    }
    double limit = 2.5 * mean + Math.sqrt(squares / (gaps.length - 1));
    return DAYS.between(days.get(days.size() - 1), asOf) >= limit - 1e-9;
  }

  /** Batislam et al. (2007), in weeks. */
  private static double pAlive(List<LocalDate> days, LocalDate asOf) {
    int repeats = days.size() - 1;
    double lastAt = DAYS.between(days.get(0), days.get(repeats)) / 7.0;
    double now = DAYS.between(days.get(0), asOf) / 7.0;
    double ratio = Math.pow((6.183 + now) / (6.183 + lastAt), 0.525 + repeats);
    return 1 / (1 + 0.891 / (1.614 + repeats) * ratio);
  }
}
