package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes up the lines of one member of a hostile log. */
final class HostileMember {

  private enum Habit {
    BUYS,
    ONLY_GIVES_BACK,
    NEVER_SPENDS
  }

  /** Ids that sort differently by code point and by Java's char, and ones that need quotes. */
  private static final List<String> ODD_IDS =
      List.of("m-～", "m-😀", "m,\"quoted\"", "Ω", "m-İı", "m-10", "m-9", "M-9");

  private static final long[] AMOUNTS_AT_BOUNDARIES = {
    0, 1, 10_000, 19_999, 20_000, 20_001, 79_999, 80_000, 120_000, 200_000, 300_000, 500_000
  };

  private static final List<String> OTHER_TYPES =
      List.of(
          "signup",
          "profile",
          "profile",
          "profile",
          "visit",
          "visit",
          "visit",
          "complaint",
          "complaint",
          "points",
          "heartbeat");

  private final SplittableRandom random;
  private final HostileDays days;
  private final String memberId;
  private final boolean erasable;
  private final String currency;
  private final Habit habit;

  private final List<LogLine> lines = new ArrayList<>();

  /** What the member has spent so far on each of its orders. */
  private final TreeMap<String, Long> spentOnOrders = new TreeMap<>();

  HostileMember(
      SplittableRandom random, HostileDays days, int number, boolean erasures, String currency) {
    this.random = random;
    this.days = days;
    this.memberId = number < ODD_IDS.size() ? ODD_IDS.get(number) : "member-" + number;
    this.erasable = erasures && chance(25);
    this.currency = currency;
    this.habit = chance(80) ? Habit.BUYS : chance(50) ? Habit.ONLY_GIVES_BACK : Habit.NEVER_SPENDS;
  }

  /** About so many lines, not in order of time where ids repeat. */
  List<LogLine> lines(int about) {
    LocalDate day = days.dayToBegin();
    for (int n = 0; n < about && days.contains(day); n++) {
      LocalDate own = chance(10) ? days.nearOddDay() : day;
      if (days.contains(own)) {
        addLine(instantOn(own));
      }
      day = day.plusDays(days.gap());
    }
    return lines;
  }

  private void addLine(Instant at) {
    if (erasable && chance(4)) {
      addErasure(at);
    } else if (habit == Habit.NEVER_SPENDS || chance(25)) {
      addOther(at);
    } else if (habit == Habit.ONLY_GIVES_BACK || chance(30)) {
      addRefund(at);
    } else {
      addPurchase(at);
    }
    if (chance(12)) {
      repeatOne();
    }
  }

  /** Often it buys again without a word on consent. */
  private void addErasure(Instant at) {
    add(line(newId(), "erased", at, null, null));
    Instant later = days.soonAfter(at);
    if (habit == Habit.BUYS && chance(50) && days.contains(later)) {
      addPurchase(later);
    }
  }

  private void addOther(Instant at) {
    String type = OTHER_TYPES.get(random.nextInt(OTHER_TYPES.size()));
    add(line(newId(), type, at, null, null));
    if (type.equals("profile") && chance(30)) {
      add(line(newId(), type, at, null, null)); // Which of two of one instant holds?
    }
    if (type.equals("profile") && chance(20)) {
      add(line(newId(), type, instantOn(days.dayUpTo(at)), null, null));
    }
  }

  private void addPurchase(Instant at) {
    String orderId = purchaseOrderId();
    addPurchase(at, orderId);
    if (chance(15)) {
      addPurchase(at, orderId); // An order of several lines, made at once.
    }
  }

  private void addPurchase(Instant at, @Nullable String orderId) {
    long amount = amount();
    if (orderId != null) {
      spentOnOrders.merge(orderId, amount, Long::sum);
    }
    add(line(newId(), "purchase", at, amount, orderId));
    if (chance(6)) {
      add(line(newId(), "purchase", at, amount, orderId)); // Sent again under another id?
    }
  }

  private @Nullable String purchaseOrderId() {
    int kind = random.nextInt(100);
    if (kind < 20) {
      return null;
    }
    if (kind < 35 && !spentOnOrders.isEmpty()) {
      return someOwnOrder();
    }
    return kind < 45 ? sharedOrder() : newOrder();
  }

  private void addRefund(Instant at) {
    int kind = random.nextInt(100);
    if (kind < 25) {
      add(line(newId(), "refund", at, chance(15) ? 0 : amount(), null));
    } else if (kind < 35) {
      add(line(newId(), "refund", at, amount(), sharedOrder()));
    } else if (kind < 40) {
      add(line(newId(), "refund", at, amount(), "order of nobody"));
    } else if (kind < 52 || spentOnOrders.isEmpty()) {
      refundEarly(at);
    } else {
      String orderId = someOwnOrder();
      long spent = spentOnOrders.getOrDefault(orderId, 0L);
      add(line(newId(), "refund", at, partOf(spent), orderId));
    }
  }

  /** The refund lies before its order, which follows at once. */
  private void refundEarly(Instant at) {
    String orderId = newOrder();
    long amount = amount();
    add(line(newId(), "refund", at, partOf(amount), orderId));
    if (habit == Habit.BUYS) {
      spentOnOrders.put(orderId, amount);
      Instant bought = days.soonAfter(at);
      if (days.contains(bought)) {
        add(line(newId(), "purchase", bought, amount, orderId));
      }
    }
  }

  /** All of it, some of it, nothing, or more. */
  private long partOf(long amount) {
    int kind = random.nextInt(100);
    if (kind < 45) {
      return amount;
    }
    if (kind < 75) {
      return random.nextLong(amount + 1);
    }
    return kind < 85 ? 0 : amount + 1 + random.nextLong(50_000);
  }

  /** A line the log has twice, or another under the id of an earlier one. */
  private void repeatOne() {
    LogLine first = lines.get(random.nextInt(lines.size()));
    if (chance(55) || first.isErasure()) {
      add(first);
      return;
    }
    Instant at = chance(50) ? first.occurredAt() : instantOn(days.dayNear(first.occurredAt()));
    if (chance(20)) {
      // The same id among the other kind of events is no duplicate.
      add(
          first.isMoney()
              ? line(first.eventId(), "visit", at, null, null)
              : line(first.eventId(), "purchase", at, amount(), newOrder()));
    } else if (first.isMoney()) {
      changeOne(first);
    } else {
      add(line(first.eventId(), chance(50) ? "visit" : "profile", at, null, null));
    }
  }

  /** Says a purchase or refund once more, one thing of it differently, which may be of no account. */
  private void changeOne(LogLine first) {
    String id = first.eventId();
    String type = first.type();
    Instant at = first.occurredAt();
    long amount = first.requireAmountMinor();
    String order = first.orderId();
    String otherType = first.isPurchase() ? "refund" : "purchase";
    add(
        switch (random.nextInt(5)) {
          case 0 -> line(id, otherType, at, amount, order);
          case 1 -> line(id, type, at, amount + 1, order);
          case 2 -> line(id, type, at, amount, order == null || chance(50) ? newOrder() : null);
          case 3 -> line(id, type, instantOn(days.dayNear(at)), amount, order);
          default -> line(id, type, at, amount, order); // Its category may be another.
        });
  }

  private LogLine line(
      String eventId,
      String type,
      Instant at,
      @Nullable Long amountMinor,
      @Nullable String orderId) {
    boolean speaks = type.equals("profile") || (type.equals("signup") && chance(50));
    Map<String, String> attributes = speaks ? HostileProfile.attributes(random) : Map.of();
    return new LogLine(
        eventId,
        memberId,
        type,
        at,
        amountMinor,
        amountMinor == null ? null : currency,
        orderId,
        amountMinor == null ? null : List.of("tea", "cups").get(random.nextInt(2)),
        attributes);
  }

  private void add(LogLine line) {
    lines.add(line);
  }

  /** Members use the same ids, each for its own events. */
  private String newId() {
    return "e" + lines.size();
  }

  private String newOrder() {
    return memberId + "/" + lines.size();
  }

  private String sharedOrder() {
    return "shared-" + random.nextInt(3);
  }

  private String someOwnOrder() {
    return List.copyOf(spentOnOrders.keySet()).get(random.nextInt(spentOnOrders.size()));
  }

  private long amount() {
    return chance(40)
        ? AMOUNTS_AT_BOUNDARIES[random.nextInt(AMOUNTS_AT_BOUNDARIES.length)]
        : random.nextLong(60_000);
  }

  private Instant instantOn(LocalDate day) {
    Instant lineBefore = lines.isEmpty() ? null : lines.get(lines.size() - 1).occurredAt();
    return days.instantOn(day, lineBefore);
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
