package io.rfmstreams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What must hold whatever the log; over hostile ones, every second with a memory that overflows. */
class ReferenceLawsTest {

  private record Case(HostileLogs logs, RuleParameters rules) {

    Reference read() {
      return Reference.ofPlayed(logs.lines(), logs.lastDay(), rules);
    }

    List<JournalEntry> journal() {
      return Player.play(logs.lines(), logs.lastDay(), rules.zone());
    }
  }

  static LongStream seeds() {
    return LongStream.rangeClosed(1, 30);
  }

  static Stream<Case> cases() {
    return seeds().mapToObj(seed -> overflowing(seed % 2 == 0, HostileLogs.seeded(seed)));
  }

  static Stream<Case> casesWithoutErasures() {
    return seeds()
        .mapToObj(seed -> overflowing(seed % 2 == 0, HostileLogs.seeded(seed).withErasures(false)));
  }

  private static Case overflowing(boolean busy, HostileLogs logs) {
    RuleParameters rules = RuleParameters.defaultRetail().withZone(logs.zone());
    return new Case(logs.withBusyMembers(busy), busy ? rules.withMemory(6, 4) : rules);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void foldedTransitionsAreTheSegments_afterEveryPrefixThatEndsInATick(Case one) {
    List<JournalEntry> journal = one.journal();
    LocalDays days = new LocalDays(one.rules().zone());
    for (int end = 1; end <= journal.size(); end += 1 + journal.size() / 12) {
      int length = Math.min(nextTick(journal, end) + 1, journal.size());
      if (!(journal.get(length - 1) instanceof JournalEntry.Tick tick)) {
        continue;
      }
      LocalDate today = days.latestBegunBy(tick.at());
      Reference reference = Reference.of(journal.subList(0, length), one.rules());
      SortedMap<String, Map<Axis, String>> folded = Reference.fold(reference.transitions());

      assertThat(folded.keySet()).containsExactlyElementsOf(reference.memberIds());
      folded.forEach(
          (memberId, segments) ->
              assertThat(segments)
                  .isEqualTo(reference.picture(memberId, today).orElseThrow().segments()));
    }
  }

  private static int nextTick(List<JournalEntry> journal, int from) {
    int position = from;
    while (position < journal.size() && !(journal.get(position) instanceof JournalEntry.Tick)) {
      position++;
    }
    return position;
  }

  @ParameterizedTest
  @MethodSource("cases")
  void picturesAfterAPosition_areThoseOfThePrefixAlone(Case one) {
    List<JournalEntry> journal = one.journal();
    Reference whole = Reference.of(journal, one.rules());
    for (int end = 1; end <= journal.size(); end += 1 + journal.size() / 10) {
      Reference prefix = Reference.of(journal.subList(0, end), one.rules());
      assertThat(whole.picturesAfter(end - 1, one.logs().lastDay()))
          .isEqualTo(prefix.picturesAfter(end - 1, one.logs().lastDay()));
      assertThat(whole.transitions()).containsAll(prefix.transitions());
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sequencesHaveNoGapsAndTimesNeverFall_perMember(Case one) {
    Reference reference = one.read();
    for (String memberId : reference.memberIds()) {
      long sequence = 0;
      Instant effective = Instant.MIN;
      Instant detected = Instant.MIN;
      for (Transition transition : reference.transitions(memberId)) {
        assertThat(transition.sequence()).isEqualTo(++sequence);
        assertThat(transition.effectiveAt()).isAfterOrEqualTo(effective);
        assertThat(transition.detectedAt())
            .isAfterOrEqualTo(transition.effectiveAt())
            .isAfterOrEqualTo(detected);
        assertThat(transition.to()).isNotEqualTo(transition.from());
        effective = transition.effectiveAt();
        detected = transition.detectedAt();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("casesWithoutErasures")
  void moneyInIsMoneyInTheMembers_exceptWhatWaitsAndExceeds(Case one) {
    Reference reference = one.read();
    List<Fate> fates = reference.fates();
    long in = 0;
    for (int n = 0; n < fates.size(); n++) {
      LogLine line = reference.lines().get(n);
      if (fates.get(n) == Fate.ACCEPTED && line.isMoney()) {
        in += line.isPurchase() ? line.requireAmountMinor() : -line.requireAmountMinor();
      }
    }
    long held = 0;
    for (Reference.Member member : reference.members(one.logs().lastDay())) {
      Facts facts = reference.facts(member.memberId()).orElseThrow();
      held +=
          member.picture().lifetimeMonetaryMinor()
              - facts.waitingMinor()
              - facts.lapsedMinor()
              - facts.excessMinor();
    }
    assertThat(in).isEqualTo(held);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void orderAndItsFullRefundLeaveNoTrace_whereverTheyCome(long seed) {
    HostileLogs logs = HostileLogs.seeded(seed).withErasures(false);
    RuleParameters rules = RuleParameters.defaultRetail().withZone(logs.zone());
    List<LogLine> without = logs.lines();
    Random random = new Random(seed);
    LogLine like = without.get(random.nextInt(without.size()));
    LogLine purchase = money(like, "purchase", 90_000L);
    LogLine refund = money(like, "refund", 90_000L + random.nextInt(2));
    List<LogLine> with = new ArrayList<>(without);
    with.add(random.nextInt(with.size() + 1), purchase);
    with.add(random.nextInt(with.size() + 1), refund);

    assertThat(pictures(with, logs, rules)).isEqualTo(pictures(without, logs, rules));
  }

  private static LogLine money(LogLine like, String type, long amountMinor) {
    return new LogLine(
        "reversed " + type,
        like.memberId(),
        type,
        like.occurredAt(),
        amountMinor,
        "CNY",
        "reversed order",
        null,
        Map.of());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void figuresDoNotDependOnTheOrderOfTheLog_whereNothingIsTwiceOrForgotten(long seed) {
    HostileLogs logs =
        HostileLogs.seeded(seed).withErasures(false).ordered(HostileLogs.Ordering.IN_ORDER);
    RuleParameters rules = RuleParameters.defaultRetail().withZone(logs.zone());
    Set<List<Object>> ids = new HashSet<>();
    List<LogLine> inOrder =
        logs.lines().stream()
            .filter(line -> ids.add(List.of(line.memberId(), line.isMoney(), line.eventId())))
            .toList();
    List<LogLine> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(pictures(shuffled, logs, rules)).isEqualTo(pictures(inOrder, logs, rules));
    assertThat(orders(shuffled, logs, rules)).isEqualTo(orders(inOrder, logs, rules));
  }

  /** Everybody's orders, those of one instant as a set. */
  private static Map<String, Set<Facts.Order>> orders(
      List<LogLine> lines, HostileLogs logs, RuleParameters rules) {
    Reference reference = Reference.ofPlayed(lines, logs.lastDay(), rules);
    Map<String, Set<Facts.Order>> orders = new TreeMap<>();
    for (String memberId : reference.memberIds()) {
      orders.put(memberId, Set.copyOf(reference.facts(memberId).orElseThrow().orders()));
    }
    return orders;
  }

  private static SortedMap<String, Picture> pictures(
      List<LogLine> lines, HostileLogs logs, RuleParameters rules) {
    Reference reference = Reference.ofPlayed(lines, logs.lastDay(), rules);
    return reference.picturesAfter(reference.journal().size(), logs.lastDay());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void ticksDecideOnlyWhenAMoveIsSeen_inALogInOrder(long seed) {
    HostileLogs logs = HostileLogs.seeded(seed).ordered(HostileLogs.Ordering.IN_ORDER);
    RuleParameters rules = RuleParameters.defaultRetail().withZone(logs.zone());
    List<JournalEntry> everyTick = Player.play(logs.lines(), logs.lastDay(), rules.zone());
    List<JournalEntry> lastTickOnly = new ArrayList<>(everyTick);
    lastTickOnly.removeIf(JournalEntry.Tick.class::isInstance);
    lastTickOnly.add(new JournalEntry.Tick(new LocalDays(logs.zone()).startOf(logs.lastDay())));

    assertThat(undetected(Reference.of(lastTickOnly, rules)))
        .isEqualTo(undetected(Reference.of(everyTick, rules)));
  }

  private static Map<String, List<String>> undetected(Reference reference) {
    Map<String, List<String>> moves = new TreeMap<>();
    for (String memberId : reference.memberIds()) {
      moves.put(memberId, Story.told(reference.transitions(memberId)));
    }
    return moves;
  }
}
