package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The memory of one member while its accepted events are gone through in log order: which are still
 * kept, and which order each belongs to. Made anew for every question.
 */
final class Memory {

  /** A purchase or refund and the order it belongs to, null for a refund that names none. */
  private record Taken(LogLine line, @Nullable OrderFile file) {}

  /**
   * What belongs to one order. It stays open while one of its events is kept; an order of the same
   * id after that is another one. Without a purchase its refunds wait.
   */
  private static final class OrderFile {
    private static final Comparator<LogLine> EARLIEST =
        Comparator.comparing(LogLine::occurredAt)
            .thenComparing(
                LogLine::category,
                Comparator.nullsFirst(Comparator.<String>naturalOrder()).reversed());

    final List<LogLine> purchases = new ArrayList<>();
    final List<LogLine> refunds = new ArrayList<>();

    boolean isKnown() {
      return !purchases.isEmpty();
    }

    /** Of several made at once, the one of the greatest category, wherever it is in the log. */
    LogLine earliest() {
      return purchases.stream().min(EARLIEST).orElseThrow();
    }

    long amount() {
      return sum(purchases);
    }

    long refunded() {
      return sum(refunds);
    }

    boolean isGone() {
      return !refunds.isEmpty() && refunded() >= amount();
    }
  }

  private final LocalDays days;
  private final int moneyMemory;
  private final int otherMemory;

  /** Kept events, each list in log order. */
  private final List<Taken> keptMoney = new ArrayList<>();

  private final List<LogLine> keptOther = new ArrayList<>();

  private final List<OrderFile> files = new ArrayList<>();
  private final List<LogLine> unnamedRefunds = new ArrayList<>();
  private final List<LogLine> lapsedRefunds = new ArrayList<>();
  private @Nullable LocalDate closedMoneyDay;
  private @Nullable LocalDate closedOtherDay;

  Memory(RuleParameters rules) {
    this.days = new LocalDays(rules.zone());
    this.moneyMemory = rules.moneyMemory();
    this.otherMemory = rules.otherMemory();
  }

  /** Takes in the next accepted event; then, if that is one too many, the oldest leaves. */
  void take(LogLine line) {
    if (line.isMoney()) {
      takeMoney(line);
    } else {
      takeOther(line);
    }
  }

  private void takeMoney(LogLine line) {
    OrderFile file = line.isPurchase() ? fileOfPurchase(line) : fileOfRefund(line);
    if (file == null) {
      unnamedRefunds.add(line);
    } else {
      (line.isPurchase() ? file.purchases : file.refunds).add(line);
    }
    keptMoney.add(new Taken(line, file));
    if (keptMoney.size() > moneyMemory) {
      // The first of several minima is the one that came first in the log.
      Taken oldest =
          keptMoney.stream().min(Comparator.comparing(taken -> dayOf(taken.line()))).orElseThrow();
      keptMoney.remove(oldest);
      closedMoneyDay = later(closedMoneyDay, dayOf(oldest.line()));
      if (oldest.file() != null && !oldest.file().isKnown()) {
        oldest.file().refunds.remove(oldest.line());
        lapsedRefunds.add(oldest.line());
      }
    }
  }

  private OrderFile fileOfPurchase(LogLine purchase) {
    return openFile(purchase.orderId()).orElseGet(this::newFile);
  }

  /** Where a refund belongs is decided here, on its arrival, once. */
  private @Nullable OrderFile fileOfRefund(LogLine refund) {
    if (refund.orderId() == null) {
      return null;
    }
    Optional<OrderFile> open = openFile(refund.orderId());
    if (open.isPresent() && open.get().isKnown()) {
      return open.get();
    }
    boolean hasDroppedMoney = closedMoneyDay != null;
    return hasDroppedMoney ? null : open.orElseGet(this::newFile);
  }

  private Optional<OrderFile> openFile(@Nullable String orderId) {
    return orderId == null
        ? Optional.empty()
        : keptMoney.stream()
            .filter(taken -> taken.file() != null && orderId.equals(taken.line().orderId()))
            .map(Taken::file)
            .findFirst();
  }

  private OrderFile newFile() {
    OrderFile file = new OrderFile();
    files.add(file);
    return file;
  }

  private void takeOther(LogLine line) {
    keptOther.add(line);
    if (keptOther.size() > otherMemory) {
      LogLine oldest = keptOther.stream().min(Comparator.comparing(this::dayOf)).orElseThrow();
      keptOther.remove(oldest);
      closedOtherDay = later(closedOtherDay, dayOf(oldest).minusDays(1));
    }
  }

  Facts facts(Profile profile, Map<String, Instant> newestAt) {
    List<OrderFile> known = files.stream().filter(OrderFile::isKnown).toList();
    List<Facts.Order> surviving =
        known.stream()
            .filter(file -> !file.isGone())
            .map(file -> order(file.earliest(), file.amount() - file.refunded()))
            .sorted(Comparator.comparing(Facts.Order::at))
            .toList();
    List<Facts.UnnamedRefund> unnamed =
        unnamedRefunds.stream()
            .map(line -> new Facts.UnnamedRefund(dayOf(line), line.requireAmountMinor()))
            .toList();
    long waitingMinor =
        files.stream().filter(file -> !file.isKnown()).mapToLong(OrderFile::refunded).sum();
    long excessMinor =
        known.stream().mapToLong(file -> Math.max(0, file.refunded() - file.amount())).sum();
    return new Facts(
        surviving,
        surviving.stream().map(Facts.Order::day).distinct().sorted().toList(),
        unnamed,
        keptMoney.stream()
            .map(Taken::line)
            .collect(Collectors.toMap(LogLine::eventId, line -> line)),
        keptOther.stream().map(LogLine::eventId).collect(Collectors.toUnmodifiableSet()),
        closedMoneyDay,
        closedOtherDay,
        waitingMinor,
        sum(lapsedRefunds),
        excessMinor,
        profile,
        newestAt);
  }

  private Facts.Order order(LogLine earliest, long netMinor) {
    return new Facts.Order(earliest.occurredAt(), dayOf(earliest), earliest.category(), netMinor);
  }

  private LocalDate dayOf(LogLine line) {
    return days.dayOf(line.occurredAt());
  }

  private static LocalDate later(@Nullable LocalDate one, LocalDate other) {
    return one == null || one.isBefore(other) ? other : one;
  }

  private static long sum(List<LogLine> lines) {
    return lines.stream().mapToLong(LogLine::requireAmountMinor).sum();
  }
}
