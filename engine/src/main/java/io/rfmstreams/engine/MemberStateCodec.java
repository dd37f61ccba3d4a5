package io.rfmstreams.engine;

import io.rfmstreams.engine.MemberState.Published;

/**
 * The stored form of a member's state: its first byte is the form's version, the rest numbers of
 * variable length.
 */
public final class MemberStateCodec {

  /** The version this writer writes. */
  public static final int VERSION = 3;

  private static final int FORGOTTEN = 1;
  private static final int ERASED = 1 << 1;
  private static final int OTHERS = 1 << 2;
  private static final int WINBACK = 1 << 3;
  private static final int DEADLINE = 1 << 4;
  private static final int ARMED = 1 << 5;
  private static final int PROFILE = 1 << 6;

  private MemberStateCodec() {}

  /** The stored form of a known member's state. */
  public static byte[] encode(MemberState state) {
    StateWriter out = new StateWriter();
    out.oneByte(VERSION);
    out.oneByte(
        flag(state.isForgotten(), FORGOTTEN)
            | flag(state.erasedAt() != MemberState.NEVER_ERASED, ERASED)
            | flag(state.others() != OtherEvents.NONE, OTHERS)
            | flag(!state.winback().isNone(), WINBACK)
            | flag(state.profile() != Profile.NONE, PROFILE)
            | flag(state.deadline() != ZoneCalendar.NEVER, DEADLINE)
            | flag(state.armedFor() != ZoneCalendar.NEVER, ARMED));
    writePublished(out, state.published());
    out.instant(state.standsAt());
    if (state.deadline() != ZoneCalendar.NEVER) {
      out.signed(state.deadline());
    }
    if (state.armedFor() != ZoneCalendar.NEVER) {
      int base = state.deadline() == ZoneCalendar.NEVER ? 0 : state.deadline();
      out.signed((long) state.armedFor() - base);
    }
    if (state.erasedAt() != MemberState.NEVER_ERASED) {
      out.instant(state.erasedAt());
    }
    PurchasesCodec.write(out, state.purchases());
    if (state.others() != OtherEvents.NONE) {
      writeOthers(out, state.others());
    }
    if (state.profile() != Profile.NONE) {
      WinbackCodec.write(out, state.profile());
    }
    if (!state.winback().isNone()) {
      WinbackCodec.write(out, state.winback());
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
    long standsAt = in.instant();
    int deadline = has(flags, DEADLINE) ? in.differenceFrom(0) : ZoneCalendar.NEVER;
    int armedBase = deadline == ZoneCalendar.NEVER ? 0 : deadline;
    int armedFor = has(flags, ARMED) ? in.differenceFrom(armedBase) : ZoneCalendar.NEVER;
    long erasedAt = has(flags, ERASED) ? in.instant() : MemberState.NEVER_ERASED;
    Purchases purchases = PurchasesCodec.read(in);
    OtherEvents others = has(flags, OTHERS) ? readOthers(in) : OtherEvents.NONE;
    Profile profile = has(flags, PROFILE) ? WinbackCodec.readProfile(in) : Profile.NONE;
    Winback winback = has(flags, WINBACK) ? WinbackCodec.readWinback(in) : Winback.NONE;
    in.requireEnd();
    return new MemberState(
        standsAt,
        deadline,
        armedFor,
        published,
        new Facts(purchases, others, profile, erasedAt, has(flags, FORGOTTEN)),
        winback);
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

  private static void writeOthers(StateWriter out, OtherEvents others) {
    out.number(others.closedDay() == EvictedSums.NO_DAY ? 0 : 1);
    if (others.closedDay() != EvictedSums.NO_DAY) {
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
    int closedDay = in.number() == 0 ? EvictedSums.NO_DAY : in.differenceFrom(0);
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

  private static int flag(boolean set, int flag) {
    return set ? flag : 0;
  }

  private static boolean has(int flags, int flag) {
    return (flags & flag) != 0;
  }
}
