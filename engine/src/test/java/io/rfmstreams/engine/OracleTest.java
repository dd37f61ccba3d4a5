package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.Axis;
import io.rfmstreams.oracle.Facts;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import io.rfmstreams.oracle.MemberIds;
import io.rfmstreams.oracle.Picture;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.oracle.Reference;
import io.rfmstreams.oracle.RuleParameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/**
 * Laws 1, 2, 5 and 6 against the oracle, which computes everything from scratch: on logs with
 * duplicates, refunds of every kind, late and shuffled lines, odd zones and small memories.
 */
class OracleTest {

  private static final Comparator<Transition> BY_MEMBER =
      Comparator.comparing(Transition::memberId, MemberIds.ORDER)
          .thenComparing(Transition::sequence);

  @Property(tries = 400, seed = "1")
  @Tag("long")
  void everyTransitionAndFate_asTheReferenceHasThem(@ForAll @LongRange(min = 0) long seed) {
    Scenario scenario = Scenario.seeded(seed);
    Reference reference = Reference.of(scenario.journal, scenario.parameters);
    Played played = Played.of(scenario.journal, scenario.rules);
    assertSame(reference, played);
  }

  @Property(tries = 100, seed = "2")
  @Tag("long")
  void everyPrefixEndingInATick_asABatchOverItSays(@ForAll @LongRange(min = 0) long seed) {
    Scenario scenario = Scenario.seeded(seed);
    Reference reference = Reference.of(scenario.journal, scenario.parameters);
    Played played = new Played(scenario.rules, new MemoryStores());
    SplittableRandom random = new SplittableRandom(seed);
    for (int position = 0; position < scenario.journal.size(); position++) {
      JournalEntry entry = scenario.journal.get(position);
      played.read(entry, Integer.MAX_VALUE);
      if (entry instanceof JournalEntry.Tick tick && random.nextInt(20) == 0) {
        LocalDate asOf =
            LocalDate.ofEpochDay(scenario.rules.calendar().asOfDay(tick.at().toEpochMilli()));
        assertPictures(reference.picturesAfter(position, asOf), played, asOf);
      }
    }
  }

  /** All that churn detectors look at. */
  @Property(tries = 150, seed = "5")
  @Tag("long")
  void orderDaysAndLastCategory_asTheReferenceHasThem(@ForAll @LongRange(min = 0) long seed) {
    Scenario scenario = Scenario.seeded(seed);
    Reference reference = Reference.of(scenario.journal, scenario.parameters);
    Played played = new Played(scenario.rules, new StoredStores());
    for (int position = 0; position < scenario.journal.size(); position++) {
      JournalEntry entry = scenario.journal.get(position);
      played.read(entry, Integer.MAX_VALUE);
      if (entry instanceof JournalEntry.Event event) {
        String memberId = event.line().memberId();
        reference
            .factsAfter(memberId, position)
            .ifPresent(facts -> assertOrderDays(facts, played.stores.member(memberId)));
      }
    }
  }

  private static void assertOrderDays(Facts facts, MemberState state) {
    OrderDays actual = state.purchases().history().orderDays();
    Comparator<Facts.Order> lastFirst =
        Comparator.comparing(Facts.Order::at)
            .thenComparing(order -> Optional.ofNullable(order.category()).orElse(""));
    assertThat(actual.toString())
        .isEqualTo(
            OrderDays.of(
                    facts.orderDays().stream().mapToInt(day -> (int) day.toEpochDay()),
                    facts.orders().stream().max(lastFirst).map(Facts.Order::category).orElse(null))
                .toString());
  }

  @Property(tries = 150, seed = "3")
  @Tag("long")
  void slicesAndStoredForms_doNotShow(@ForAll @LongRange(min = 0) long seed) {
    Scenario scenario = Scenario.seeded(seed);
    Played whole = Played.of(scenario.journal, scenario.rules);
    SplittableRandom random = new SplittableRandom(seed);
    StoredStores stores = new StoredStores();
    Played sliced = new Played(scenario.rules, stores);
    for (JournalEntry entry : scenario.journal) {
      sliced.read(entry, random.nextInt(4));
      if (random.nextInt(50) == 0) {
        sliced = sliced.restarted();
      }
    }
    sliced.drain(Integer.MAX_VALUE);
    assertThat(sorted(sliced.transitions)).isEqualTo(sorted(whole.transitions));
    assertThat(sliced.fates).isEqualTo(whole.fates);
    assertThat(sliced.pictures).isEqualTo(whole.pictures);
    assertThat(stores.ledger()).isEqualTo(whole.stores.ledger());
    assertThat(stores.ledger().received()).isEqualTo(scenario.journal.size());
  }

  @Property(tries = 150, seed = "4")
  @Tag("long")
  void transitionsAreGaplessInOrderAndFoldToTheSegments(@ForAll @LongRange(min = 0) long seed) {
    Scenario scenario = Scenario.seeded(seed);
    assertGaplessAndFolding(Played.of(scenario.journal, scenario.rules));
  }

  /** Law 5, for what a reader of the transitions got. */
  static void assertGaplessAndFolding(Played played) {
    Map<String, Transition> last = new TreeMap<>();
    Map<String, Map<String, String>> folded = new TreeMap<>();
    for (Transition transition : played.transitions) {
      Transition before = last.put(transition.memberId(), transition);
      assertThat(transition.sequence()).isEqualTo(before == null ? 1 : before.sequence() + 1);
      if (before != null) {
        assertThat(transition.effectiveAt()).isAfterOrEqualTo(before.effectiveAt());
      }
      assertThat(transition.detectedAt()).isAfterOrEqualTo(transition.effectiveAt());
      String was =
          folded
              .computeIfAbsent(transition.memberId(), id -> new TreeMap<>())
              .put(transition.axis(), transition.to());
      assertThat(transition.from()).isEqualTo(was);
    }
    played
        .stores
        .members()
        .forEach(
            (memberId, state) ->
                assertThat(segments(state, memberId, played.rules))
                    .isEqualTo(folded.get(memberId)));
  }

  private static Map<String, String> segments(MemberState state, String id, RuleBook rules) {
    LocalDate day = LocalDate.ofEpochDay(rules.calendar().asOfDay(state.standsAt()));
    return new Lifecycle().picture(state, id, day, rules).segments();
  }

  static void assertSame(Reference reference, Played played) {
    assertThat(played.fates.stream().map(OracleTest::fate).toList()).isEqualTo(reference.fates());
    List<String> expected = reference.transitions().stream().map(OracleTest::text).toList();
    List<String> actual = sorted(played.transitions).stream().map(OracleTest::text).toList();
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i))
          .as("transition %d of %d", i, expected.size())
          .isEqualTo(expected.get(i));
    }
    assertThat(actual).hasSameSizeAs(expected);
  }

  static io.rfmstreams.oracle.Fate fate(Fate fate) {
    Rejection rejection = fate.rejection();
    if (rejection == null) {
      return io.rfmstreams.oracle.Fate.valueOf(fate.kind().name());
    }
    return io.rfmstreams.oracle.Fate.valueOf(rejection.reason().name());
  }

  static List<Transition> sorted(List<Transition> transitions) {
    List<Transition> sorted = new ArrayList<>(transitions);
    sorted.sort(BY_MEMBER);
    return sorted;
  }

  static String text(io.rfmstreams.oracle.Transition t) {
    return "%s #%d %s %s->%s %s %s %s %s=>%s %s"
        .formatted(
            t.memberId(),
            t.sequence(),
            t.axis().label(),
            t.from(),
            t.to(),
            t.cause(),
            t.effectiveAt(),
            t.detectedAt(),
            text(t.before()),
            text(t.after()),
            t.eventId());
  }

  static String text(Transition t) {
    return "%s #%d %s %s->%s %s %s %s %s=>%s %s"
        .formatted(
            t.memberId(),
            t.sequence(),
            t.axis(),
            t.from(),
            t.to(),
            t.cause(),
            t.effectiveAt(),
            t.detectedAt(),
            text(t.before()),
            text(t.after()),
            t.eventId());
  }

  private static String text(io.rfmstreams.oracle.@Nullable Figures figures) {
    if (figures == null) {
      return "-";
    }
    String sums = figures.frequency() + "/" + figures.monetaryMinor();
    return figures.r() == null
        ? sums
        : figures.recencyDays() + "/" + sums + "/" + figures.r() + figures.f() + figures.m();
  }

  private static String text(@Nullable RfmValues figures) {
    if (figures == null) {
      return "-";
    }
    String sums = figures.frequency() + "/" + figures.monetaryMinor();
    return figures.hasOrder()
        ? figures.recencyDays() + "/" + sums + "/" + figures.r() + figures.f() + figures.m()
        : sums;
  }

  static void assertPictures(SortedMap<String, Picture> expected, Played played, LocalDate asOf) {
    Map<String, String> actual = new TreeMap<>();
    played
        .stores
        .members()
        .forEach(
            (memberId, state) -> {
              if (!state.isForgotten()) {
                MemberPicture picture =
                    new Lifecycle().picture(state, memberId, asOf, played.rules);
                actual.put(
                    memberId,
                    text(picture.rfm())
                        + picture.firstPurchaseAt()
                        + picture.lastPurchaseAt()
                        + picture.lifetimeOrders()
                        + "/"
                        + picture.lifetimeMinor()
                        + new TreeMap<>(picture.segments()));
              }
            });
    Map<String, String> wanted = new TreeMap<>();
    expected.forEach(
        (memberId, picture) -> {
          Map<String, String> segments = new TreeMap<>();
          for (Axis axis : Axis.values()) {
            segments.put(axis.label(), picture.segment(axis));
          }
          wanted.put(
              memberId,
              text(picture.figures())
                  + picture.firstPurchaseAt()
                  + picture.lastPurchaseAt()
                  + picture.lifetimeOrders()
                  + "/"
                  + picture.lifetimeMonetaryMinor()
                  + segments);
        });
    assertThat(actual).isEqualTo(wanted);
  }

  /** A generated log and the rules to read it under. */
  record Scenario(RuleParameters parameters, RuleBook rules, List<JournalEntry> journal) {

    static Scenario seeded(long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      HostileLogs logs = HostileLogs.seeded(seed).withMembers(4).withEventsPerMember(30);
      if (random.nextInt(10) == 0) {
        logs = logs.in(HostileLogs.DAY_BEFORE_COMES_AGAIN);
      }
      boolean small = random.nextBoolean();
      logs = logs.withBusyMembers(small && random.nextBoolean());
      RuleParameters parameters =
          (random.nextBoolean() ? RuleParameters.defaultRetail() : RuleParameters.retailDemo())
              .withZone(logs.zone())
              .withCurrency(java.util.Currency.getInstance("CNY"));
      parameters =
          switch (random.nextInt(4)) {
            case 0 -> parameters.withWindowDays(1);
            case 1 -> parameters.withWindowDays(null);
            case 2 -> parameters.withWindowDays(90);
            default -> parameters;
          };
      if (small) {
        parameters = parameters.withMemory(1 + random.nextInt(8), 1 + random.nextInt(4));
      }
      List<LogLine> lines = logs.lines();
      LocalDate asOf = logs.lastDay().plusDays(random.nextInt(500));
      return new Scenario(
          parameters, DefaultRules.book(parameters), Player.play(lines, asOf, parameters.zone()));
    }
  }
}
