package io.rfmstreams.engine;

import static io.rfmstreams.oracle.RuleParameters.defaultRetail;

import io.rfmstreams.oracle.RuleParameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A member's life in plain words, played like a file: each event with the day ticks before it, then
 * what the engine made of it.
 *
 * <p>A moment is a day, then meaning its noon, or a local date and time, or an instant with an
 * offset. Money is in major units. Events are numbered e1, e2, … unless one is named by {@link #id}.
 */
final class Told {

  /** One partition with everybody in it. */
  private static final class Town implements Partition.Output {
    final RuleBook rules;
    final MemoryStores stores = new MemoryStores();
    final FileTicks ticks;
    final Partition partition;
    final Map<String, List<Decision>> decisions = new HashMap<>();

    Town(RuleBook rules) {
      this.rules = rules;
      this.ticks = new FileTicks(rules.calendar());
      this.partition = new Partition(Timeline.of(rules), stores, this);
    }

    void tick(Instant at) {
      partition.tick(at, at.toEpochMilli());
      partition.drain(Integer.MAX_VALUE);
    }

    @Override
    public void decided(String memberId, Decision decision, long causeTimestamp) {
      decisions.computeIfAbsent(memberId, id -> new ArrayList<>()).add(decision);
    }
  }

  private final String memberId;
  private final Town town;
  private final List<Fate> fates = new ArrayList<>();
  private @Nullable String nextId;
  private @Nullable String nextCategory;
  private @Nullable MemberEvent last;
  private int events;

  private Told(String memberId, Town town) {
    this.memberId = memberId;
    this.town = town;
  }

  /** A member nothing is known of, under default-retail. */
  static Told member(String memberId) {
    return member(memberId, defaultRetail());
  }

  static Told member(String memberId, RuleParameters parameters) {
    return member(memberId, DefaultRules.book(parameters));
  }

  static Told member(String memberId, RuleBook rules) {
    return new Told(memberId, new Town(rules));
  }

  /** Another member of the same partition. */
  Told another(String otherId) {
    return new Told(otherId, town);
  }

  /** Names the next event. */
  Told id(String eventId) {
    nextId = eventId;
    return this;
  }

  /** Says what is bought next. */
  Told of(String category) {
    nextCategory = category;
    return this;
  }

  Told bought(String when, String amount) {
    return money("purchase", null, when, amount);
  }

  /** A purchase that is part of an order. */
  Told boughtOn(String order, String when, String amount) {
    return money("purchase", order, when, amount);
  }

  /** A refund that names no order. */
  Told wasRefunded(String when, String amount) {
    return money("refund", null, when, amount);
  }

  Told wasRefundedFor(String order, String when, String amount) {
    return money("refund", order, when, amount);
  }

  Told visited(String when) {
    return did("visit", when);
  }

  Told wasErased(String when) {
    return did("erased", when);
  }

  Told did(String type, String when) {
    return read(event(type, when, null, null, Map.of()));
  }

  /** A profile event that says one thing. */
  Told said(String attribute, String value, String when) {
    return said(Map.of(attribute, value), when);
  }

  Told said(Map<String, String> attributes, String when) {
    return saidBy("profile", attributes, when);
  }

  Told saidBy(String type, Map<String, String> attributes, String when) {
    return read(event(type, when, null, null, attributes));
  }

  /** The last event comes once more, as it was. */
  Told theSameAgain() {
    if (last == null) {
      throw new IllegalStateException("nothing was told yet");
    }
    return read(last);
  }

  /** Ticks and nothing else, up to and including the start of a day. */
  Told nothingUntil(String day) {
    town.ticks.atEnd(LocalDate.parse(day)).forEach(town::tick);
    return this;
  }

  /** One tick at the start of a day, with none for the days before. */
  Told oneTickAt(String day) {
    town.tick(Instant.ofEpochMilli(town.rules.calendar().startOf(epochDay(day))));
    return this;
  }

  private static int epochDay(String day) {
    return (int) LocalDate.parse(day).toEpochDay();
  }

  private Told money(String type, @Nullable String order, String when, String amount) {
    return read(event(type, when, minor(amount), order, Map.of()));
  }

  private MemberEvent event(
      String type,
      String when,
      @Nullable Long minor,
      @Nullable String order,
      Map<String, String> attributes) {
    String id = nextId == null ? "e" + ++events : nextId;
    nextId = null;
    String currency = minor == null ? null : town.rules.deployment().currency().getCurrencyCode();
    String category = nextCategory;
    nextCategory = null;
    return new MemberEvent(
        id, memberId, type, instant(when), minor, currency, order, null, category, attributes);
  }

  private Told read(MemberEvent event) {
    last = event;
    town.ticks.before(event.occurredAt()).forEach(town::tick);
    fates.add(town.partition.event(event, event.occurredAt().toEpochMilli()));
    return this;
  }

  Instant instant(String when) {
    ZoneId zone = town.rules.deployment().zone();
    if (!when.contains("T")) {
      return LocalDate.parse(when).atTime(12, 0).atZone(zone).toInstant();
    }
    return when.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
        ? OffsetDateTime.parse(when).toInstant()
        : LocalDateTime.parse(when).atZone(zone).toInstant();
  }

  static long minor(String amount) {
    return new BigDecimal(amount).movePointRight(2).longValueExact();
  }

  /** What became of each event told here: {@code accepted}, {@code duplicate} or why it was refused. */
  List<String> fates() {
    return fates.stream().map(Told::text).toList();
  }

  String lastFate() {
    return text(fates.get(fates.size() - 1));
  }

  Rejection lastRejection() {
    return Objects.requireNonNull(fates.get(fates.size() - 1).rejection(), "it was refused");
  }

  private static String text(Fate fate) {
    Rejection rejection = fate.rejection();
    return rejection != null
        ? rejection.reason().code()
        : fate.kind() == Fate.Kind.ACCEPTED ? "accepted" : "duplicate";
  }

  MemberState state() {
    return town.stores.member(memberId);
  }

  /** What was bought last. */
  @Nullable String lastCategory() {
    return state().purchases().history().orderDays().lastCategory();
  }

  Ledger ledger() {
    return town.stores.ledger();
  }

  MemberPicture on(String day) {
    return new Lifecycle().picture(state(), memberId, LocalDate.parse(day), town.rules);
  }

  /** Recency in days, orders and money in the window, then R, F and M; for example 3d 1x 12.50 511. */
  String figuresOn(String day) {
    return text(on(day).rfm());
  }

  static String text(RfmValues rfm) {
    String rest =
        rfm.frequency() + "x " + BigDecimal.valueOf(rfm.monetaryMinor(), 2).toPlainString();
    return rfm.hasOrder()
        ? rfm.recencyDays() + "d " + rest + " " + rfm.r() + rfm.f() + rfm.m()
        : "never " + rest;
  }

  @Nullable String segmentOn(String day, String axis) {
    return on(day).segments().get(axis);
  }

  /** The member's transitions. */
  List<Transition> transitions() {
    return decisions().stream().flatMap(decision -> decision.transitions().stream()).toList();
  }

  /** On one axis: segment, cause and local day, for example "at-risk by time on 2026-04-01". */
  List<String> moves(String axis) {
    return transitions().stream()
        .filter(transition -> transition.axis().equals(axis))
        .map(t -> "%s by %s on %s".formatted(t.to(), t.cause(), day(t.effectiveAt())))
        .toList();
  }

  /** The latest transition on an axis. */
  Transition lastMove(String axis) {
    return transitions().stream()
        .filter(transition -> transition.axis().equals(axis))
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalStateException("never moved on " + axis));
  }

  /** What was decided about the member and shows, in order. */
  List<Decision> decisions() {
    return town.decisions.getOrDefault(memberId, List.of());
  }

  List<Trigger> triggers() {
    return signals(Trigger.class);
  }

  List<Cancellation> cancellations() {
    return signals(Cancellation.class);
  }

  private <T extends WinbackSignal> List<T> signals(Class<T> kind) {
    return decisions().stream()
        .flatMap(decision -> decision.signals().stream())
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  /** For example "send on-dormant on 2026-06-30" or "cancel on-dormant moved by purchase on 2026-07-02". */
  List<String> signals() {
    return signals(WinbackSignal.class).stream()
        .map(
            signal ->
                signal instanceof Cancellation c
                    ? "cancel %s %s by %s on %s"
                        .formatted(c.policy(), c.reason().code(), c.cause(), day(c.effectiveAt()))
                    : "send %s on %s"
                        .formatted(((Trigger) signal).policy(), day(signal.effectiveAt())))
        .toList();
  }

  /** The calendar day so many days later. */
  String dayAfter(String day, int days) {
    return LocalDate.parse(day).plusDays(days).toString();
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofEpochDay(town.rules.calendar().asOfDay(at.toEpochMilli()));
  }
}
