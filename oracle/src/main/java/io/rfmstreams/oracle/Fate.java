package io.rfmstreams.oracle;

/** What becomes of an event. */
public enum Fate {
  ACCEPTED,
  /** An event of its kind with its id is remembered, and as far as that can be told it is the same. */
  DUPLICATE,
  /** Dead letter {@code conflicting-id}: a kept purchase or refund has its id and says otherwise. */
  CONFLICTING_ID,
  /** Dead letter {@code erased}: not later than the member's erasure. */
  ERASED,
  /** Dead letter {@code too-late}: of a day that is closed. */
  TOO_LATE
}
