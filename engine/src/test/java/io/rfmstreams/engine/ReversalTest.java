package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.oracle.RuleParameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;

/**
 * Law 7: an order and its full refund, anywhere in a log and in either order of arrival, leave
 * everybody as if neither had been.
 */
class ReversalTest {

  @Property(tries = 150, seed = "31")
  @Tag("long")
  void orderAndItsFullRefund_leaveEverybodyAsIfNeitherHadBeen(
      @ForAll @LongRange(min = 0) long seed) {
    assertReverses(seed, UnaryOperator.identity());
  }

  @Property(tries = 100, seed = "32")
  @Tag("long")
  void partialRefunds_leaveTheOrderAsIfItHadBeenSmaller(@ForAll @LongRange(min = 0) long seed) {
    Log log = Log.seeded(seed);
    SplittableRandom random = new SplittableRandom(seed);
    long paid = random.nextLong(1, 100_000);
    long back = random.nextLong(paid);
    long firstBack = random.nextLong(back + 1);
    int place = random.nextInt(log.lines.size() + 1);
    LogLine order = log.purchase(random, paid);
    List<LogLine> smaller = new ArrayList<>(log.lines);
    smaller.add(place, log.withAmount(order, paid - back));
    List<LogLine> refunded = new ArrayList<>(log.lines);
    refunded.add(place, order);
    log.addAnywhere(random, refunded, log.refund(random, order, "back-1", firstBack));
    log.addAnywhere(random, refunded, log.refund(random, order, "back-2", back - firstBack));
    assertThat(log.ends(refunded)).isEqualTo(log.ends(smaller));
  }

  /**
   * Checks one log.
   *
   * @param damage what happens to each added line on its way into the log
   */
  static void assertReverses(long seed, UnaryOperator<LogLine> damage) {
    Log log = Log.seeded(seed);
    SplittableRandom random = new SplittableRandom(seed);
    long paid = random.nextInt(10) == 0 ? 0 : random.nextLong(100_000);
    long excess = random.nextInt(4) == 0 ? random.nextLong(10_000) : 0;
    LogLine order = log.purchase(random, paid);
    LogLine morePaid = log.withAmount(log.withId(order, "bought-2"), random.nextLong(10_000));
    long back = paid + morePaid.requireAmountMinor() + excess;
    long firstBack = random.nextLong(back + 1);
    List<LogLine> lines = new ArrayList<>(log.lines);
    for (LogLine line :
        List.of(
            order,
            morePaid,
            log.refund(random, order, "back-1", firstBack),
            log.refund(random, order, "back-2", back - firstBack))) {
      log.addAnywhere(random, lines, damage.apply(line));
    }
    assertThat(log.ends(lines)).isEqualTo(log.ends(log.lines));
  }

  /** Everything about a member at the end that is not how it came there, and what detectors look at. */
  private record End(MemberPicture picture, String orderDays, int deadline) {}

  /** A hostile log without erasures, and one of its members. */
  private record Log(
      RuleParameters parameters, RuleBook rules, List<LogLine> lines, LocalDate asOf) {

    static Log seeded(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      HostileLogs logs =
          HostileLogs.seeded(seed).withMembers(2).withEventsPerMember(20).withErasures(false);
      RuleParameters parameters =
          (random.nextBoolean() ? RuleParameters.defaultRetail() : RuleParameters.retailDemo())
              .withZone(logs.zone())
              .withCurrency(Currency.getInstance("CNY"));
      if (random.nextBoolean()) {
        parameters = parameters.withWindowDays(random.nextBoolean() ? null : 90);
      }
      return new Log(
          parameters, DetectorLawsTest.rules(parameters, 0), logs.lines(), logs.lastDay());
    }

    LogLine purchase(SplittableRandom random, long amount) {
      LogLine beside = lines.get(random.nextInt(lines.size()));
      return new LogLine(
          "bought-1",
          beside.memberId(),
          "purchase",
          lines.get(random.nextInt(lines.size())).occurredAt(),
          amount,
          "CNY",
          "the order",
          random.nextInt(3) == 0 ? null : random.nextBoolean() ? "tea" : "cups",
          Map.of());
    }

    LogLine refund(SplittableRandom random, LogLine order, String id, long amount) {
      return new LogLine(
          id,
          order.memberId(),
          "refund",
          lines.get(random.nextInt(lines.size())).occurredAt(),
          amount,
          "CNY",
          order.orderId(),
          null,
          Map.of());
    }

    LogLine withAmount(LogLine line, long amount) {
      return new LogLine(
          line.eventId(),
          line.memberId(),
          line.type(),
          line.occurredAt(),
          amount,
          "CNY",
          line.orderId(),
          line.category(),
          Map.of());
    }

    LogLine withId(LogLine line, String id) {
      return new LogLine(
          id,
          line.memberId(),
          line.type(),
          line.occurredAt(),
          line.amountMinor(),
          "CNY",
          line.orderId(),
          line.category(),
          Map.of());
    }

    void addAnywhere(SplittableRandom random, List<LogLine> to, LogLine line) {
      to.add(random.nextInt(to.size() + 1), line);
    }

    /** Plays the lines and gives every member's end. */
    Map<String, End> ends(List<LogLine> played) {
      Played end = Played.of(Player.play(played, asOf, parameters.zone()), rules);
      Map<String, End> ends = new HashMap<>();
      end.stores
          .members()
          .forEach(
              (memberId, state) -> {
                MemberPicture p = new Lifecycle().picture(state, memberId, asOf, rules);
                MemberPicture unnumbered =
                    new MemberPicture(
                        memberId,
                        asOf,
                        p.firstPurchaseAt(),
                        p.lastPurchaseAt(),
                        p.rfm(),
                        p.lifetimeOrders(),
                        p.lifetimeMinor(),
                        p.segments(),
                        0,
                        p.ruleSet(),
                        p.ruleVersion());
                ends.put(
                    memberId,
                    new End(
                        unnumbered,
                        state.purchases().history().orderDays().toString(),
                        state.deadline()));
              });
      return ends;
    }
  }
}
