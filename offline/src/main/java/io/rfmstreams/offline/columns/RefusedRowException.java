package io.rfmstreams.offline.columns;

import io.rfmstreams.engine.Rejection;

/** Says that a row of an export cannot be taken, nothing of it, and why. */
public final class RefusedRowException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Rejection rejection;

  RefusedRowException(Rejection.Reason reason, String detail) {
    super(detail, null, false, false);
    this.rejection = new Rejection(reason, detail);
  }

  /** Why. */
  public Rejection rejection() {
    return rejection;
  }
}
