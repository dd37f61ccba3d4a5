package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a member bought and was given back: its newest money events one by one, everything older as
 * sums. Immutable; the memory the contract states is kept here.
 *
 * <p>The newest events by (own day, then log order) are kept. When one more is taken in, the oldest
 * leaves: its order stays whole while another of its events is kept, and is summed up with its day
 * after that. A day of which an event has left, and all days before it, are closed.
 */
final class Purchases {

  /** No money event so far. */
  static final Purchases NONE = new Purchases(new Entry[0], 0, 0, EvictedSums.NONE);

  private static final int NOT_FOUND = -1;

  private final Entry[] entries;
  private final int keptEvents;
  private final int nextOrdinal;
  private final EvictedSums evicted;
  private @Nullable History history;

  /**
   * @param entries ascending by day
   * @param keptEvents how many events the entries keep
   * @param nextOrdinal later than every kept event's ordinal
   */
  Purchases(Entry[] entries, int keptEvents, int nextOrdinal, EvictedSums evicted) {
    this.entries = entries;
    this.keptEvents = keptEvents;
    this.nextOrdinal = nextOrdinal;
    this.evicted = evicted;
  }

  /** The entries, ascending by day; not to be written to. */
  Entry[] entries() {
    return entries;
  }

  EvictedSums evicted() {
    return evicted;
  }

  int keptEvents() {
    return keptEvents;
  }

  /** The money event with this id that is still kept; null if there is none. */
  @Nullable Kept kept(Id eventId) {
    for (Entry entry : entries) {
      for (Kept event : entry.kept()) {
        if (event.eventId().equals(eventId)) {
          return event;
        }
      }
    }
    return null;
  }

  /** Whether a purchase that is kept has the order, amount and instant of {@code purchase}. */
  boolean hasLike(Kept purchase) {
    for (Entry entry : entries) {
      for (Kept event : entry.kept()) {
        if (event.at() == purchase.at()
            && event.amount() == purchase.amount()
            && !event.refund()
            && Objects.equals(event.named(), purchase.named())) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether an event of this day comes too late to be told from one that has left. */
  boolean isClosed(int day) {
    return evicted.any() && day <= evicted.closedDay();
  }

  /** What was given back without lowering any figure. */
  Unsettled unsettled() {
    long waiting = 0;
    long excess = evicted.excessMinor();
    for (Entry entry : entries) {
      waiting += entry.kind() == Entry.Kind.WAITING ? entry.refunded() : 0;
      excess += entry.excess();
    }
    return new Unsettled(waiting, excess, evicted.lapsedMinor());
  }

  /** What is counted, in order of time. */
  History history() {
    History known = history;
    if (known == null) {
      known = History.of(this);
      history = known;
    }
    return known;
  }

  /** With one more purchase, and without the oldest event if there are now more than {@code limit}. */
  Purchases withPurchase(Kept purchase, @Nullable String category, int limit) {
    Kept event = purchase.withOrdinal(nextOrdinal);
    Id orderId = event.named();
    int known = orderId == null ? NOT_FOUND : find(orderId);
    Purchases with =
        known == NOT_FOUND
            ? with(Entry.purchase(event, category), NOT_FOUND)
            : with(entries[known].withPurchase(event, category), known);
    return with.within(limit);
  }

  /**
   * With one more refund. One that names an order not known waits for it; once an event has left the
   * memory nobody can tell whether that order had been known, and it counts as naming none.
   */
  Purchases withRefund(Kept refund, int limit) {
    Kept event = refund.withOrdinal(nextOrdinal);
    Id orderId = event.named();
    int known = orderId == null ? NOT_FOUND : find(orderId);
    boolean orderKnown = known != NOT_FOUND && entries[known].kind() == Entry.Kind.ORDER;
    Purchases with;
    if (orderId == null || (!orderKnown && evicted.any())) {
      with = with(Entry.unnamedRefund(event), NOT_FOUND);
    } else if (known == NOT_FOUND) {
      with = with(Entry.waiting(event), NOT_FOUND);
    } else {
      with = with(entries[known].withRefund(event), known);
    }
    return with.within(limit);
  }

  /** Without the day sums that have left the longest window as of {@code day}. */
  Purchases prunedAsOf(int day, int longestWindowDays) {
    EvictedSums pruned = evicted.prunedBefore(day - longestWindowDays + 1);
    if (pruned == evicted) {
      return this;
    }
    return new Purchases(entries, keptEvents, nextOrdinal, pruned);
  }

  /** The entries with {@code entry} at its day's place, instead of the one at {@code replaced}. */
  private Purchases with(Entry entry, int replaced) {
    int size = replaced == NOT_FOUND ? entries.length + 1 : entries.length;
    Entry[] next = new Entry[size];
    int filled = 0;
    boolean placed = false;
    for (int i = 0; i < entries.length; i++) {
      if (i == replaced) {
        continue;
      }
      if (!placed && entries[i].day() > entry.day()) {
        next[filled++] = entry;
        placed = true;
      }
      next[filled++] = entries[i];
    }
    if (!placed) {
      next[filled] = entry;
    }
    return new Purchases(next, keptEvents + 1, nextOrdinal + 1, evicted);
  }

  private Purchases within(int limit) {
    Purchases within = this;
    while (within.keptEvents > limit) {
      within = within.withoutOldest();
    }
    return within;
  }

  private Purchases withoutOldest() {
    int entryIndex = 0;
    int keptIndex = 0;
    for (int i = 0; i < entries.length; i++) {
      Kept[] kept = entries[i].kept();
      for (int j = 0; j < kept.length; j++) {
        if (isOlder(kept[j], entries[entryIndex].kept()[keptIndex])) {
          entryIndex = i;
          keptIndex = j;
        }
      }
    }
    Entry entry = entries[entryIndex];
    EvictedSums after =
        evicted.closing(
            entry.kept()[keptIndex].day(),
            entry.kind() == Entry.Kind.WAITING ? entry.kept()[keptIndex].amount() : 0);
    Entry[] next = entries.clone();
    if (entry.kept().length > 1) {
      next[entryIndex] = entry.without(keptIndex);
    } else {
      System.arraycopy(entries, entryIndex + 1, next, entryIndex, entries.length - entryIndex - 1);
      next = Arrays.copyOf(next, entries.length - 1);
      after = after.with(entry);
    }
    return new Purchases(next, keptEvents - 1, nextOrdinal, after);
  }

  private static boolean isOlder(Kept event, Kept than) {
    return event.day() < than.day()
        || (event.day() == than.day() && event.ordinal() < than.ordinal());
  }

  private int find(Id orderId) {
    for (int i = 0; i < entries.length; i++) {
      if (orderId.equals(entries[i].orderId())) {
        return i;
      }
    }
    return NOT_FOUND;
  }
}
