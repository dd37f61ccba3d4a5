package io.rfmstreams.offline.backtest;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Bands;
import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.RuleSet;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.ZoneCalendar;
import io.rfmstreams.offline.events.MemberPlay;
import io.rfmstreams.offline.events.Members.Member;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A rule set's own verdict on silence: the segments that detectors bring members into.
 *
 * <p>A member is alerted by such a segment if it stands in it. So a condition counts as it is written,
 * and a member that another segment takes first, as the dormant, is not alerted any more.
 */
final class Segments {

  /** A segment of an axis. */
  record Segment(String axis, String name) {}

  private final RuleBook rules;
  private final List<Segment> alerting = new ArrayList<>();

  /**
   * @param rules of one version
   */
  Segments(RuleBook rules) {
    this.rules = rules;
    ruleSet().axes().forEach(this::addAlerting);
  }

  RuleSet ruleSet() {
    return rules.versions().get(0).rules();
  }

  /** The segments that a detector can bring a member into, by axis. */
  List<Segment> alerting() {
    return alerting;
  }

  /** Looks for cells that would be of another segment if no detector had spoken. */
  private void addAlerting(Axis axis) {
    int[] table = axis.table();
    boolean[] found = new boolean[axis.segments().size()];
    for (int cell = 0; cell < table.length; cell++) {
      found[table[cell]] |= table[cell] != table[withoutDetectors(axis, cell)];
    }
    for (int segment = 0; segment < found.length; segment++) {
      if (found[segment]) {
        alerting.add(new Segment(axis.name(), axis.segments().get(segment)));
      }
    }
  }

  /** The cell beside this one in which every detector is in its lowest band, that of the not overdue. */
  private static int withoutDetectors(Axis axis, int cell) {
    int beside = cell;
    int stride = 1;
    for (int i = axis.dimensions().size() - 1; i >= 0; i--) {
      Bands bands = axis.dimensions().get(i);
      if (bands.figure().detector() != null) {
        beside -= cell / stride % bands.count() * stride;
      }
      stride *= bands.count();
    }
    return beside;
  }

  /**
   * Since when a member has stood in each of the alerting segments at the end of a day; {@link
   * ZoneCalendar#NEVER} where it does not.
   */
  int[] since(Member member, int day) {
    Map<String, Transition> entered = new HashMap<>();
    MemberPlay play = member.under(rules, decision -> note(decision, entered));
    play.playTo(day);
    play.advanceTo(day);
    return alerting.stream().mapToInt(segment -> since(segment, entered)).toArray();
  }

  private static void note(Decision decision, Map<String, Transition> entered) {
    if (decision.erased()) {
      entered.clear();
    }
    decision.transitions().forEach(transition -> entered.put(transition.axis(), transition));
  }

  private int since(Segment segment, Map<String, Transition> entered) {
    Transition last = entered.get(segment.axis());
    return last != null && last.to().equals(segment.name())
        ? rules.calendar().asOfDay(last.effectiveAt().toEpochMilli())
        : ZoneCalendar.NEVER;
  }
}
