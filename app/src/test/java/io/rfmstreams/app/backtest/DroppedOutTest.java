package io.rfmstreams.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.engine.survival.MbgNbd;
import io.rfmstreams.engine.survival.ModelUnit;
import io.rfmstreams.fit.CustomerSummaries;
import io.rfmstreams.fit.Order;
import io.rfmstreams.fit.SurvivalFit;
import io.rfmstreams.oracle.LogLine;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop whose customers come weekly or yearly and drop out unseen; here it is known when. The horizon
 * is longer than any gap, so that who stays silent has dropped out, and nobody else.
 */
class DroppedOutTest {
  private static final int CUSTOMERS_OF_EACH_KIND = 1_000;
  private static final LocalDate OPENED = LocalDate.parse("2018-01-01");
  private static final LocalDate AT = LocalDate.parse("2020-12-31");
  private static final int HORIZON_DAYS = 600;

  private final SplittableRandom random = new SplittableRandom(20_23);
  private final List<LogLine> lines = new ArrayList<>();
  private final CustomerSummaries.Collector past = new CustomerSummaries.Collector(AT);
  private int droppedOut;

  @Test
  void cadenceAndSurvival_findThem_whereAFixedLimitTakesYearlyBuyersForLost(@TempDir Path directory)
      throws IOException, InterruptedException {
    for (int i = 0; i < CUSTOMERS_OF_EACH_KIND; i++) {
      customer("weekly-" + i, 1, 20, 0.01);
      customer("yearly-" + i, 200, 530, 0.05);
    }
    MbgNbd model = SurvivalFit.mbgNbd(past.summaries(), ModelUnit.WEEK).model();

    Findings findings =
        Tested.backtest(
            Tested.file(directory, lines),
            Tested.rules(
                "UTC",
                "{ model: mbg-nbd, unit: week, r: %s, alpha: %s, a: %s, b: %s }"
                    .formatted(
                        written(model.r()),
                        written(model.alpha()),
                        written(model.a()),
                        written(model.b())),
                "off_beat, cadence-factor: 1.5, min-order-days: 2",
                "probably_gone, p-alive-below: 0.5"),
            AT.toString(),
            HORIZON_DAYS);

    assertThat(findings.population().silent()).isEqualTo(droppedOut);
    // 92.9 % of 620 against 80.0 %, and 100 % of 544 against 86.3 %
    Verdict.Alerted offBeat = findings.rules().detectors().get(0);
    Verdict.Alerted probablyGone = findings.rules().detectors().get(1);
    assertThat(offBeat.precision()).isGreaterThan(offBeat.fixedLimitPrecision() + 0.1);
    assertThat(probablyGone.precision()).isGreaterThan(probablyGone.fixedLimitPrecision() + 0.1);
  }

  /** One that joins within the first year, and may drop out after each order. */
  private void customer(String id, int shortestGap, int longestGap, double dropsOut) {
    LocalDate day = OPENED.plusDays(random.nextInt(365));
    List<Order> orders = new ArrayList<>();
    boolean gone = false;
    while (!gone && !day.isAfter(AT.plusDays(HORIZON_DAYS))) {
      lines.add(Tested.order(id + "/" + orders.size(), id, day));
      orders.add(new Order(day, 100));
      gone = random.nextDouble() < dropsOut;
      droppedOut += gone && !day.isAfter(AT) ? 1 : 0;
      day = day.plusDays(random.nextInt(shortestGap, longestGap + 1));
    }
    past.add(orders);
  }

  private static String written(double parameter) {
    return new BigDecimal(parameter).setScale(6, RoundingMode.HALF_UP).toPlainString();
  }
}
