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

  /** Gaps at the limits and windows of both retail rule sets, and one less and more. */
  private static final int[] GAPS_AT_LIMITS = {
    29, 30, 31, 44, 45, 46, 59, 60, 61, 89, 90, 91, 119, 120, 121, 179, 180, 181, 239, 240, 241,
    364, 365, 366
  };

  private static final long[] AMOUNTS_AT_BOUNDARIES = {
    0, 1, 10_000, 19_999, 20_000, 20_001, 79_999, 80_000, 120_000, 200_000, 300_000, 500_000
  };

  private static final List<String> OTHER_TYPES =
      List.of("signup", "profile", "visit", "visit", "visit", "complaint", "points", "heartbeat");

  private final SplittableRandom random;
  private final HostileLogs.Setting setting;
  private final LocalDays days;
  private final String memberId;
  private final LocalDate firstDay;
  private final LocalDate lastDay;
  private final boolean busy;
  private final boolean erasable;
  private final String currency;
  private final Habit habit;

  private final List<LogLine> lines = new ArrayList<>();

  /** What the member has spent so far on each of its orders. */
  private final TreeMap<String, Long> spentOnOrders = new TreeMap<>();

  HostileMember(
      SplittableRandom random,
      HostileLogs.Setting setting,
      int number,
      LocalDate firstDay,
      LocalDate lastDay,
      boolean busy,
      boolean erasures,
      String currency) {
    this.random = random;
    this.setting = setting;
    this.days = new LocalDays(setting.zone());
    this.memberId = number < ODD_IDS.size() ? ODD_IDS.get(number) : "member-" + number;
    this.firstDay = firstDay;
    this.lastDay = lastDay;
    this.busy = busy;
    this.erasable = erasures && chance(25);
    this.currency = currency;
    this.habit = chance(80) ? Habit.BUYS : chance(50) ? Habit.ONLY_GIVES_BACK : Habit.NEVER_SPENDS;
  }

  /** About so many lines, not in order of time where ids repeat. */
  List<LogLine> lines(int about) {
    LocalDate day = firstDay.plusDays(random.nextInt(busy ? 5 : 60));
    for (int n = 0; n < about && !day.isAfter(lastDay); n++) {
      LocalDate own = chance(10) ? nearOddDay() : day;
      if (!own.isAfter(lastDay) && !own.isBefore(firstDay)) {
        addLine(instantOn(own));
      }
      day = day.plusDays(gap());
    }
    return lines;
  }

  private void addLine(Instant at) {
    if (erasable && chance(4)) {
      add(line(newId(), "erased", at, null, null));
    } else if (habit == Habit.NEVER_SPENDS || chance(20)) {
      add(line(newId(), OTHER_TYPES.get(random.nextInt(OTHER_TYPES.size())), at, null, null));
    } else if (habit == Habit.ONLY_GIVES_BACK || chance(30)) {
      addRefund(at);
    } else {
      addPurchase(at);
    }
    if (chance(12)) {
      repeatOne();
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
      Instant later = instantOn(days.dayOf(at).plusDays(random.nextInt(4)));
      Instant bought = later.isBefore(at) ? at : later;
      if (!days.dayOf(bought).isAfter(lastDay)) {
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
    LocalDate otherDay = days.dayOf(first.occurredAt()).plusDays(random.nextInt(5) - 2);
    Instant at = chance(50) ? first.occurredAt() : instantOn(clip(otherDay));
    if (chance(25)) {
      // The same id among the other kind of events is no duplicate.
      add(
          first.isMoney()
              ? line(first.eventId(), "visit", at, null, null)
              : line(first.eventId(), "purchase", at, amount(), newOrder()));
    } else if (first.isMoney()) {
      String type = chance(50) ? "purchase" : "refund";
      add(line(first.eventId(), type, at, amount(), chance(50) ? first.orderId() : newOrder()));
    } else {
      add(line(first.eventId(), "visit", at, null, null));
    }
  }

  private LogLine line(
      String eventId,
      String type,
      Instant at,
      @Nullable Long amountMinor,
      @Nullable String orderId) {
    Map<String, String> attributes =
        type.equals("profile") ? Map.of("consent", chance(50) ? "yes" : "no") : Map.of();
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

  private int gap() {
    int kind = random.nextInt(100);
    if (busy) {
      return kind < 60 ? 0 : kind < 90 ? 1 : random.nextInt(60);
    }
    if (kind < 30) {
      return random.nextInt(2);
    }
    if (kind < 70) {
      return 2 + random.nextInt(40);
    }
    return kind < 90
        ? GAPS_AT_LIMITS[random.nextInt(GAPS_AT_LIMITS.length)]
        : 100 + random.nextInt(300);
  }

  /** The odd day or a neighbour, or a day from which a limit is reached there. */
  private LocalDate nearOddDay() {
    LocalDate near = setting.oddDay().plusDays(random.nextInt(3) - 1);
    return chance(50)
        ? near
        : near.minusDays(GAPS_AT_LIMITS[random.nextInt(GAPS_AT_LIMITS.length)]);
  }

  private LocalDate clip(LocalDate day) {
    return day.isBefore(firstDay) ? firstDay : day.isAfter(lastDay) ? lastDay : day;
  }

  /** Its first instant, its last, the instant of the line before, or any. */
  private Instant instantOn(LocalDate day) {
    Instant start = days.startOf(day);
    Instant next = days.startOf(day.plusDays(1));
    int kind = random.nextInt(100);
    if (kind < 15 || !start.isBefore(next)) {
      return start;
    }
    if (kind < 23) {
      return next.minusMillis(1);
    }
    if (kind < 35 && !lines.isEmpty()) {
      return lines.get(lines.size() - 1).occurredAt();
    }
    return Instant.ofEpochMilli(random.nextLong(start.toEpochMilli(), next.toEpochMilli()));
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }
}
