package io.rfmstreams.engine;

import java.time.Instant;

/** What is said about winning a member back: act, or do not act after all. */
public sealed interface WinbackSignal extends Effect permits Trigger, Cancellation {

  /** Its own id, the same whenever the same history is decided again. */
  String triggerId();

  /** Number of the transition that the trigger is for. */
  long sequence();

  /** When it became true. */
  Instant effectiveAt();

  /** Whether anybody is told; otherwise it only shows what would have been. */
  boolean isTold();
}
