package io.rfmstreams.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** What the BG/NBD paper, its notes and the R package BTYD print for given parameters. */
class PublishedSurvivalTest {
  private static final SurvivalModel PAPER = new BgNbd(ModelUnit.WEEK, 0.243, 4.414, 0.793, 2.426);
  private static final SurvivalModel PAPER_IN_DAYS =
      new BgNbd(ModelUnit.DAY, 0.243, 7 * 4.414, 0.793, 2.426);
  private static final SurvivalModel WALK_THROUGH =
      new BgNbd(ModelUnit.WEEK, 0.2425982, 4.4136842, 0.7929899, 2.4261667);

  /** As CLVTools prints it. */
  private static final SurvivalModel BEST_FIT =
      new BgNbd(ModelUnit.WEEK, 0.2425945, 4.4136019, 0.7929199, 2.4258881);

  private static final int WEEK = 7;
  private static final Offset<Double> PRINTED = within(0.00005);

  /** t_x = 30.43 and T = 38.86 weeks. */
  @Test
  void expectsOrdersOfThePapersCustomer() {
    OrderHistory history = new OrderHistory(2, 213);
    assertThat(PAPER.expectedOrders(history, 272, 39 * WEEK)).isCloseTo(1.226, within(0.0005));
    assertThat(PAPER_IN_DAYS.expectedOrders(history, 272, 39 * WEEK))
        .isCloseTo(1.226, within(0.0005));
  }

  /** Published for the best fit, not for the paper's three digits. */
  @Test
  void expectsRepeatOrdersOfANewCustomer() {
    assertThat(BEST_FIT.expectedOrders(1)).isCloseTo(0.0078, PRINTED);
    assertThat(BEST_FIT.expectedOrders(WEEK)).isCloseTo(0.0532, PRINTED);
    assertThat(BEST_FIT.expectedOrders(3 * WEEK)).isCloseTo(0.1506, PRINTED);
    assertThat(BEST_FIT.expectedOrders(223)).isCloseTo(1.0405, PRINTED);
    assertThat(BEST_FIT.expectedOrders(32 * WEEK)).isCloseTo(1.0437, PRINTED);
  }

  /**
   * For 78 weeks 1.8576 is published. That is what equation (9) gives if its series is broken off after
   * 150 terms; the whole series gives 1.8580.
   */
  @Test
  void expectsRepeatOrdersOfANewCustomer_whereThePublishedSeriesWasBrokenOff() {
    assertThat(equation9(BEST_FIT, 78, 150)).isCloseTo(1.8576, PRINTED);
    assertThat(equation9(BEST_FIT, 78, 5_000)).isCloseTo(1.857956, within(5e-7));
    assertThat(BEST_FIT.expectedOrders(78 * WEEK)).isCloseTo(1.857956, within(5e-7));
  }

  private static double equation9(SurvivalModel model, double weeks, int terms) {
    double a = model.r();
    double b = model.b();
    double c = model.a() + model.b() - 1;
    double z = weeks / (model.alpha() + weeks);
    double term = 1;
    double series = 1;
    for (int j = 0; j < terms; j++) {
      term *= (a + j) * (b + j) / ((c + j) * (j + 1)) * z;
      series += term;
    }
    return c / (model.a() - 1) * (1 - Math.pow(1 - z, model.r()) * series);
  }

  @Test
  void countsOrdersAsTheNoteDoes() {
    assertThat(PAPER.probabilityOfOrders(0, 39 * WEEK)).isCloseTo(0.5737864, within(5e-8));
    assertThat(PAPER.probabilityOfOrders(11, 30 * WEEK)).isCloseTo(0.0019995214, within(5e-11));
    assertThat(PAPER_IN_DAYS.probabilityOfOrders(11, 30 * WEEK))
        .isCloseTo(0.0019995214, within(5e-11));
  }

  /** t_x = 30.85714 and T = 31 weeks. */
  @Test
  void followsTheWalkThroughsCustomer() {
    OrderHistory history = new OrderHistory(26, 216);
    assertThat(WALK_THROUGH.pAlive(history, 217)).isCloseTo(0.9688523, within(1e-4));
    assertThat(WALK_THROUGH.expectedOrders(history, 217, 52 * WEEK))
        .isCloseTo(25.75659, within(1e-4));
  }

  @Test
  void isAliveForCertain_withoutARepeat() {
    assertThat(PAPER.pAlive(new OrderHistory(0, 0), OrderHistory.LAST_DAY)).isEqualTo(1);
  }
}
