package io.rfmstreams.offline.csv;

/** A record that is not CSV; the message says why, and on which lines if on several. */
public final class MalformedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedRecordException(String message) {
    super(message, null, false, false);
  }
}
