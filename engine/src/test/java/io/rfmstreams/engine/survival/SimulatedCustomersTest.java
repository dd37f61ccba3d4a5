package io.rfmstreams.engine.survival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The models' stories played out: customers with a rate and a chance to stop of their own, one order
 * after the other. Days are so short here that orders hardly ever share one.
 */
class SimulatedCustomersTest {
  private static final int CUSTOMERS = 40_000;
  private static final int AS_OF = 30_000;
  private static final int AHEAD = 20_000;
  private static final double ALPHA = 10_000;

  private final SplittableRandom random = new SplittableRandom(20_05);

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void behaveAsTheModelSays(boolean mayStopAtOnce) {
    SurvivalModel model =
        mayStopAtOnce
            ? new MbgNbd(ModelUnit.DAY, 2, ALPHA, 1, 3)
            : new BgNbd(ModelUnit.DAY, 2, ALPHA, 1, 3);
    double alive = 0;
    double ordersAhead = 0;
    double orders = 0;
    double without = 0;
    double pAlive = 0;
    double expectedAhead = 0;
    double ordering = 0;
    double chanceOfOrder = 0;
    for (int i = 0; i < CUSTOMERS; i++) {
      double rate = (exponential() + exponential()) / ALPHA;
      double stops = lowestOfThree();
      double time = 0;
      int repeats = 0;
      int lastDay = 0;
      int ahead = 0;
      boolean stopped = mayStopAtOnce && random.nextDouble() < stops;
      boolean stoppedByAsOf = stopped;
      while (!stopped) {
        time += exponential() / rate;
        if (time > AS_OF + AHEAD) {
          break;
        }
        stopped = random.nextDouble() < stops;
        if (time > AS_OF) {
          ahead++;
        } else {
          stoppedByAsOf = stopped;
          if (Math.ceil(time) > lastDay) {
            lastDay = (int) Math.ceil(time);
            repeats++;
          }
        }
      }
      OrderHistory history = new OrderHistory(repeats, lastDay);
      alive += stoppedByAsOf ? 0 : 1;
      ordersAhead += ahead;
      ordering += ahead > 0 ? 1 : 0;
      orders += repeats;
      without += repeats == 0 ? 1 : 0;
      pAlive += model.pAlive(history, AS_OF);
      expectedAhead += model.expectedOrders(history, AS_OF, AHEAD);
      chanceOfOrder += model.chanceOfOrder(history, AS_OF, AHEAD);
    }
    assertThat(pAlive / alive).isCloseTo(1, within(0.01));
    assertThat(expectedAhead / ordersAhead).isCloseTo(1, within(0.02));
    assertThat(chanceOfOrder / ordering).isCloseTo(1, within(0.02));
    assertThat(model.expectedOrders(AS_OF) * CUSTOMERS / orders).isCloseTo(1, within(0.02));
    assertThat(model.probabilityOfOrders(0, AS_OF) * CUSTOMERS / without)
        .isCloseTo(1, within(0.03));
  }

  private double exponential() {
    return -Math.log1p(-random.nextDouble());
  }

  /** Beta(1, 3). */
  private double lowestOfThree() {
    return Math.min(random.nextDouble(), Math.min(random.nextDouble(), random.nextDouble()));
  }
}
