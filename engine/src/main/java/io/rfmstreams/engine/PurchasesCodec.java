package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of what a member bought, a part of its state's. Days are stored as differences, an
 * order's instant relative to its day, and each category once; of an order with one purchase and nothing
 * else, amount and instant are the order's own. So an ordinary purchase takes a dozen bytes.
 */
final class PurchasesCodec {
  private static final long DAY_MILLIS = 86_400_000L;

  private static final int DEPARTED = 1;
  private static final int OUT_OF_ORDER = 1 << 1;
  private static final int CATEGORIES = 1 << 2;

  private static final int KIND_MASK = 3;

  /** Instead of a kind: an order whose kept events are told apart from it. */
  private static final int ORDER_IN_DETAIL = 3;

  private static final int REFUND_NAMED = 1 << 2;
  private static final int SINGLE_EVENT = 1 << 3;
  private static final int ORDER_ID = 1 << 4;
  private static final int ORDER_ID_IS_EVENT_ID = 1 << 5;
  private static final int EVENT_ON_ENTRY_DAY = 1 << 6;
  private static final int WHOLE_MINUTES = 1 << 7;

  private PurchasesCodec() {}

  static void write(StateWriter out, Purchases purchases) {
    int[] ordinals = ordinals(purchases);
    boolean outOfOrder = !isAscending(ordinals);
    EvictedSums evicted = purchases.evicted();
    List<String> categories = categories(purchases);
    out.oneByte(
        flag(evicted.any(), DEPARTED)
            | flag(outOfOrder, OUT_OF_ORDER)
            | flag(!categories.isEmpty(), CATEGORIES));
    if (!categories.isEmpty()) {
      out.number(categories.size());
      categories.forEach(category -> Id.of(category).writeTo(out));
    }
    writeEntries(out, purchases.entries(), outOfOrder ? ranks(ordinals) : null, categories);
    if (evicted.any()) {
      writeDeparted(out, evicted, categories);
    }
  }

  static Purchases read(StateReader in) {
    int flags = in.oneByte();
    List<String> categories = new ArrayList<>();
    if (has(flags, CATEGORIES)) {
      for (int left = in.count(); left > 0; left--) {
        categories.add(Id.readFrom(in).toString());
      }
    }
    Entry[] entries = new Entry[in.count()];
    int kept = readEntries(in, entries, has(flags, OUT_OF_ORDER), categories);
    EvictedSums evicted = has(flags, DEPARTED) ? readDeparted(in, categories) : EvictedSums.NONE;
    return new Purchases(entries, kept, kept, evicted);
  }

  /** The categories there are, each once; where there is none, none is written per order either. */
  private static List<String> categories(Purchases purchases) {
    List<String> categories = new ArrayList<>(2);
    for (Entry entry : purchases.entries()) {
      addNew(entry.category(), categories);
    }
    addNew(purchases.evicted().lastCategory(), categories);
    return categories;
  }

  private static void addNew(@Nullable String category, List<String> categories) {
    if (category != null && !categories.contains(category)) {
      categories.add(category);
    }
  }

  private static void writeCategory(
      StateWriter out, @Nullable String category, List<String> categories) {
    if (!categories.isEmpty()) {
      out.number(category == null ? 0 : categories.indexOf(category) + 1);
    }
  }

  private static @Nullable String readCategory(StateReader in, List<String> categories) {
    int number = categories.isEmpty() ? 0 : in.integer();
    if (number > categories.size()) {
      throw in.damaged();
    }
    return number == 0 ? null : categories.get(number - 1);
  }

  /** Entries by difference of days; {@code ranks} tells the log order where days do not. */
  private static void writeEntries(
      StateWriter out, Entry[] entries, int @Nullable [] ranks, List<String> categories) {
    out.number(entries.length);
    int day = 0;
    int event = 0;
    for (Entry entry : entries) {
      Kept[] kept = entry.kept();
      Id orderId = entry.orderId();
      long offset = entry.at() - entry.day() * DAY_MILLIS;
      boolean order = entry.kind() == Entry.Kind.ORDER;
      boolean detailed = order && !isOnePurchase(entry);
      Id written = order || entry.kind() == Entry.Kind.WAITING ? orderId : kept[0].named();
      boolean single = kept.length == 1;
      boolean sameId = single && kept[0].eventId().equals(written);
      boolean sameDay = allOn(entry.day(), kept);
      boolean minutes = offset % StateWriter.MINUTE_MILLIS == 0;
      out.oneByte(
          (detailed ? ORDER_IN_DETAIL : entry.kind().ordinal())
              | flag(entry.refundNamed(), REFUND_NAMED)
              | flag(single, SINGLE_EVENT)
              | flag(written != null, ORDER_ID)
              | flag(sameId, ORDER_ID_IS_EVENT_ID)
              | flag(sameDay, EVENT_ON_ENTRY_DAY)
              | flag(minutes, WHOLE_MINUTES));
      out.signed((long) entry.day() - day);
      day = entry.day();
      if (order) {
        out.signed(minutes ? offset / StateWriter.MINUTE_MILLIS : offset);
        writeCategory(out, entry.category(), categories);
      }
      out.number(entry.amount());
      if (entry.refundNamed()) {
        out.number(entry.refunded());
      }
      if (written != null && !sameId) {
        written.writeTo(out);
      }
      if (!single) {
        out.number(kept.length);
      }
      for (Kept k : kept) {
        k.eventId().writeTo(out);
        if (!sameDay) {
          out.signed((long) k.day() - entry.day());
        }
        if (entry.kind() == Entry.Kind.WAITING) {
          out.number(k.amount());
        } else if (detailed) {
          writeDetail(out, k, entry.at());
        }
        if (ranks != null) {
          out.number(ranks[event]);
        }
        event++;
      }
    }
  }

  /** Whether amount and instant of the only event kept are the order's own. */
  private static boolean isOnePurchase(Entry order) {
    Kept first = order.kept()[0];
    return order.kept().length == 1
        && !first.refund()
        && first.amount() == order.amount()
        && first.at() == order.at();
  }

  /** The amount with a bit for its kind, and when a purchase was made after its order's first. */
  private static void writeDetail(StateWriter out, Kept event, long orderAt) {
    out.number(event.amount() << 1 | (event.refund() ? 1 : 0));
    if (!event.refund()) {
      out.signed(event.at() - orderAt);
    }
  }

  private static Kept readDetail(
      StateReader in, Id eventId, @Nullable Id orderId, long orderAt, int day) {
    long coded = in.number();
    boolean refund = (coded & 1) == 1;
    return new Kept(
        eventId, refund, coded >>> 1, orderId, refund ? 0 : orderAt + in.signed(), day, 0);
  }

  /** Fills {@code entries} and gives the number of kept events. */
  private static int readEntries(
      StateReader in, Entry[] entries, boolean outOfOrder, List<String> categories) {
    Entry.Kind[] kinds = Entry.Kind.values();
    int day = 0;
    int event = 0;
    for (int i = 0; i < entries.length; i++) {
      int flags = in.oneByte();
      boolean detailed = (flags & KIND_MASK) == ORDER_IN_DETAIL;
      Entry.Kind kind = detailed ? Entry.Kind.ORDER : kinds[flags & KIND_MASK];
      day = in.differenceFrom(day);
      long at = 0;
      String category = null;
      if (kind == Entry.Kind.ORDER) {
        long offset = in.signed();
        at =
            day * DAY_MILLIS
                + (has(flags, WHOLE_MINUTES) ? offset * StateWriter.MINUTE_MILLIS : offset);
        category = readCategory(in, categories);
      }
      long amount = in.number();
      long refunded = has(flags, REFUND_NAMED) ? in.number() : 0;
      boolean sameId = has(flags, ORDER_ID_IS_EVENT_ID);
      Id written = has(flags, ORDER_ID) && !sameId ? Id.readFrom(in) : null;
      Kept[] kept = new Kept[has(flags, SINGLE_EVENT) ? 1 : in.count()];
      if (kept.length == 0) {
        throw in.damaged();
      }
      for (int j = 0; j < kept.length; j++) {
        Id eventId = Id.readFrom(in);
        written = sameId ? eventId : written;
        int eventDay = has(flags, EVENT_ON_ENTRY_DAY) ? day : in.differenceFrom(day);
        Kept read =
            detailed
                ? readDetail(in, eventId, written, at, eventDay)
                : switch (kind) {
                  case ORDER -> new Kept(eventId, false, amount, written, at, eventDay, 0);
                  case WAITING -> new Kept(eventId, true, in.number(), written, 0, eventDay, 0);
                  case UNNAMED_REFUND -> new Kept(eventId, true, amount, written, 0, eventDay, 0);
                };
        kept[j] = read.withOrdinal(outOfOrder ? in.integer() : event);
        event++;
      }
      entries[i] =
          new Entry(
              kind,
              kind == Entry.Kind.UNNAMED_REFUND ? null : written,
              day,
              at,
              category,
              amount,
              refunded,
              has(flags, REFUND_NAMED),
              kept);
    }
    return event;
  }

  private static void writeDeparted(StateWriter out, EvictedSums evicted, List<String> categories) {
    out.signed(evicted.closedDay());
    out.number(evicted.days().length);
    int day = 0;
    for (int i = 0; i < evicted.days().length; i++) {
      out.signed((long) evicted.days()[i] - day);
      day = evicted.days()[i];
      out.number(evicted.orders()[i]);
      out.signed(evicted.net()[i]);
    }
    out.number(evicted.lifetimeOrders());
    out.signed(evicted.lifetimeMinor());
    if (evicted.lifetimeOrders() > 0) {
      out.instant(evicted.firstAt());
      out.instant(evicted.lastAt());
      writeCategory(out, evicted.lastCategory(), categories);
    }
    out.days(evicted.daysBeforeSums());
    out.number(evicted.excessMinor());
    out.number(evicted.lapsedMinor());
  }

  private static EvictedSums readDeparted(StateReader in, List<String> categories) {
    int closedDay = in.differenceFrom(0);
    int[] days = new int[in.count()];
    int[] orders = new int[days.length];
    long[] net = new long[days.length];
    int day = 0;
    for (int i = 0; i < days.length; i++) {
      day = in.differenceFrom(day);
      days[i] = day;
      orders[i] = in.integer();
      net[i] = in.signed();
    }
    long lifetimeOrders = in.number();
    long lifetimeMinor = in.signed();
    long firstAt = lifetimeOrders > 0 ? in.instant() : EvictedSums.NONE.firstAt();
    long lastAt = lifetimeOrders > 0 ? in.instant() : EvictedSums.NONE.lastAt();
    String lastCategory = lifetimeOrders > 0 ? readCategory(in, categories) : null;
    return new EvictedSums(
        true,
        closedDay,
        days,
        orders,
        net,
        lifetimeOrders,
        lifetimeMinor,
        firstAt,
        lastAt,
        lastCategory,
        in.days(),
        in.number(),
        in.number());
  }

  private static int[] ordinals(Purchases purchases) {
    int[] ordinals = new int[purchases.keptEvents()];
    int i = 0;
    for (Entry entry : purchases.entries()) {
      for (Kept event : entry.kept()) {
        ordinals[i++] = event.ordinal();
      }
    }
    return ordinals;
  }

  private static boolean isAscending(int[] values) {
    for (int i = 1; i < values.length; i++) {
      if (values[i] < values[i - 1]) {
        return false;
      }
    }
    return true;
  }

  /** Log order matters only relatively: places instead of ever growing ordinals. */
  private static int[] ranks(int[] ordinals) {
    int[] sorted = ordinals.clone();
    Arrays.sort(sorted);
    return Arrays.stream(ordinals).map(ordinal -> Arrays.binarySearch(sorted, ordinal)).toArray();
  }

  private static boolean allOn(int day, Kept[] events) {
    for (Kept event : events) {
      if (event.day() != day) {
        return false;
      }
    }
    return true;
  }

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
