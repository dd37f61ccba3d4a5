package io.rfmstreams.offline.backtest;

import io.rfmstreams.oracle.LogLine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A shop whose customers come weekly or yearly and drop out unseen; here it is known when. The horizon
 * is longer than any gap, so that who stays silent has dropped out, and nobody else.
 */
final class SimulatedShop {
  static final LocalDate AT = LocalDate.parse("2020-12-31");
  static final int HORIZON_DAYS = 600;

  private static final int CUSTOMERS_OF_EACH_KIND = 1_000;
  private static final LocalDate OPENED = LocalDate.parse("2018-01-01");

  private final SplittableRandom random = new SplittableRandom(20_23);
  private final List<LogLine> lines = new ArrayList<>();
  private int droppedOut;

  SimulatedShop() {
    for (int i = 0; i < CUSTOMERS_OF_EACH_KIND; i++) {
      customer("weekly-" + i, 1, 20, 0.01);
      customer("yearly-" + i, 200, 530, 0.05);
    }
  }

  List<LogLine> lines() {
    return lines;
  }

  /** How many had dropped out by the day the detectors speak. */
  int droppedOut() {
    return droppedOut;
  }

  /** One that joins within the first year, and may drop out after each order. */
  private void customer(String id, int shortestGap, int longestGap, double dropsOut) {
    LocalDate day = OPENED.plusDays(random.nextInt(365));
    boolean gone = false;
    for (int order = 0; !gone && !day.isAfter(AT.plusDays(HORIZON_DAYS)); order++) {
      lines.add(Tested.order(id + "/" + order, id, day));
      gone = random.nextDouble() < dropsOut;
      droppedOut += gone && !day.isAfter(AT) ? 1 : 0;
      day = day.plusDays(random.nextInt(shortestGap, longestGap + 1));
    }
  }
}
