package io.rfmstreams.engine;

import io.rfmstreams.engine.Entry.Kept;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** States of members of every shape the engine can hold, and some it would not come to. */
final class RandomStates {
  private static final long LATEST_MILLIS = EventCheck.LATEST.toEpochMilli();
  private static final int LATEST_DAY = (int) (LATEST_MILLIS / 86_400_000L);

  private final SplittableRandom random;

  RandomStates(SplittableRandom random) {
    this.random = random;
  }

  MemberState next() {
    Purchases purchases = random.nextInt(5) == 0 ? Purchases.NONE : purchases();
    return new MemberState(
        instant(),
        dayOrNever(),
        dayOrNever(),
        published(),
        facts(purchases),
        random.nextBoolean() ? Winback.NONE : winback());
  }

  private Facts facts(Purchases purchases) {
    OtherEvents others = random.nextBoolean() ? OtherEvents.NONE : others();
    long erasedAt = random.nextInt(4) == 0 ? instant() : MemberState.NEVER_ERASED;
    boolean forgotten = random.nextInt(4) == 0;
    Profile profile = random.nextBoolean() ? Profile.NONE : profile();
    return new Facts(purchases, others, profile, erasedAt, forgotten);
  }

  /** All of a state as text; of log order only what matters, which is who came first. */
  static String text(MemberState state) {
    List<Kept> all = new ArrayList<>();
    for (Entry entry : state.purchases().entries()) {
      all.addAll(List.of(entry.kept()));
    }
    int[] ordinals = all.stream().mapToInt(Kept::ordinal).sorted().toArray();
    StringBuilder text = new StringBuilder();
    for (Entry e : state.purchases().entries()) {
      text.append(
          "%s %s %d %d %s %d %d %s\n"
              .formatted(
                  e.kind(),
                  e.orderId(),
                  e.day(),
                  e.at(),
                  e.category(),
                  e.amount(),
                  e.refunded(),
                  e.refundNamed()));
      for (Kept k : e.kept()) {
        int place = Arrays.binarySearch(ordinals, k.ordinal());
        text.append("  #%d %s\n".formatted(place, k.withOrdinal(0)));
      }
    }
    EvictedSums d = state.purchases().evicted();
    MemberState.Published p = state.published();
    return text.append(
            "kept %d, departed %s %d %s %s %s %d %d %d %d %s %s %d %d\n"
                .formatted(
                    state.purchases().keptEvents(),
                    d.any(),
                    d.closedDay(),
                    Arrays.toString(d.days()),
                    Arrays.toString(d.orders()),
                    Arrays.toString(d.net()),
                    d.lifetimeOrders(),
                    d.lifetimeMinor(),
                    d.firstAt(),
                    d.lastAt(),
                    d.lastCategory(),
                    Arrays.toString(d.daysBeforeSums()),
                    d.excessMinor(),
                    d.lapsedMinor()))
        .append(
            "others %s %s %d, profile %s, win-back %s %s %s\n"
                .formatted(
                    Arrays.toString(state.others().ids()),
                    Arrays.toString(state.others().days()),
                    state.others().closedDay(),
                    state.profile().said(),
                    text(state.winback().cooldowns()),
                    text(state.winback().lastEvents()),
                    state.winback().live()))
        .append(
            "stands %d, deadline %d, armed %d, erased %d %s, published %d v%d %s %d%d%d"
                .formatted(
                    state.standsAt(),
                    state.deadline(),
                    state.armedFor(),
                    state.erasedAt(),
                    state.isForgotten(),
                    p.sequence(),
                    p.version(),
                    Arrays.toString(p.segments()),
                    p.r(),
                    p.f(),
                    p.m()))
        .toString();
  }

  private static String text(Numbered numbered) {
    return Arrays.toString(numbered.numbers()) + Arrays.toString(numbered.instants());
  }

  private MemberState.Published published() {
    return new MemberState.Published(
        random.nextLong(1L << random.nextInt(1, 63)),
        random.nextInt(300),
        random.ints(random.nextInt(6), 0, 200).toArray(),
        random.nextInt(6),
        random.nextInt(6),
        random.nextInt(6));
  }

  private Purchases purchases() {
    int number = random.nextInt(1, 12);
    int[] days = days(number);
    List<Entry> entries = new ArrayList<>();
    int events = 0;
    boolean inOrder = random.nextBoolean();
    for (int day : days) {
      Entry.Kind kind = Entry.Kind.values()[random.nextInt(3)];
      boolean several = kind != Entry.Kind.UNNAMED_REFUND && random.nextInt(3) == 0;
      Kept[] kept = new Kept[several ? random.nextInt(1, 5) : 1];
      Id first = id();
      Id named =
          kind != Entry.Kind.WAITING && random.nextBoolean()
              ? null
              : random.nextBoolean() ? first : id();
      long at = at(day);
      long refunded = 0;
      for (int i = 0; i < kept.length; i++) {
        boolean plain = kind == Entry.Kind.ORDER && random.nextBoolean();
        int ownDay = plain || random.nextBoolean() ? day : Math.max(0, day + nearby());
        boolean refund = kind != Entry.Kind.ORDER || (!plain && random.nextInt(3) == 0);
        long bought = plain ? at : at(ownDay);
        int ordinal = inOrder ? events : number * 10 - events;
        Id eventId = i == 0 ? first : id();
        kept[i] = new Kept(eventId, refund, amount(), named, refund ? 0 : bought, ownDay, ordinal);
        refunded += kind == Entry.Kind.WAITING ? kept[i].amount() : 0;
        events++;
      }
      boolean refundNamed =
          kind == Entry.Kind.WAITING || (kind == Entry.Kind.ORDER && random.nextInt(3) == 0);
      if (kind == Entry.Kind.ORDER && refundNamed) {
        refunded = amount();
      }
      boolean theEventsOwn = kind == Entry.Kind.UNNAMED_REFUND || random.nextBoolean();
      long amount = theEventsOwn ? kept[0].amount() : amount();
      entries.add(
          new Entry(
              kind,
              kind == Entry.Kind.UNNAMED_REFUND ? null : named,
              day,
              kind == Entry.Kind.ORDER ? at : 0,
              kind == Entry.Kind.ORDER ? category() : null,
              kind == Entry.Kind.WAITING ? 0 : amount,
              refunded,
              refundNamed,
              kept));
    }
    EvictedSums evicted = random.nextBoolean() ? EvictedSums.NONE : evicted();
    return new Purchases(entries.toArray(Entry[]::new), events, number * 10 + 1, evicted);
  }

  private EvictedSums evicted() {
    int number = random.nextInt(6);
    boolean orders = random.nextBoolean();
    return new EvictedSums(
        true,
        random.nextInt(LATEST_DAY),
        days(number),
        random.ints(number, 0, 50).toArray(),
        random.longs(number, -1_000_000, 1_000_000).toArray(),
        orders ? random.nextInt(1, 1_000_000) : 0,
        random.nextLong() >> random.nextInt(1, 60),
        orders ? instant() : Long.MAX_VALUE,
        orders ? instant() : Long.MIN_VALUE,
        orders ? category() : null,
        days(random.nextInt(4)),
        amount(),
        amount());
  }

  private OtherEvents others() {
    int number = random.nextInt(1, 10);
    Id[] ids = new Id[number];
    Arrays.setAll(ids, i -> id());
    return new OtherEvents(
        ids, days(number), random.nextBoolean() ? EvictedSums.NO_DAY : random.nextInt(LATEST_DAY));
  }

  private Profile profile() {
    TreeMap<String, Profile.Said> said = new TreeMap<>();
    for (String attribute :
        List.of("consent", "consent.email", "consent.sms", "channel.preferred", "locale", "zone")) {
      if (random.nextBoolean()) {
        String value = Profile.isConsent(attribute) ? "yes" : idText(random);
        said.put(attribute, new Profile.Said(random.nextInt(3) == 0 ? "no" : value, instant()));
      }
    }
    return said.isEmpty() ? Profile.NONE : new Profile(said);
  }

  private Winback winback() {
    List<Winback.Live> live = new ArrayList<>();
    for (int left = random.nextInt(4); left > 0; left--) {
      int from = random.nextInt(Winback.Live.GONE, 200);
      live.add(
          new Winback.Live(
              random.nextInt(300),
              random.nextInt(64),
              random.nextInt(20),
              from,
              from == Winback.Live.GONE ? idText(random) : null,
              random.nextInt(200),
              random.nextLong(1L << random.nextInt(1, 40)),
              instant(),
              random.nextInt(LATEST_DAY),
              random.nextBoolean(),
              random.nextBoolean()));
    }
    return new Winback(numbered(), numbered(), live);
  }

  private Numbered numbered() {
    int number = random.nextInt(4);
    int[] numbers = random.ints(number, 0, 500).sorted().distinct().toArray();
    return numbers.length == 0
        ? Numbered.NONE
        : new Numbered(numbers, random.longs(numbers.length, 0, LATEST_MILLIS).toArray());
  }

  private int nearby() {
    return random.nextInt(-400, 400);
  }

  private int[] days(int number) {
    return random.ints(number, 0, LATEST_DAY).sorted().toArray();
  }

  private int dayOrNever() {
    return random.nextInt(4) == 0 ? ZoneCalendar.NEVER : random.nextInt(LATEST_DAY);
  }

  /** Somewhere on that day in some zone. */
  private long at(int day) {
    long minutes = random.nextInt(-14 * 60, 38 * 60);
    long exact = random.nextBoolean() ? 0 : random.nextInt(60_000);
    return day * 86_400_000L + minutes * 60_000L + exact;
  }

  private long instant() {
    long millis = random.nextLong(LATEST_MILLIS);
    return random.nextBoolean() ? millis : millis / 60_000 * 60_000;
  }

  private long amount() {
    return random.nextInt(8) == 0
        ? EventCheck.LARGEST_AMOUNT_MINOR
        : random.nextLong(1L << random.nextInt(1, 36));
  }

  private @Nullable String category() {
    return random.nextBoolean() ? null : idText(new SplittableRandom(random.nextInt(3)));
  }

  private Id id() {
    return Id.of(idText(random));
  }

  static String idText(SplittableRandom random) {
    return switch (random.nextInt(5)) {
      case 0 -> new UUID(random.nextLong(), random.nextLong()).toString();
      case 1 -> Long.toString(random.nextLong(1_000_000_000_000_000_000L));
      case 2 -> Integer.toString(random.nextInt(300));
      case 3 -> "é".repeat(random.nextInt(1, 127));
      default -> "order-" + random.nextInt(1_000);
    };
  }
}
