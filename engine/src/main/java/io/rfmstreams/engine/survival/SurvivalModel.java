package io.rfmstreams.engine.survival;

import java.util.OptionalInt;

/**
 * A model of customers that order at random and stop, unseen, at some order.
 *
 * <p>The two models differ only in how often a customer had the chance to stop, {@link
 * #chancesToStop}; every formula below is written with that number {@code k}. With {@code k = x} it is
 * the BG/NBD's, with {@code k = x + 1} the MBG/NBD's. No result is ever NaN or infinite.
 */
public sealed interface SurvivalModel permits BgNbd, MbgNbd {

  /** The unit of {@link #alpha()}. */
  ModelUnit unit();

  /** Shape of the order rates, Gamma(r, α) over the customers. */
  double r();

  /** Inverse scale of the order rates, in {@link #unit()}. */
  double alpha();

  /** First parameter of the chance to stop, Beta(a, b) over the customers. */
  double a();

  /** Second parameter of the chance to stop. */
  double b();

  /** How often a customer with so many repeat order days has had the chance to stop. */
  int chancesToStop(int repeats);

  /**
   * The chance that a customer has not stopped by the as-of day. As computed it never rises from one
   * day to the next.
   *
   * <p>{@code 1 / (1 + a/(b+k−1) · ((α+T)/(α+t_x))^(r+x))}, and 1 if {@code k = 0}. BG/NBD: Fader,
   * Hardie, Computing P(alive) Using the BG/NBD Model (2008), its result. MBG/NBD: Batislam et al.
   * (2007), appendix A, equation (5).
   *
   * @param asOfDay days from the first order day to the as-of day, {@code T}; not before the last order
   *     day
   */
  default double pAlive(OrderHistory history, int asOfDay) {
    requireAsOf(history, asOfDay);
    return silence(history).pAlive(asOfDay);
  }

  /**
   * The first day on which {@link #pAlive} is under a limit if nothing more is bought. It is the very
   * day that counting up from the last order day finds.
   *
   * @param limit above 0 and below 1
   * @return days from the first order day, not before the last order day; empty if the day never comes,
   *     or not by {@link OrderHistory#LAST_DAY}
   */
  default OptionalInt firstDayBelow(double limit, OrderHistory history) {
    if (!(limit > 0 && limit < 1)) {
      throw new IllegalArgumentException(
          "the limit for P(alive) must lie between 0 and 1, was " + limit);
    }
    return silence(history).firstDayBelow(limit);
  }

  /**
   * How many order days are expected in the days after the as-of day.
   *
   * <p>{@code E[Y(t) | x, t_x, T]}, {@link #pAlive} times {@link #expectedOrdersIfAlive}. BG/NBD: Fader,
   * Hardie, Lee (2005), equation (10). MBG/NBD: Wagner, Hoppe (2008). No rule asks for it: it is the
   * quantity that is published, which the tests hold both factors against.
   *
   * @param asOfDay days from the first order day to the as-of day, {@code T}
   * @param days how many days after the as-of day, {@code t}
   */
  default double expectedOrders(OrderHistory history, int asOfDay, int days) {
    return pAlive(history, asOfDay) * expectedOrdersIfAlive(history, asOfDay, days);
  }

  /**
   * How many order days would be expected in the days after the as-of day, were the customer known not
   * to have stopped. Times {@code 1 − pAlive} it is what the customer's stopping may have cost.
   *
   * <p>{@code (a+b+k−1)/(a−1) · (1 − ((α+T)/(α+T+t))^(r+x) · 2F1(r+x, b+k; a+b+k−1; t/(α+T+t)))}: the
   * first factor of the formulas that {@link #expectedOrders} names, computed as {@link ExpectedOrders}
   * says.
   *
   * @param asOfDay days from the first order day to the as-of day, {@code T}
   * @param days how many days after the as-of day, {@code t}
   */
  default double expectedOrdersIfAlive(OrderHistory history, int asOfDay, int days) {
    requireAsOf(history, asOfDay);
    return ExpectedOrders.whileNotStopped(
        r() + history.repeats(),
        a(),
        b() + chancesToStop(history.repeats()),
        unit().fromDays(requireDays(days)) / alphaAt(asOfDay));
  }

  /**
   * The chance that a customer orders at all in the days after the as-of day. Unlike {@link #pAlive} it
   * can be held against what happened: a customer that has not stopped need not order soon.
   *
   * <p>{@code P(Y(t) ≥ 1 | x, t_x, T)}, {@link #pAlive} times {@code 1 − ((α+T)/(α+T+t))^(r+x)}. A
   * customer stops at orders only, so up to its next one the chance to stop plays no part; and the rate
   * of one that has not stopped is Gamma(r + x, α + T), whose mean of exp(−λt) is that power.
   *
   * @param asOfDay days from the first order day to the as-of day, {@code T}
   * @param days how many days after the as-of day, {@code t}
   */
  default double chanceOfOrder(OrderHistory history, int asOfDay, int days) {
    double time = unit().fromDays(requireDays(days)) / alphaAt(asOfDay);
    return pAlive(history, asOfDay)
        * -StrictMath.expm1(-(r() + history.repeats()) * StrictMath.log1p(time));
  }

  /**
   * How many repeat order days are expected of a customer in the days after its first order day.
   *
   * <p>{@code E[X(t)]}. BG/NBD: Fader, Hardie, Lee (2005), equation (9). MBG/NBD: Batislam et al.
   * (2007), appendix A; the chance b/(a+b) not to stop at the first order times what is expected then.
   *
   * @param days how many days after the first order day, {@code t}
   */
  default double expectedOrders(int days) {
    return notStoppedAfter(chancesToStop(0))
        * expectedOrdersIfAlive(new OrderHistory(0, 0), 0, days);
  }

  /**
   * The chance that a customer has exactly so many repeat orders in the days after its first order day.
   *
   * <p>{@code P(X(t) = x)} = B(a,b+k)/B(a,b) · P(N = x) + B(a+1,b+k−1)/B(a,b) · P(N ≥ x), the second term
   * only for {@code k > 0}, where N is the count without any stopping, negative binomial. BG/NBD: Fader,
   * Hardie, Lee (2005), equation (8). MBG/NBD: Batislam et al. (2007), appendix A. No rule asks for it:
   * the tests hold it against what is published, and {@code E[X(t)]} and {@link #chanceOfOrder} against
   * it.
   *
   * @param orders how many repeat orders, {@code x}, up to {@link OrderHistory#LAST_DAY}
   * @param days how many days after the first order day, {@code t}
   */
  default double probabilityOfOrders(int orders, int days) {
    if (orders < 0 || orders > OrderHistory.LAST_DAY) {
      throw new IllegalArgumentException(
          "a number of orders is 0 to " + OrderHistory.LAST_DAY + ", was " + orders);
    }
    double time = unit().fromDays(requireDays(days)) / alpha();
    double logStep = StrictMath.log(time / (1 + time));
    double logExactly = -r() * StrictMath.log1p(time);
    double fewer = 0;
    for (int count = 0; count < orders; count++) {
      fewer += StrictMath.exp(logExactly);
      logExactly += StrictMath.log((r() + count) / (count + 1)) + logStep;
    }
    double exactly = StrictMath.exp(logExactly);
    int chances = chancesToStop(orders);
    if (chances == 0) {
      return exactly;
    }
    double stoppedAtTheLast = notStoppedAfter(chances - 1) * a() / (a() + b() + (chances - 1));
    return notStoppedAfter(chances) * exactly + stoppedAtTheLast * Math.max(0, 1 - fewer);
  }

  /** The chance not to have stopped at so many chances to: B(a, b+k)/B(a, b). */
  private double notStoppedAfter(int chances) {
    double log = 0;
    for (int i = 0; i < chances; i++) {
      log -= StrictMath.log1p(a() / (b() + i));
    }
    return StrictMath.exp(log);
  }

  /** How {@link #pAlive} goes on after the last order day. */
  private SilenceCurve silence(OrderHistory history) {
    int chances = chancesToStop(history.repeats());
    return new SilenceCurve(
        unit(),
        history.lastDay(),
        alphaAt(history.lastDay()),
        r() + history.repeats(),
        chances == 0 ? Double.NEGATIVE_INFINITY : StrictMath.log(a() / (b() + (chances - 1))));
  }

  /** What α has become by a day: the parameter of the rates of customers that have not stopped. */
  private double alphaAt(int day) {
    return alpha() + unit().fromDays(day);
  }

  private static void requireAsOf(OrderHistory history, int asOfDay) {
    if (asOfDay < history.lastDay() || asOfDay > OrderHistory.LAST_DAY) {
      throw new IllegalArgumentException(
          "the as-of day is from the last order day, "
              + history.lastDay()
              + ", to "
              + OrderHistory.LAST_DAY
              + ", was "
              + asOfDay);
    }
  }

  private static int requireDays(int days) {
    if (days < 0 || days > OrderHistory.LAST_DAY) {
      throw new IllegalArgumentException(
          "orders are expected in 0 to " + OrderHistory.LAST_DAY + " days, not in " + days);
    }
    return days;
  }
}
