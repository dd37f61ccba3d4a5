package io.rfmstreams.engine;

import java.time.Duration;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Says which transitions make a member a win-back candidate, and what then holds for it.
 *
 * <p>The condition is a table like an {@link Axis}'s: one bit per combination of the axis that moved,
 * the segment it moved from and the segments on every axis after the move, as {@link #cell} numbers
 * them.
 *
 * @param name the policy's name, its identity over rule versions
 * @param matches the cells whose transitions are candidates
 * @param firstMoves whether a member's first move on an axis, from no segment, is asked about
 * @param consentRequired whether only members that said yes are candidates; otherwise all that did not
 *     say no, and have not been forgotten before
 * @param suppressAfterDays for so many days after an event of such a type a member is no candidate, the
 *     day of the event counted
 * @param cooldown after a candidate of this policy, no other one of the same member for this long
 * @param expiresAfter how long after its effective instant a trigger may still be acted on
 * @param holdoutPermille share of members that are held out, 0 to 1000
 * @param salt makes this policy's holdout arm independent of other policies'
 * @param priority higher first, for consumers that must choose
 * @param offer free fields handed on to the consumer
 */
public record Policy(
    String name,
    BitSet matches,
    boolean firstMoves,
    boolean consentRequired,
    SortedMap<String, Integer> suppressAfterDays,
    Duration cooldown,
    Duration expiresAfter,
    int holdoutPermille,
    String salt,
    int priority,
    Map<String, String> offer) {

  public Policy {
    matches = (BitSet) matches.clone();
    offer = Map.copyOf(offer);
    suppressAfterDays = Collections.unmodifiableSortedMap(new TreeMap<>(suppressAfterDays));
    if (name.isBlank()) {
      throw new IllegalArgumentException("a policy needs a name");
    }
    if (cooldown.isNegative() || expiresAfter.isNegative() || expiresAfter.isZero()) {
      throw new IllegalArgumentException(
          "policy " + name + ": the cool-down must not be negative, the expiry must be positive");
    }
    if (suppressAfterDays.values().stream().anyMatch(days -> days < 1)) {
      throw new IllegalArgumentException(
          "policy " + name + ": a suppression lasts a day or more, was " + suppressAfterDays);
    }
    if (holdoutPermille < 0 || holdoutPermille > 1000) {
      throw new IllegalArgumentException(
          "policy " + name + ": the holdout share is 0 to 1000 permille, was " + holdoutPermille);
    }
  }

  /**
   * Numbers the cells of {@link #matches}.
   *
   * @param axes the rule set's axes
   * @param moved index of the axis that moved
   * @param from index of the segment it left; −1 if there was none, or the axis no longer has it
   * @param segments segment index on every axis after the move
   */
  public static int cell(List<Axis> axes, int moved, int from, int[] segments) {
    int cell = 0;
    for (int i = 0; i < moved; i++) {
      cell += axes.get(i).segments().size() + 1;
    }
    cell += from + 1;
    for (int i = 0; i < segments.length; i++) {
      cell = Cells.extended(cell, axes.get(i).segments().size(), segments[i]);
    }
    return cell;
  }

  /** A copy of the cells whose transitions are candidates. */
  @Override
  public BitSet matches() {
    return (BitSet) matches.clone();
  }

  boolean matches(int cell) {
    return matches.get(cell);
  }
}
