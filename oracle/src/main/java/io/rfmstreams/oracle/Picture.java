package io.rfmstreams.oracle;

import static java.time.temporal.ChronoUnit.DAYS;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A member as of the end of a day: figures, lifetime figures, segments.
 *
 * @param firstPurchaseAt instant of the first surviving order; null without one
 * @param lastPurchaseAt instant of the last surviving order; null without one
 * @param lifetimeOrders surviving orders
 * @param lifetimeMonetaryMinor their net amounts less all unnamed refunds; may be negative
 */
public record Picture(
    LocalDate asOf,
    Figures figures,
    @Nullable Instant firstPurchaseAt,
    @Nullable Instant lastPurchaseAt,
    int lifetimeOrders,
    long lifetimeMonetaryMinor,
    Map<Axis, String> segments) {

  public Picture {
    segments = Map.copyOf(segments);
  }

  public String segment(Axis axis) {
    return Optional.ofNullable(segments.get(axis)).orElseThrow();
  }

  /**
   * Evaluates facts.
   *
   * @param asOf the day whose end is looked at; no order or refund may lie after it
   */
  public static Picture of(Facts facts, LocalDate asOf, RuleParameters rules) {
    requireKnownBy(asOf, facts);
    List<Facts.Order> orders = facts.orders();
    long lifetimeMonetary = 0;
    for (Facts.Order order : orders) {
      lifetimeMonetary += order.netMinor();
    }
    for (Facts.UnnamedRefund refund : facts.unnamedRefunds()) {
      lifetimeMonetary -= refund.amountMinor();
    }
    int frequency = 0;
    long monetary = 0;
    for (Facts.Order order : orders) {
      if (isInWindow(order.day(), asOf, rules)) {
        frequency++;
        monetary += order.netMinor();
      }
    }
    for (Facts.UnnamedRefund refund : facts.unnamedRefunds()) {
      if (isInWindow(refund.day(), asOf, rules)) {
        monetary -= refund.amountMinor();
      }
    }
    if (orders.isEmpty()) {
      return new Picture(
          asOf,
          Figures.withoutOrder(monetary),
          null,
          null,
          0,
          lifetimeMonetary,
          Map.of(Axis.VALUE, "none", Axis.LIFECYCLE, "prospect", Axis.LOYALTY, "none"));
    }
    Facts.Order first = orders.get(0);
    Facts.Order last = orders.get(orders.size() - 1);
    List<LocalDate> orderDays = facts.orderDays();
    int recency = age(orderDays.get(orderDays.size() - 1), asOf);
    int r = rules.recencyBoundaries().size() + 1 - reached(rules.recencyBoundaries(), recency);
    int f = 1 + reached(rules.frequencyBoundaries(), frequency);
    int m = 1 + reached(rules.monetaryBoundaries(), monetary);
    return new Picture(
        asOf,
        new Figures(recency, frequency, monetary, r, f, m),
        first.at(),
        last.at(),
        orders.size(),
        lifetimeMonetary,
        Map.of(
            Axis.VALUE,
            value(r, f, m),
            Axis.LIFECYCLE,
            lifecycle(orderDays, recency, asOf, rules),
            Axis.LOYALTY,
            loyalty(frequency, rules)));
  }

  private static String value(int r, int f, int m) {
    boolean highRecency = r >= RuleParameters.HIGH_SCORE;
    boolean highFrequency = f >= RuleParameters.HIGH_SCORE;
    boolean highMonetary = m >= RuleParameters.HIGH_SCORE;
    String worth = highMonetary ? "important" : "general";
    if (highRecency) {
      return worth + (highFrequency ? "-value" : "-develop");
    }
    return worth + (highFrequency ? "-keep" : "-retain");
  }

  private static String lifecycle(
      List<LocalDate> orderDays, int recency, LocalDate asOf, RuleParameters rules) {
    if (recency >= rules.churnedDays()) {
      return "churned";
    }
    if (recency >= rules.dormantDays()) {
      return "dormant";
    }
    if (recency >= rules.atRiskDays()) {
      return "at-risk";
    }
    Optional<LocalDate> cameBack = latestReturn(orderDays, rules.dormantDays());
    if (cameBack.isPresent() && age(cameBack.get(), asOf) < rules.wonBackDays()) {
      return "won-back";
    }
    return age(orderDays.get(0), asOf) < rules.newDays() ? "new" : "active";
  }

  /** The latest order day that came so many days or more after the order day before it. */
  private static Optional<LocalDate> latestReturn(List<LocalDate> orderDays, int dormantDays) {
    for (int i = orderDays.size() - 1; i > 0; i--) {
      if (age(orderDays.get(i - 1), orderDays.get(i)) >= dormantDays) {
        return Optional.of(orderDays.get(i));
      }
    }
    return Optional.empty();
  }

  private static String loyalty(int frequency, RuleParameters rules) {
    if (frequency >= rules.fanOrders()) {
      return "fan";
    }
    if (frequency >= rules.repeatOrders()) {
      return "repeat";
    }
    return frequency >= rules.firstTimeOrders() ? "first-time" : "none";
  }

  private static boolean isInWindow(LocalDate day, LocalDate asOf, RuleParameters rules) {
    Integer windowDays = rules.windowDays();
    return windowDays == null || age(day, asOf) < windowDays;
  }

  /** Days from one calendar day to another. */
  private static int age(LocalDate day, LocalDate asOf) {
    return Math.toIntExact(DAYS.between(day, asOf));
  }

  /** How many boundaries a figure reaches; equal reaches. */
  private static <T extends Number> int reached(List<T> boundaries, long figure) {
    int count = 0;
    for (T boundary : boundaries) {
      count += boundary.longValue() <= figure ? 1 : 0;
    }
    return count;
  }

  private static void requireKnownBy(LocalDate asOf, Facts facts) {
    boolean orderedLater = facts.orderDays().stream().anyMatch(day -> day.isAfter(asOf));
    boolean gaveBackLater =
        facts.unnamedRefunds().stream().anyMatch(refund -> refund.day().isAfter(asOf));
    if (orderedLater || gaveBackLater) {
      throw new IllegalArgumentException("asked as of " + asOf + " about facts of a later day");
    }
  }
}
