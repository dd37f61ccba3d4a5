package io.rfmstreams.oracle;

/** What becomes of an event. */
public enum Fate {
  ACCEPTED,
  /** An event of its kind with its id is remembered. */
  DUPLICATE,
  /** Dead letter {@code erased}: not later than the member's erasure. */
  ERASED,
  /** Dead letter {@code too-late}: of a day that is closed. */
  TOO_LATE
}
