package io.rfmstreams.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What should come out of a partition: fates, figures, segments and transitions of all its members,
 * computed from its records in their order, slowly.
 */
public final class Reference {

  /**
   * A member as of a day.
   *
   * @param transitions how many transitions it has made
   */
  public record Member(String memberId, Picture picture, long transitions) {}

  private final RuleParameters rules;
  private final List<JournalEntry> journal;
  private final SortedMap<String, MemberHistory> histories = new TreeMap<>(MemberIds.ORDER);

  private Reference(List<JournalEntry> journal, RuleParameters rules) {
    this.rules = rules;
    this.journal = List.copyOf(journal);
    List<Integer> ticks = new ArrayList<>();
    SortedMap<String, List<Integer>> eventsByMember = new TreeMap<>(MemberIds.ORDER);
    for (int position = 0; position < journal.size(); position++) {
      if (journal.get(position) instanceof JournalEntry.Event event) {
        eventsByMember
            .computeIfAbsent(event.line().memberId(), id -> new ArrayList<>())
            .add(position);
      } else {
        ticks.add(position);
      }
    }
    eventsByMember.forEach(
        (memberId, events) -> histories.put(memberId, readMember(memberId, events, ticks)));
  }

  /** Reads one partition. */
  public static Reference of(List<JournalEntry> journal, RuleParameters rules) {
    return new Reference(journal, rules);
  }

  /** Plays lines in the order given up to a day, then reads them. */
  public static Reference ofPlayed(List<LogLine> lines, LocalDate asOf, RuleParameters rules) {
    return of(Player.play(lines, asOf, rules.zone()), rules);
  }

  private MemberHistory readMember(String memberId, List<Integer> events, List<Integer> ticks) {
    List<Integer> positions = new ArrayList<>(events);
    positions.addAll(ticks);
    positions.sort(null);
    MemberHistory history = new MemberHistory(memberId, rules);
    for (int position : positions) {
      JournalEntry entry = journal.get(position);
      if (entry instanceof JournalEntry.Event event) {
        history.read(event, position);
      } else if (entry instanceof JournalEntry.Tick tick) {
        history.read(tick);
      }
    }
    return history;
  }

  public RuleParameters rules() {
    return rules;
  }

  public List<JournalEntry> journal() {
    return journal;
  }

  /** The journal's events, whatever became of them. */
  public List<LogLine> lines() {
    return journal.stream()
        .filter(JournalEntry.Event.class::isInstance)
        .map(entry -> ((JournalEntry.Event) entry).line())
        .toList();
  }

  /** One fate for each of {@link #lines()}. */
  public List<Fate> fates() {
    Map<String, Integer> read = new TreeMap<>();
    return lines().stream()
        .map(
            line -> {
              int nth = read.merge(line.memberId(), 1, Integer::sum) - 1;
              return history(line.memberId()).fates().get(nth);
            })
        .toList();
  }

  /** How many events had a fate. */
  public long count(Fate fate) {
    return fates().stream().filter(fate::equals).count();
  }

  /** Every id an event named, in code-point order; also those of members erased since. */
  public List<String> memberIds() {
    return List.copyOf(histories.keySet());
  }

  /** A member's transitions by sequence. */
  public List<Transition> transitions(String memberId) {
    return history(memberId).transitions();
  }

  /** All transitions, by member and sequence. */
  public List<Transition> transitions() {
    return histories.values().stream().flatMap(h -> h.transitions().stream()).toList();
  }

  /** The triggers and cancels told of a member, in order, whichever its arm. */
  public List<Signal> signals(String memberId) {
    return history(memberId).signals();
  }

  /** All triggers and cancels, by member, each member's in order. */
  public List<Signal> signals() {
    return histories.values().stream().flatMap(h -> h.signals().stream()).toList();
  }

  /** What became of all candidates. */
  public TriggerCounts triggerCounts() {
    return histories.values().stream()
        .map(MemberHistory::triggerCounts)
        .reduce(TriggerCounts.NONE, TriggerCounts::plus);
  }

  /**
   * Accepted purchases for which a purchase with another id, but of the same order, amount and
   * instant, was kept when they came.
   */
  public long repeated() {
    return histories.values().stream().mapToLong(MemberHistory::repeated).sum();
  }

  /** A member's facts after the last record; empty for one with no accepted event. */
  public Optional<Facts> facts(String memberId) {
    return factsAfter(memberId, journal.size());
  }

  /** A member's facts after the journal's record at a position, counted from 0. */
  public Optional<Facts> factsAfter(String memberId, int position) {
    return Optional.ofNullable(history(memberId).factsAfter(position));
  }

  /**
   * A member as of a day, erased or not.
   *
   * @param asOf not before the day of any of its accepted events
   */
  public Optional<Picture> picture(String memberId, LocalDate asOf) {
    return facts(memberId).map(facts -> Picture.of(facts, asOf, rules));
  }

  /**
   * The members there are after the last record, erased ones left out.
   *
   * @param asOf not before the day of any accepted event
   */
  public List<Member> members(LocalDate asOf) {
    List<Member> members = new ArrayList<>();
    picturesAfter(journal.size(), asOf)
        .forEach(
            (memberId, picture) ->
                members.add(new Member(memberId, picture, transitions(memberId).size())));
    return members;
  }

  /**
   * The members there are after the journal's record at a position, erased ones left out: what a
   * batch over that prefix of the log gives.
   *
   * @param asOf not before the day of any event accepted by then
   */
  public SortedMap<String, Picture> picturesAfter(int position, LocalDate asOf) {
    SortedMap<String, Picture> pictures = new TreeMap<>(MemberIds.ORDER);
    histories.forEach(
        (memberId, history) -> {
          Facts facts = history.factsAfter(position);
          if (facts != null && history.isListedAfter(position)) {
            pictures.put(memberId, Picture.of(facts, asOf, rules));
          }
        });
    return pictures;
  }

  /** The segments a reader of the transitions ends up with, by member and axis. */
  public static SortedMap<String, Map<Axis, String>> fold(List<Transition> transitions) {
    SortedMap<String, Map<Axis, String>> segments = new TreeMap<>(MemberIds.ORDER);
    for (Transition transition : transitions) {
      segments
          .computeIfAbsent(transition.memberId(), id -> new TreeMap<>())
          .put(transition.axis(), transition.to());
    }
    return segments;
  }

  private MemberHistory history(String memberId) {
    MemberHistory history = histories.get(memberId);
    if (history == null) {
      throw new IllegalArgumentException("no event names member " + memberId);
    }
    return history;
  }
}
