package io.rfmstreams.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.RuleParameters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;

/**
 * Law 2: what is said about a member follows from its own events and the ticks, in their order. Who
 * shares its partition, how many partitions there are, how slices fall and where the program stops and
 * starts again do not show.
 */
class IndependenceTest {

  @Property(tries = 150, seed = "41")
  @Tag("long")
  void membersInterleavedOtherwise_getTheSame(@ForAll @LongRange(min = 0) long seed) {
    assertIndependent(seed, 1, MemoryStores::new);
  }

  @Property(tries = 150, seed = "42")
  @Tag("long")
  void membersSpreadOverPartitions_getTheSame(@ForAll @LongRange(min = 0) long seed) {
    assertIndependent(seed, 2 + (int) (seed % 6), StoredStores::new);
  }

  /** What a replay of a file does, which gathers the events by member first. */
  @Property(tries = 150, seed = "43")
  @Tag("long")
  void membersOneAfterTheOther_getTheSame(@ForAll @LongRange(min = 0) long seed) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    RuleParameters parameters = scenario.parameters();
    Policy policy = DefaultRules.onDormant(parameters, 300, Duration.ofDays(100));
    RuleBook rules =
        RuleBook.of(DefaultRules.deployment(parameters), DefaultRules.ruleSet(parameters, policy));
    Said together = new Said();
    together.play(scenario.journal(), rules, new MemoryStores(), new SplittableRandom(0), false);
    Said alone = new Said();
    alone.playOneAfterTheOther(scenario.journal(), rules);
    assertThat(alone.withoutCauses()).isEqualTo(together.withoutCauses());
    assertThat(alone.ends).isEqualTo(together.ends);
    assertThat(alone.tally).isEqualTo(together.tally);
  }

  /** Plays a log as it is, then mixed, spread, sliced and restarted; compares member by member. */
  static void assertIndependent(long seed, int partitions, Supplier<MemoryStores> stores) {
    OracleTest.Scenario scenario = OracleTest.Scenario.seeded(seed);
    RuleParameters parameters = scenario.parameters();
    Policy policy = DefaultRules.onDormant(parameters, 300, Duration.ofDays(100));
    RuleBook rules =
        RuleBook.of(DefaultRules.deployment(parameters), DefaultRules.ruleSet(parameters, policy));
    SplittableRandom random = new SplittableRandom(seed);
    Said plain = new Said();
    plain.play(scenario.journal(), rules, new MemoryStores(), new SplittableRandom(0), false);
    Said spread = new Said();
    for (int partition = 0; partition < partitions; partition++) {
      List<JournalEntry> journal = mixed(only(scenario.journal(), partition, partitions), random);
      spread.play(journal, rules, stores.get(), random, true);
    }
    assertThat(spread.byMember).isEqualTo(plain.byMember);
    assertThat(spread.ends).isEqualTo(plain.ends);
    assertThat(spread.tally).isEqualTo(plain.tally);
  }

  /** One partition's journal: all ticks and the events of its members. */
  private static List<JournalEntry> only(
      List<JournalEntry> journal, int partition, int partitions) {
    return journal.stream()
        .filter(
            entry ->
                !(entry instanceof JournalEntry.Event event)
                    || Math.floorMod(event.line().memberId().hashCode(), partitions) == partition)
        .toList();
  }

  /** Between ticks, members' events in another order; each member's own as they were. */
  private static List<JournalEntry> mixed(List<JournalEntry> journal, SplittableRandom random) {
    List<JournalEntry> mixed = new ArrayList<>();
    Map<String, List<JournalEntry>> sinceTick = new TreeMap<>();
    for (JournalEntry entry : journal) {
      if (entry instanceof JournalEntry.Event event) {
        sinceTick.computeIfAbsent(event.line().memberId(), id -> new ArrayList<>()).add(entry);
      } else {
        pourOut(sinceTick, mixed, random);
        mixed.add(entry);
      }
    }
    pourOut(sinceTick, mixed, random);
    return mixed;
  }

  private static void pourOut(
      Map<String, List<JournalEntry>> from, List<JournalEntry> to, SplittableRandom random) {
    while (!from.isEmpty()) {
      String memberId = List.copyOf(from.keySet()).get(random.nextInt(from.size()));
      List<JournalEntry> events = from.getOrDefault(memberId, List.of());
      to.add(events.remove(0));
      if (events.isEmpty()) {
        from.remove(memberId);
      }
    }
  }

  /** Everything put out about each member, in order, and what is kept of it at the end. */
  private static final class Said {

    /** A decision as readers see it. */
    private record Saying(
        List<Transition> transitions,
        List<WinbackSignal> triggers,
        @Nullable MemberPicture picture,
        boolean erased,
        long causeTimestamp) {
      Saying withoutCause() {
        return new Saying(transitions, triggers, picture, erased, 0);
      }
    }

    final Map<String, List<Saying>> byMember = new HashMap<>();
    final Map<String, String> ends = new HashMap<>();
    Tally tally = Tally.NONE;

    void play(
        List<JournalEntry> journal,
        RuleBook rules,
        MemoryStores stores,
        SplittableRandom random,
        boolean interrupted) {
      Partition partition = new Partition(Timeline.of(rules), stores, this::note);
      for (JournalEntry entry : journal) {
        if (entry instanceof JournalEntry.Tick tick) {
          partition.tick(tick.at(), tick.at().toEpochMilli());
        } else if (entry instanceof JournalEntry.Event event) {
          MemberEvent memberEvent = Played.event(event.line());
          partition.event(memberEvent, memberEvent.occurredAt().toEpochMilli());
        }
        int budget = interrupted ? random.nextInt(4) : Integer.MAX_VALUE;
        if (budget > 0) {
          partition.drain(budget);
        }
        if (interrupted && random.nextInt(30) == 0) {
          partition = new Partition(Timeline.of(rules), stores, this::note);
        }
      }
      partition.drain(Integer.MAX_VALUE);
      stores.members().forEach((id, state) -> ends.put(id, end(state)));
      tally = tally.plus(stores.ledger().tally());
    }

    void playOneAfterTheOther(List<JournalEntry> journal, RuleBook rules) {
      Map<String, MemberRun> members = new HashMap<>();
      Instant firstTick =
          journal.stream()
              .filter(JournalEntry.Tick.class::isInstance)
              .map(entry -> ((JournalEntry.Tick) entry).at())
              .findFirst()
              .orElse(Instant.MAX);
      Instant lastTick = Instant.EPOCH;
      for (JournalEntry entry : journal) {
        if (entry instanceof JournalEntry.Tick tick) {
          lastTick = tick.at();
        } else if (entry instanceof JournalEntry.Event event) {
          String id = event.line().memberId();
          members
              .computeIfAbsent(id, key -> new MemberRun(key, firstTick, rules, d -> alone(key, d)))
              .event(Played.event(event.line()), lastTick);
        }
      }
      for (Map.Entry<String, MemberRun> member : members.entrySet()) {
        member.getValue().advanceTo(lastTick);
        if (member.getValue().state().isKnown()) {
          ends.put(member.getKey(), end(member.getValue().state()));
        }
      }
    }

    private void alone(String memberId, Decision decision) {
      tally = tally.plus(decision.tally());
      if (!decision.isSilent()) {
        note(memberId, decision, 0);
      }
    }

    /** Without the timestamps of the records that caused it. */
    Map<String, List<Saying>> withoutCauses() {
      Map<String, List<Saying>> sayings = new HashMap<>();
      byMember.forEach(
          (id, said) -> sayings.put(id, said.stream().map(Saying::withoutCause).toList()));
      return sayings;
    }

    private void note(String memberId, Decision d, long causeTimestamp) {
      byMember
          .computeIfAbsent(memberId, id -> new ArrayList<>())
          .add(new Saying(d.transitions(), d.signals(), d.picture(), d.erased(), causeTimestamp));
    }

    /** Which entry of the index is armed depends on the slices, and nothing else does. */
    private static String end(MemberState state) {
      byte[] stored = MemberStateCodec.encode(state.withArmedFor(ZoneCalendar.NEVER));
      return HexFormat.of().formatHex(stored);
    }
  }
}
