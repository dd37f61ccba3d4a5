package io.rfmstreams.rules;

import io.rfmstreams.engine.Axis;
import io.rfmstreams.engine.Cells;
import io.rfmstreams.engine.Policy;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All moves that members can make over a rule set's axes, one after the other, and those that a
 * policy is for. A move is the axis that moved, the segment it left, and the segments after it.
 */
final class Moves {
  /** More would take seconds a policy. */
  private static final long MOST = 1_000_000;

  private static final int BEFORE_THE_FIRST = -2;
  private static final int NOT_KNOWN = -1;

  private final List<Axis> axes;
  private final Cells standings;
  private final BitSet matched = new BitSet();
  private final int[] segments;
  private final boolean firstMoves;
  private int moved;
  private int from = BEFORE_THE_FIRST;

  /**
   * @param firstMoves whether the policy is asked about members' first moves
   */
  Moves(List<Axis> axes, boolean firstMoves) {
    this.axes = axes;
    this.standings = Cells.ofSegments(axes);
    this.firstMoves = firstMoves;
    this.segments = new int[axes.size()];
  }

  /** Whether axes are few enough for policies; as {@link Policy#cell} counts moves. */
  static boolean canBeCounted(Iterable<? extends List<String>> segmentsOfAxes) {
    long cells = 1;
    long origins = 0;
    for (List<String> segments : segmentsOfAxes) {
      cells = Math.min(cells * segments.size(), MOST + 1);
      origins += segments.size() + 1;
    }
    return cells * origins <= MOST;
  }

  /** Goes to the next move; false after the last. */
  boolean next() {
    if (from == BEFORE_THE_FIRST) {
      from = NOT_KNOWN;
      return true;
    }
    if (standings.advance(segments)) {
      return true;
    }
    from++;
    if (from == axes.get(moved).segments().size()) {
      from = NOT_KNOWN;
      moved++;
    }
    return moved < axes.size();
  }

  /** What conditions may ask of this move. */
  Map<String, Object> values() {
    Axis axis = axes.get(moved);
    Map<String, Object> values = new HashMap<>();
    values.put(PolicyCompiler.AXIS, axis.name());
    values.put(PolicyCompiler.FROM, from == NOT_KNOWN ? "" : axis.segments().get(from));
    values.put(PolicyCompiler.TO, axis.segments().get(segments[moved]));
    for (int i = 0; i < segments.length; i++) {
      values.put(axes.get(i).name(), axes.get(i).segments().get(segments[i]));
    }
    return values;
  }

  /** Whether members make this move under these rules alone: it leads to another segment. */
  boolean isPossible() {
    return from != segments[moved] && (from != NOT_KNOWN || firstMoves);
  }

  /** Notes that the policy is for this move. */
  void match() {
    matched.set(Policy.cell(axes, moved, from, segments));
  }

  BitSet matched() {
    return matched;
  }
}
