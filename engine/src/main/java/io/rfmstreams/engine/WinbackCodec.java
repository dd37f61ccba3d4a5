package io.rfmstreams.engine;

import io.rfmstreams.engine.Profile.Said;
import io.rfmstreams.engine.Winback.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The stored form of a member's profile and of what is remembered for win-back, parts of its state's.
 * Instants of a profile are stored as differences, since mostly one event says it all.
 */
final class WinbackCodec {
  private static final int HELD_OUT = 1;
  private static final int EARLY = 1 << 1;

  /** Attributes by their number in the stored form, which never changes. */
  private static final List<String> ATTRIBUTES =
      List.of(Profile.CONSENT, Profile.CHANNEL_PREFERRED, Profile.LOCALE, Profile.ZONE);

  /** Instead of a number: consent for a channel, whose name follows. */
  private static final int CHANNEL = 4;

  private WinbackCodec() {}

  static void write(StateWriter out, Profile profile) {
    out.number(profile.said().size());
    long before = 0;
    for (Map.Entry<String, Said> attribute : profile.said().entrySet()) {
      String name = attribute.getKey();
      Said said = attribute.getValue();
      int known = ATTRIBUTES.indexOf(name);
      out.oneByte(known < 0 ? CHANNEL : known);
      if (known < 0) {
        out.text(name.substring(Profile.CHANNEL_PREFIX.length()));
      }
      if (Profile.isConsent(name)) {
        out.oneByte(said.value().equals(Profile.YES) ? 1 : 0);
      } else {
        out.text(said.value());
      }
      out.signed(said.at() - before);
      before = said.at();
    }
  }

  static Profile readProfile(StateReader in) {
    TreeMap<String, Said> attributes = new TreeMap<>();
    long before = 0;
    for (int left = in.count(); left > 0; left--) {
      int known = in.oneByte();
      if (known > CHANNEL) {
        throw in.damaged();
      }
      String name = known == CHANNEL ? Profile.CHANNEL_PREFIX + in.text() : ATTRIBUTES.get(known);
      String value =
          Profile.isConsent(name) ? (in.oneByte() == 1 ? Profile.YES : Profile.NO) : in.text();
      before += in.signed();
      attributes.put(name, new Said(value, before));
    }
    return new Profile(attributes);
  }

  static void write(StateWriter out, Winback winback) {
    write(out, winback.cooldowns());
    write(out, winback.lastEvents());
    out.number(winback.live().size());
    for (Live live : winback.live()) {
      out.number(live.version());
      out.number(live.policy());
      out.number(
          (long) live.axis() << 2 | (live.heldOut() ? HELD_OUT : 0) | (live.early() ? EARLY : 0));
      out.number((long) live.from() - Live.GONE);
      if (live.goneFrom() != null) {
        out.text(live.goneFrom());
      }
      out.number(live.to());
      out.number(live.sequence());
      out.instant(live.effectiveAt());
      out.signed(live.episode());
    }
  }

  static Winback readWinback(StateReader in) {
    Numbered cooldowns = readNumbered(in);
    Numbered lastEvents = readNumbered(in);
    int count = in.count();
    List<Live> live = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      int version = in.integer();
      int policy = in.integer();
      int axis = in.integer();
      int from = in.integer() + Live.GONE;
      live.add(
          new Live(
              version,
              policy,
              axis >> 2,
              from,
              from == Live.GONE ? in.text() : null,
              in.integer(),
              in.number(),
              in.instant(),
              in.differenceFrom(0),
              (axis & HELD_OUT) != 0,
              (axis & EARLY) != 0));
    }
    return new Winback(cooldowns, lastEvents, live);
  }

  private static void write(StateWriter out, Numbered numbered) {
    out.number(numbered.numbers().length);
    for (int i = 0; i < numbered.numbers().length; i++) {
      out.number(numbered.numbers()[i]);
      out.instant(numbered.instants()[i]);
    }
  }

  private static Numbered readNumbered(StateReader in) {
    int[] numbers = new int[in.count()];
    long[] instants = new long[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = in.integer();
      instants[i] = in.instant();
    }
    return new Numbered(numbers, instants);
  }
}
