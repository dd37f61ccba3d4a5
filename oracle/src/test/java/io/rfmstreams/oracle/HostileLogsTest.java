package io.rfmstreams.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HostileLogsTest {

  @Test
  void givesTheSameLog_forTheSameSeed() {
    assertThat(HostileLogs.seeded(7).lines()).isEqualTo(HostileLogs.seeded(7).lines());
    assertThat(HostileLogs.seeded(7).lines()).isNotEqualTo(HostileLogs.seeded(8).lines());
  }

  @Test
  void liesInOrderOfTime_whenAskedTo() {
    List<LogLine> lines = HostileLogs.seeded(7).ordered(HostileLogs.Ordering.IN_ORDER).lines();

    assertThat(lines).isSortedAccordingTo(Comparator.comparing(LogLine::occurredAt));
  }

  @Test
  void isLateByFortyDaysAtMost_whenLate() {
    List<LogLine> lines = HostileLogs.seeded(7).ordered(HostileLogs.Ordering.LATE).lines();

    Instant reached = Instant.MIN;
    int late = 0;
    for (LogLine line : lines) {
      if (line.occurredAt().isBefore(reached)) {
        late++;
        assertThat(line.occurredAt().plus(HostileLogs.LATEST)).isAfterOrEqualTo(reached);
      } else {
        reached = line.occurredAt();
      }
    }
    assertThat(late).isGreaterThan(lines.size() / 10);
  }

  @Test
  void holdsTheSameLines_inAnyOrdering() {
    List<List<LogLine>> orderings = new ArrayList<>();
    for (HostileLogs.Ordering ordering : HostileLogs.Ordering.values()) {
      orderings.add(HostileLogs.seeded(7).ordered(ordering).lines());
    }

    assertThat(orderings.get(1))
        .isNotEqualTo(orderings.get(0))
        .containsExactlyInAnyOrderElementsOf(orderings.get(0));
    assertThat(orderings.get(2))
        .isNotEqualTo(orderings.get(1))
        .containsExactlyInAnyOrderElementsOf(orderings.get(0));
  }

  @Test
  void holdsEverySortOfTrouble_overAHundredSeeds() {
    Map<String, Integer> found = new TreeMap<>();
    LongStream.rangeClosed(1, 100).forEach(seed -> countTroubles(HostileLogs.seeded(seed), found));

    assertThat(found)
        .containsOnlyKeys(
            "another consent of the same instant",
            "at midnight",
            "at the last millisecond",
            "conflicting amount alone",
            "conflicting day alone",
            "conflicting order alone",
            "conflicting type alone",
            "consent of a signup",
            "erased",
            "purchase of an erased member",
            "purchase under another id",
            "in several parts",
            "of nothing",
            "named refund",
            "other content",
            "other kind of the same id",
            "refund of another member's order",
            "same instant",
            "same line",
            "unnamed refund");
    assertThat(found.values()).allMatch(count -> count >= 20);
  }

  @Test
  void leadsToEveryFateAndSegment_overAHundredSeeds() {
    Set<Fate> fates = new TreeSet<>();
    Set<String> byTime = new TreeSet<>();
    Set<String> byEvent = new TreeSet<>();
    long lapsed = 0;
    long waiting = 0;
    long excess = 0;
    for (long seed = 1; seed <= 100; seed++) {
      boolean busy = seed % 2 == 0;
      HostileLogs logs = HostileLogs.seeded(seed).withBusyMembers(busy);
      RuleParameters rules = RuleParameters.defaultRetail().withZone(logs.zone());
      Reference reference =
          Reference.ofPlayed(logs.lines(), logs.lastDay(), busy ? rules.withMemory(6, 4) : rules);
      fates.addAll(reference.fates());
      for (Transition transition : reference.transitions()) {
        boolean time = transition.cause().equals(Transition.TIME);
        (time ? byTime : byEvent).add(transition.to());
      }
      for (String memberId : reference.memberIds()) {
        Facts facts = reference.facts(memberId).orElseThrow();
        lapsed += facts.lapsedMinor();
        waiting += facts.waitingMinor();
        excess += facts.excessMinor();
      }
    }

    assertThat(fates).containsExactly(Fate.values());
    assertThat(byTime)
        .contains("active", "at-risk", "dormant", "churned", "general-keep", "none", "repeat");
    assertThat(byEvent)
        .contains("prospect", "new", "active", "at-risk", "dormant", "churned", "won-back", "fan");
    assertThat(byEvent).filteredOn(segment -> segment.contains("-")).hasSizeGreaterThan(8);
    assertThat(List.of(lapsed, waiting, excess)).allMatch(minor -> minor > 0);
  }

  @Test
  void endsByItsLastDay_andSpansNearlyAllOfTheTime() {
    HostileLogs logs = HostileLogs.seeded(7).spanningDays(500);
    LocalDays days = new LocalDays(logs.zone());

    assertThat(logs.lines())
        .allMatch(line -> !days.dayOf(line.occurredAt()).isAfter(logs.lastDay()))
        .anyMatch(line -> days.dayOf(line.occurredAt()).isAfter(logs.lastDay().minusDays(250)));
  }

  private static void countTroubles(HostileLogs logs, Map<String, Integer> found) {
    LocalDays days = new LocalDays(logs.zone());
    List<LogLine> lines = logs.lines();
    Map<List<Object>, LogLine> seen = new TreeMap<>(Comparator.comparing(Object::toString));
    Map<String, String> buyers = new TreeMap<>();
    Set<List<String>> parts = new HashSet<>();
    Set<Instant> instants = new HashSet<>();
    Set<String> erased = new HashSet<>();
    Map<List<Object>, LogLine> consents = new HashMap<>();
    Map<List<Object>, String> bought = new HashMap<>();
    for (LogLine line : lines) {
      Instant at = line.occurredAt();
      count(found, "at midnight", line, l -> days.startOf(days.dayOf(at)).equals(at));
      count(
          found,
          "at the last millisecond",
          line,
          l -> !days.dayOf(at.plusMillis(1)).equals(days.dayOf(at)));
      count(found, "erased", line, LogLine::isErasure);
      count(
          found, "consent of a signup", line, l -> l.type().equals("signup") && says(l, "consent"));
      count(
          found,
          "another consent of the same instant",
          line,
          l -> says(l, "consent") && differs(consents.put(List.of(l.memberId(), at), l), l));
      if (line.isErasure()) {
        erased.add(line.memberId());
      }
      count(
          found,
          "purchase of an erased member",
          line,
          l -> l.isPurchase() && erased.contains(l.memberId()));
      count(
          found,
          "purchase under another id",
          line,
          l ->
              l.isPurchase()
                  && !l.eventId()
                      .equals(
                          bought.computeIfAbsent(
                              List.of(
                                  l.memberId(),
                                  at,
                                  l.requireAmountMinor(),
                                  String.valueOf(l.orderId())),
                              same -> l.eventId())));
      count(found, "of nothing", line, l -> l.isMoney() && l.requireAmountMinor() == 0);
      count(found, "named refund", line, l -> l.isRefund() && l.orderId() != null);
      count(found, "unnamed refund", line, l -> l.isRefund() && l.orderId() == null);
      count(found, "same instant", line, l -> !instants.add(at));
      LogLine first = seen.putIfAbsent(List.of(line.memberId(), line.eventId()), line);
      count(found, "same line", line, l -> l.equals(first));
      count(
          found,
          "other kind of the same id",
          line,
          l -> first != null && first.isMoney() != l.isMoney());
      count(
          found,
          "other content",
          line,
          l -> first != null && first.isMoney() == l.isMoney() && !first.equals(l));
      if (first != null && first.isMoney() && line.isMoney()) {
        countConflicts(found, first, line, days);
      }
      String orderId = line.orderId();
      if (orderId != null && line.isPurchase()) {
        buyers.putIfAbsent(orderId, line.memberId());
        count(found, "in several parts", line, l -> !parts.add(List.of(l.memberId(), orderId)));
      } else if (orderId != null) {
        count(
            found,
            "refund of another member's order",
            line,
            l -> !l.memberId().equals(buyers.getOrDefault(orderId, l.memberId())));
      }
    }
  }

  private static void countConflicts(
      Map<String, Integer> found, LogLine first, LogLine line, LocalDays days) {
    List<String> differing = new ArrayList<>();
    if (!first.type().equals(line.type())) {
      differing.add("type");
    }
    if (first.requireAmountMinor() != line.requireAmountMinor()) {
      differing.add("amount");
    }
    if (!Objects.equals(first.orderId(), line.orderId())) {
      differing.add("order");
    }
    if (!days.dayOf(first.occurredAt()).equals(days.dayOf(line.occurredAt()))) {
      differing.add("day");
    }
    if (differing.size() == 1) {
      count(found, "conflicting " + differing.get(0) + " alone", line, l -> true);
    }
  }

  private static boolean says(LogLine line, String attribute) {
    return line.attributes().containsKey(attribute);
  }

  private static boolean differs(@Nullable LogLine first, LogLine other) {
    return first != null
        && first.isProfile()
        && other.isProfile()
        && !Objects.equals(first.attributes().get("consent"), other.attributes().get("consent"));
  }

  private static void count(
      Map<String, Integer> found, String trouble, LogLine line, Predicate<LogLine> is) {
    if (is.test(line)) {
      found.merge(trouble, 1, Integer::sum);
    }
  }
}
