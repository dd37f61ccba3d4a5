package io.rfmstreams.oracle;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a member: what its accepted events since its last erasure amount to, within the
 * memory.
 *
 * @param orders the surviving orders by instant, those whose events have all left the memory too
 * @param orderDays the days of the surviving orders, each once, ascending
 * @param unnamedRefunds the refunds that count as naming no order, in log order
 * @param keptMoney the purchases and refunds still kept, by id
 * @param rememberedOtherIds ids of the other events still kept
 * @param closedMoneyDay on this day and before, a purchase or refund comes too late; null while none
 *     has left the memory
 * @param closedOtherDay likewise for the other events
 * @param waitingMinor sum of the refunds waiting for their order
 * @param lapsedMinor sum of the refunds that left the memory waiting
 * @param excessMinor sum of what refunds gave back beyond their order's amount
 * @param profile what profile events say; kept for good
 * @param newestAt by each event type that a policy names: the newest instant of such an event; kept
 *     for good
 */
public record Facts(
    List<Order> orders,
    List<LocalDate> orderDays,
    List<UnnamedRefund> unnamedRefunds,
    Map<String, LogLine> keptMoney,
    Set<String> rememberedOtherIds,
    @Nullable LocalDate closedMoneyDay,
    @Nullable LocalDate closedOtherDay,
    long waitingMinor,
    long lapsedMinor,
    long excessMinor,
    Profile profile,
    Map<String, Instant> newestAt) {

  public Facts {
    keptMoney = Map.copyOf(keptMoney);
    newestAt = Map.copyOf(newestAt);
  }

  /**
   * An order that counts.
   *
   * @param at its earliest purchase
   * @param day the day of {@code at}
   * @param category its earliest purchase's, the greatest of several made at once; null if that has none
   * @param netMinor its amount less its refunds, 0 or more
   */
  public record Order(Instant at, LocalDate day, @Nullable String category, long netMinor) {}

  /** A refund that lowers the monetary value of its own day. */
  public record UnnamedRefund(LocalDate day, long amountMinor) {}

  /**
   * Facts from nothing but the accepted events themselves.
   *
   * @param accepted a member's accepted events in log order, from its start or from the one after
   *     its last erasure
   */
  public static Facts of(List<LogLine> accepted, RuleParameters rules) {
    Memory memory = new Memory(rules);
    accepted.forEach(memory::take);
    return memory.facts(Profile.of(accepted), newestAt(accepted, rules));
  }

  private static Map<String, Instant> newestAt(List<LogLine> accepted, RuleParameters rules) {
    Map<String, Instant> newest = new TreeMap<>();
    for (LogLine line : accepted) {
      if (rules.policies().stream().anyMatch(p -> p.suppressAfterDays().containsKey(line.type()))) {
        newest.merge(
            line.type(), line.occurredAt(), (one, other) -> one.isAfter(other) ? one : other);
      }
    }
    return newest;
  }

  /** Ids of the purchases and refunds still kept. */
  public Set<String> rememberedMoneyIds() {
    return keptMoney.keySet();
  }

  /** Whether an event with this id and of this kind is still remembered. */
  boolean remembers(LogLine line) {
    return (line.isMoney() ? rememberedMoneyIds() : rememberedOtherIds).contains(line.eventId());
  }

  /** Whether a kept purchase or refund has this line's id and says otherwise. */
  boolean contradicts(LogLine line, LocalDays days) {
    LogLine kept = line.isMoney() ? keptMoney.get(line.eventId()) : null;
    return kept != null
        && !(kept.type().equals(line.type())
            && kept.requireAmountMinor() == line.requireAmountMinor()
            && Objects.equals(kept.orderId(), line.orderId())
            && days.dayOf(kept.occurredAt()).equals(days.dayOf(line.occurredAt())));
  }

  /** Whether a kept purchase is like this one in all that counts, under another id. */
  boolean repeats(LogLine line) {
    return line.isPurchase()
        && keptMoney.values().stream()
            .anyMatch(
                kept ->
                    kept.isPurchase()
                        && !kept.eventId().equals(line.eventId())
                        && Objects.equals(kept.orderId(), line.orderId())
                        && kept.requireAmountMinor() == line.requireAmountMinor()
                        && kept.occurredAt().equals(line.occurredAt()));
  }

  /** The last closed day for events of this line's kind. */
  @Nullable LocalDate closedDay(LogLine line) {
    return line.isMoney() ? closedMoneyDay : closedOtherDay;
  }
}
