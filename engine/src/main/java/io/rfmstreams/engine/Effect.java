package io.rfmstreams.engine;

/**
 * One thing that others should see of a decision. Whoever hands effects on keeps the order they are
 * listed in.
 */
public sealed interface Effect permits Transition, WinbackSignal, MemberPicture, Effect.Forgotten {

  /** The member it is about. */
  String memberId();

  /** A member asked to be forgotten: its picture must go. */
  record Forgotten(String memberId) implements Effect {}
}
