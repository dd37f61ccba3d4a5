package io.rfmstreams.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What should happen to a member. A decision does nothing by itself: whoever asked for it saves {@link
 * #next} and hands on the rest, in order.
 *
 * @param fate what became of the event; accepted for a tick
 * @param next the member's next state; the one before if nothing changed
 * @param transitions in the order of their sequence
 * @param signals the win-back triggers they cause and the cancellations of earlier ones, in order; those
 *     that nobody is told of included
 * @param tally what there is to count
 * @param picture how the member looks now, if a score or segment differs from what was last
 *     published; null otherwise
 * @param erased whether the member asked to be forgotten, so that its picture must go
 */
public record Decision(
    Fate fate,
    MemberState next,
    List<Transition> transitions,
    List<WinbackSignal> signals,
    Tally tally,
    @Nullable MemberPicture picture,
    boolean erased) {

  public Decision {
    transitions = List.copyOf(transitions);
    signals = List.copyOf(signals);
  }

  /** Nothing comes of it: a duplicate, a dead letter, or a tick with nothing due. */
  static Decision unchanged(Fate fate, MemberState state) {
    return new Decision(fate, state, List.of(), List.of(), Tally.NONE, null, false);
  }

  /** Whether readers of the output see nothing of it. */
  boolean isSilent() {
    return transitions.isEmpty() && signals.isEmpty() && picture == null && !erased;
  }
}
