package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import io.rfmstreams.engine.MemberState.Published;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stored form of a member's state: its first byte is the form's version, the rest numbers of
 * variable length. Days are stored as differences and an order's instant relative to its day, which
 * keeps an ordinary purchase at a dozen bytes.
 */
public final class MemberStateCodec {

  /** The version this writer writes. */
  public static final int VERSION = 1;

  private static final long DAY_MILLIS = 86_400_000L;
  private static final long MINUTE_MILLIS = 60_000L;

  private static final int FORGOTTEN = 1;
  private static final int ERASED = 1 << 1;
  private static final int DEPARTED = 1 << 2;
  private static final int OTHERS = 1 << 3;
  private static final int COOLDOWNS = 1 << 4;
  private static final int DEADLINE = 1 << 5;
  private static final int ARMED = 1 << 6;
  private static final int OUT_OF_ORDER = 1 << 7;

  private static final int KIND_MASK = 3;
  private static final int REFUND_NAMED = 1 << 2;
  private static final int SINGLE_EVENT = 1 << 3;
  private static final int ORDER_ID = 1 << 4;
  private static final int ORDER_ID_IS_EVENT_ID = 1 << 5;
  private static final int EVENT_ON_ENTRY_DAY = 1 << 6;
  private static final int WHOLE_MINUTES = 1 << 7;

  private MemberStateCodec() {}

  /** The stored form of a known member's state. */
  public static byte[] encode(MemberState state) {
    StateWriter out = new StateWriter();
    Purchases purchases = state.purchases();
    int[] ordinals = ordinals(purchases);
    boolean outOfOrder = !isAscending(ordinals);
    out.oneByte(VERSION);
    out.oneByte(
        flag(state.isForgotten(), FORGOTTEN)
            | flag(state.erasedAt() != MemberState.NEVER_ERASED, ERASED)
            | flag(purchases.departed().any(), DEPARTED)
            | flag(state.others() != OtherEvents.NONE, OTHERS)
            | flag(state.cooldowns() != Cooldowns.NONE, COOLDOWNS)
            | flag(state.deadline() != ZoneCalendar.NEVER, DEADLINE)
            | flag(state.armedFor() != ZoneCalendar.NEVER, ARMED)
            | flag(outOfOrder, OUT_OF_ORDER));
    writePublished(out, state.published());
    writeInstant(out, state.standsAt());
    if (state.deadline() != ZoneCalendar.NEVER) {
      out.signed(state.deadline());
    }
    if (state.armedFor() != ZoneCalendar.NEVER) {
      int base = state.deadline() == ZoneCalendar.NEVER ? 0 : state.deadline();
      out.signed((long) state.armedFor() - base);
    }
    if (state.erasedAt() != MemberState.NEVER_ERASED) {
      writeInstant(out, state.erasedAt());
    }
    writeEntries(out, purchases.entries(), outOfOrder ? ranks(ordinals) : null);
    if (purchases.departed().any()) {
      writeDeparted(out, purchases.departed());
    }
    if (state.others() != OtherEvents.NONE) {
      writeOthers(out, state.others());
    }
    if (state.cooldowns() != Cooldowns.NONE) {
      writeCooldowns(out, state.cooldowns());
    }
    return out.toBytes();
  }

  /**
   * Reads a stored state.
   *
   * @throws IllegalStateException if the bytes are of a version this reader does not know, or damaged
   */
  public static MemberState decode(byte[] stored) {
    StateReader in = new StateReader(stored);
    int version = in.oneByte();
    if (version != VERSION) {
      throw new IllegalStateException(
          "a stored member state has version %d, this program reads version %d; start a new generation or run the program that wrote it"
              .formatted(version, VERSION));
    }
    int flags = in.oneByte();
    Published published = readPublished(in);
    long standsAt = readInstant(in);
    int deadline = has(flags, DEADLINE) ? in.differenceFrom(0) : ZoneCalendar.NEVER;
    int armedBase = deadline == ZoneCalendar.NEVER ? 0 : deadline;
    int armedFor = has(flags, ARMED) ? in.differenceFrom(armedBase) : ZoneCalendar.NEVER;
    long erasedAt = has(flags, ERASED) ? readInstant(in) : MemberState.NEVER_ERASED;
    Entry[] entries = new Entry[in.count()];
    int kept = readEntries(in, entries, has(flags, OUT_OF_ORDER));
    Departed departed = has(flags, DEPARTED) ? readDeparted(in) : Departed.NONE;
    OtherEvents others = has(flags, OTHERS) ? readOthers(in) : OtherEvents.NONE;
    Cooldowns cooldowns = has(flags, COOLDOWNS) ? readCooldowns(in) : Cooldowns.NONE;
    in.requireEnd();
    return new MemberState(
        standsAt,
        deadline,
        armedFor,
        published,
        new Purchases(entries, kept, kept, departed),
        others,
        erasedAt,
        has(flags, FORGOTTEN),
        cooldowns);
  }

  private static void writePublished(StateWriter out, Published published) {
    out.number(published.sequence());
    out.number(published.version());
    out.number(published.segments().length);
    for (int segment : published.segments()) {
      out.number(segment);
    }
    out.number(published.r());
    out.number(published.f());
    out.number(published.m());
  }

  private static Published readPublished(StateReader in) {
    long sequence = in.number();
    if (sequence < 0) {
      throw in.damaged();
    }
    int version = in.integer();
    int[] segments = new int[in.count()];
    for (int i = 0; i < segments.length; i++) {
      segments[i] = in.integer();
    }
    return new Published(sequence, version, segments, in.integer(), in.integer(), in.integer());
  }

  /** Entries by difference of days; {@code ranks} tells the log order where days do not. */
  private static void writeEntries(StateWriter out, Entry[] entries, int @Nullable [] ranks) {
    out.number(entries.length);
    int day = 0;
    int event = 0;
    for (Entry entry : entries) {
      Kept[] kept = entry.kept();
      Id orderId = entry.orderId();
      long offset = entry.at() - entry.day() * DAY_MILLIS;
      boolean order = entry.kind() == Entry.Kind.ORDER;
      boolean single = kept.length == 1;
      boolean sameId = single && kept[0].eventId().equals(orderId);
      boolean sameDay = Arrays.stream(kept).allMatch(k -> k.day() == entry.day());
      boolean minutes = offset % MINUTE_MILLIS == 0;
      out.oneByte(
          entry.kind().ordinal()
              | flag(entry.refundNamed(), REFUND_NAMED)
              | flag(single, SINGLE_EVENT)
              | flag(orderId != null, ORDER_ID)
              | flag(sameId, ORDER_ID_IS_EVENT_ID)
              | flag(sameDay, EVENT_ON_ENTRY_DAY)
              | flag(minutes, WHOLE_MINUTES));
      out.signed((long) entry.day() - day);
      day = entry.day();
      if (order) {
        out.signed(minutes ? offset / MINUTE_MILLIS : offset);
      }
      out.number(entry.amount());
      if (entry.refundNamed()) {
        out.number(entry.refunded());
      }
      if (orderId != null && !sameId) {
        orderId.writeTo(out);
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
          out.number(k.waiting());
        }
        if (ranks != null) {
          out.number(ranks[event]);
        }
        event++;
      }
    }
  }

  /** Fills {@code entries} and gives the number of kept events. */
  private static int readEntries(StateReader in, Entry[] entries, boolean outOfOrder) {
    Entry.Kind[] kinds = Entry.Kind.values();
    int day = 0;
    int event = 0;
    for (int i = 0; i < entries.length; i++) {
      int flags = in.oneByte();
      if ((flags & KIND_MASK) >= kinds.length) {
        throw in.damaged();
      }
      Entry.Kind kind = kinds[flags & KIND_MASK];
      day = in.differenceFrom(day);
      long at = 0;
      if (kind == Entry.Kind.ORDER) {
        long offset = in.signed();
        at = day * DAY_MILLIS + (has(flags, WHOLE_MINUTES) ? offset * MINUTE_MILLIS : offset);
      }
      long amount = in.number();
      long refunded = has(flags, REFUND_NAMED) ? in.number() : 0;
      boolean sameId = has(flags, ORDER_ID_IS_EVENT_ID);
      Id orderId = has(flags, ORDER_ID) && !sameId ? Id.readFrom(in) : null;
      Kept[] kept = new Kept[has(flags, SINGLE_EVENT) ? 1 : in.count()];
      if (kept.length == 0) {
        throw in.damaged();
      }
      for (int j = 0; j < kept.length; j++) {
        Id eventId = Id.readFrom(in);
        int eventDay = has(flags, EVENT_ON_ENTRY_DAY) ? day : in.differenceFrom(day);
        long waiting = kind == Entry.Kind.WAITING ? in.number() : 0;
        kept[j] = new Kept(eventId, eventDay, outOfOrder ? in.integer() : event, waiting);
        event++;
      }
      entries[i] =
          new Entry(
              kind,
              sameId ? kept[0].eventId() : orderId,
              day,
              at,
              amount,
              refunded,
              has(flags, REFUND_NAMED),
              kept);
    }
    return event;
  }

  private static void writeDeparted(StateWriter out, Departed departed) {
    out.signed(departed.closedDay());
    out.number(departed.days().length);
    int day = 0;
    for (int i = 0; i < departed.days().length; i++) {
      out.signed((long) departed.days()[i] - day);
      day = departed.days()[i];
      out.number(departed.orders()[i]);
      out.signed(departed.net()[i]);
    }
    out.number(departed.lifetimeOrders());
    out.signed(departed.lifetimeMinor());
    if (departed.lifetimeOrders() > 0) {
      writeInstant(out, departed.firstAt());
      writeInstant(out, departed.lastAt());
    }
    out.number(departed.lastDayBeforeSums() == Departed.NO_DAY ? 0 : 1);
    if (departed.lastDayBeforeSums() != Departed.NO_DAY) {
      out.signed(departed.lastDayBeforeSums());
    }
    out.number(departed.excessMinor());
    out.number(departed.lapsedMinor());
  }

  private static Departed readDeparted(StateReader in) {
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
    long firstAt = lifetimeOrders > 0 ? readInstant(in) : Departed.NONE.firstAt();
    long lastAt = lifetimeOrders > 0 ? readInstant(in) : Departed.NONE.lastAt();
    int lastDayBeforeSums = in.number() == 0 ? Departed.NO_DAY : in.differenceFrom(0);
    return new Departed(
        true,
        closedDay,
        days,
        orders,
        net,
        lifetimeOrders,
        lifetimeMinor,
        firstAt,
        lastAt,
        lastDayBeforeSums,
        in.number(),
        in.number());
  }

  private static void writeOthers(StateWriter out, OtherEvents others) {
    out.number(others.closedDay() == Departed.NO_DAY ? 0 : 1);
    if (others.closedDay() != Departed.NO_DAY) {
      out.signed(others.closedDay());
    }
    out.number(others.ids().length);
    int day = 0;
    for (int i = 0; i < others.ids().length; i++) {
      out.signed((long) others.days()[i] - day);
      day = others.days()[i];
      others.ids()[i].writeTo(out);
    }
  }

  private static OtherEvents readOthers(StateReader in) {
    int closedDay = in.number() == 0 ? Departed.NO_DAY : in.differenceFrom(0);
    Id[] ids = new Id[in.count()];
    int[] days = new int[ids.length];
    int day = 0;
    for (int i = 0; i < ids.length; i++) {
      day = in.differenceFrom(day);
      days[i] = day;
      ids[i] = Id.readFrom(in);
    }
    return new OtherEvents(ids, days, closedDay);
  }

  private static void writeCooldowns(StateWriter out, Cooldowns cooldowns) {
    out.number(cooldowns.policies().length);
    for (int i = 0; i < cooldowns.policies().length; i++) {
      out.number(cooldowns.policies()[i]);
      writeInstant(out, cooldowns.lastAt()[i]);
    }
  }

  private static Cooldowns readCooldowns(StateReader in) {
    int[] policies = new int[in.count()];
    long[] lastAt = new long[policies.length];
    for (int i = 0; i < policies.length; i++) {
      policies[i] = in.integer();
      lastAt[i] = readInstant(in);
    }
    return new Cooldowns(policies, lastAt);
  }

  /** Instants in whole minutes, as starts of days are, take two bytes less. */
  private static void writeInstant(StateWriter out, long millis) {
    boolean minutes = millis % MINUTE_MILLIS == 0;
    long value = minutes ? millis / MINUTE_MILLIS : millis;
    out.signed(value << 1 | (minutes ? 1 : 0));
  }

  private static long readInstant(StateReader in) {
    long coded = in.signed();
    return (coded & 1) == 1 ? (coded >> 1) * MINUTE_MILLIS : coded >> 1;
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

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
