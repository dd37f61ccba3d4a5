package io.rfmstreams.schemas;

/** The bytes of a record are not what its topic promises, and never will be. */
public final class UndecodableException extends Exception {
  private static final long serialVersionUID = 1L;

  UndecodableException(String message) {
    super(message);
  }

  UndecodableException(String message, Throwable cause) {
    super(message, cause);
  }
}
