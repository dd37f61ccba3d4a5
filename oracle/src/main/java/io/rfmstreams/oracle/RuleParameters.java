package io.rfmstreams.oracle;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule set with the axes value, lifecycle and loyalty, and the settings of the deployment it runs
 * in.
 *
 * @param windowDays the window's length: ages 0 to windowDays − 1; null is unlimited
 * @param longestWindowDays what the deployment keeps day sums for; the answers must not depend on
 *     it
 * @param recencyBoundaries ascending days
 * @param frequencyBoundaries ascending orders
 * @param monetaryBoundaries ascending minor units
 * @param newDays days from the first order day on which a member counts as new
 * @param wonBackDays days from the return on which a member counts as won back
 * @param atRiskDays recency from which a member is at risk; likewise dormant and churned
 * @param firstTimeOrders orders in the window from which loyalty is first-time; likewise repeat and
 *     fan
 * @param moneyMemory how many purchases and refunds of a member are kept
 * @param otherMemory how many ids of a member's other events are kept
 * @param policies in the order they are asked, each with a name of its own
 * @param triggersFrom first effective day of triggers that are written; null is the beginning
 */
public record RuleParameters(
    String name,
    int version,
    ZoneId zone,
    Currency currency,
    @Nullable Integer windowDays,
    int longestWindowDays,
    List<Integer> recencyBoundaries,
    List<Integer> frequencyBoundaries,
    List<Long> monetaryBoundaries,
    int newDays,
    int wonBackDays,
    int atRiskDays,
    int dormantDays,
    int churnedDays,
    int firstTimeOrders,
    int repeatOrders,
    int fanOrders,
    int moneyMemory,
    int otherMemory,
    List<PolicyParameters> policies,
    @Nullable LocalDate triggersFrom) {

  /** The score from which a member is high on R, F or M. */
  public static final int HIGH_SCORE = 3;

  public RuleParameters {
    recencyBoundaries = ascending(recencyBoundaries);
    frequencyBoundaries = ascending(frequencyBoundaries);
    monetaryBoundaries = ascending(monetaryBoundaries);
    if (windowDays != null && (windowDays < 1 || windowDays > longestWindowDays)) {
      throw new IllegalArgumentException(
          "window of " + windowDays + " days, the longest kept is " + longestWindowDays);
    }
    if (wonBackDays > longestWindowDays) {
      throw new IllegalArgumentException(
          "won-back days " + wonBackDays + " exceed the longest window " + longestWindowDays);
    }
    if (moneyMemory < 1 || otherMemory < 1) {
      throw new IllegalArgumentException("a memory holds at least one event");
    }
    policies = List.copyOf(policies);
    if (policies.stream().map(PolicyParameters::name).distinct().count() < policies.size()) {
      throw new IllegalArgumentException("two policies of one name");
    }
  }

  /** Rules that win nobody back. */
  public RuleParameters(
      String name,
      int version,
      ZoneId zone,
      Currency currency,
      @Nullable Integer windowDays,
      int longestWindowDays,
      List<Integer> recencyBoundaries,
      List<Integer> frequencyBoundaries,
      List<Long> monetaryBoundaries,
      int newDays,
      int wonBackDays,
      int atRiskDays,
      int dormantDays,
      int churnedDays,
      int firstTimeOrders,
      int repeatOrders,
      int fanOrders,
      int moneyMemory,
      int otherMemory) {
    this(
        name,
        version,
        zone,
        currency,
        windowDays,
        longestWindowDays,
        recencyBoundaries,
        frequencyBoundaries,
        monetaryBoundaries,
        newDays,
        wonBackDays,
        atRiskDays,
        dormantDays,
        churnedDays,
        firstTimeOrders,
        repeatOrders,
        fanOrders,
        moneyMemory,
        otherMemory,
        List.of(),
        null);
  }

  /** {@code default-retail}, as CONTRACT.md gives it. */
  public static RuleParameters defaultRetail() {
    return new RuleParameters(
        "default-retail",
        1,
        ZoneId.of("Asia/Shanghai"),
        Currency.getInstance("CNY"),
        365,
        365,
        List.of(30, 60, 90, 180),
        List.of(2, 3, 5, 9),
        List.of(20_000L, 80_000L, 200_000L, 500_000L),
        30,
        60,
        90,
        180,
        365,
        1,
        2,
        3,
        512,
        64);
  }

  /** {@code retail-demo}, as CONTRACT.md gives it. */
  public static RuleParameters retailDemo() {
    return new RuleParameters(
        "retail-demo",
        1,
        ZoneId.of("Europe/London"),
        Currency.getInstance("GBP"),
        365,
        365,
        List.of(15, 30, 60, 120),
        List.of(2, 3, 5, 9),
        List.of(20_000L, 80_000L, 200_000L, 500_000L),
        30,
        45,
        60,
        120,
        240,
        1,
        2,
        5,
        512,
        64);
  }

  public RuleParameters withZone(ZoneId otherZone) {
    return copy(
        otherZone,
        currency,
        windowDays,
        longestWindowDays,
        moneyMemory,
        otherMemory,
        policies,
        triggersFrom);
  }

  public RuleParameters withCurrency(Currency otherCurrency) {
    return copy(
        zone,
        otherCurrency,
        windowDays,
        longestWindowDays,
        moneyMemory,
        otherMemory,
        policies,
        triggersFrom);
  }

  /** The same rules over a window of that many days, or over all time with null. */
  public RuleParameters withWindowDays(@Nullable Integer days) {
    return copy(
        zone, currency, days, longestWindowDays, moneyMemory, otherMemory, policies, triggersFrom);
  }

  public RuleParameters withLongestWindowDays(int days) {
    return copy(zone, currency, windowDays, days, moneyMemory, otherMemory, policies, triggersFrom);
  }

  public RuleParameters withMemory(int moneyEvents, int otherEvents) {
    return copy(
        zone,
        currency,
        windowDays,
        longestWindowDays,
        moneyEvents,
        otherEvents,
        policies,
        triggersFrom);
  }

  public RuleParameters withPolicies(PolicyParameters... others) {
    return withPolicies(List.of(others));
  }

  public RuleParameters withPolicies(List<PolicyParameters> others) {
    return copy(
        zone,
        currency,
        windowDays,
        longestWindowDays,
        moneyMemory,
        otherMemory,
        others,
        triggersFrom);
  }

  /** Triggers are written from an effective day on, or from the beginning with null. */
  public RuleParameters withTriggersFrom(@Nullable LocalDate day) {
    return copy(
        zone, currency, windowDays, longestWindowDays, moneyMemory, otherMemory, policies, day);
  }

  private RuleParameters copy(
      ZoneId toZone,
      Currency toCurrency,
      @Nullable Integer toWindowDays,
      int toLongestWindowDays,
      int toMoneyMemory,
      int toOtherMemory,
      List<PolicyParameters> toPolicies,
      @Nullable LocalDate toTriggersFrom) {
    return new RuleParameters(
        name,
        version,
        toZone,
        toCurrency,
        toWindowDays,
        toLongestWindowDays,
        recencyBoundaries,
        frequencyBoundaries,
        monetaryBoundaries,
        newDays,
        wonBackDays,
        atRiskDays,
        dormantDays,
        churnedDays,
        firstTimeOrders,
        repeatOrders,
        fanOrders,
        toMoneyMemory,
        toOtherMemory,
        toPolicies,
        toTriggersFrom);
  }

  private static <T extends Comparable<T>> List<T> ascending(List<T> boundaries) {
    if (!boundaries.stream()
        .sorted(Comparator.naturalOrder())
        .distinct()
        .toList()
        .equals(boundaries)) {
      throw new IllegalArgumentException("boundaries must ascend: " + boundaries);
    }
    return List.copyOf(boundaries);
  }
}
