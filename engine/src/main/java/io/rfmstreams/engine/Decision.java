package io.rfmstreams.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What should happen to a member. A decision does nothing by itself: whoever asked for it saves {@link
 * #next} and hands on the effects, in order.
 *
 * @param fate what became of the event; accepted for a tick
 * @param next the member's next state; the one before if nothing changed
 * @param effects what others should see, in the order to be handed on: of each evaluation its
 *     transitions, then the cancellations and triggers that follow from them, those that nobody is told of
 *     included; at the end how the member looks now, if a score or segment differs from what was last
 *     published, or that it is forgotten
 * @param tally what there is to count
 */
public record Decision(Fate fate, MemberState next, List<Effect> effects, Tally tally) {

  public Decision {
    effects = List.copyOf(effects);
  }

  /** Nothing comes of it: a duplicate, a dead letter, or a tick with nothing due. */
  static Decision unchanged(Fate fate, MemberState state) {
    return new Decision(fate, state, List.of(), Tally.NONE);
  }

  /** Its transitions, in the order of their sequence. */
  public List<Transition> transitions() {
    return only(Transition.class);
  }

  /** Its win-back triggers and cancellations, in order. */
  public List<WinbackSignal> signals() {
    return only(WinbackSignal.class);
  }

  /** How the member looks now; null if that is as published, or it is forgotten. */
  public @Nullable MemberPicture picture() {
    List<MemberPicture> pictures = only(MemberPicture.class);
    return pictures.isEmpty() ? null : pictures.get(0);
  }

  /** Whether the member asked to be forgotten, so that its picture must go. */
  public boolean erased() {
    return !only(Effect.Forgotten.class).isEmpty();
  }

  /** Whether readers of the output see nothing of it. */
  boolean isSilent() {
    return effects.isEmpty();
  }

  private <E extends Effect> List<E> only(Class<E> kind) {
    List<E> found = new ArrayList<>();
    for (Effect effect : effects) {
      if (kind.isInstance(effect)) {
        found.add(kind.cast(effect));
      }
    }
    return found;
  }
}
