package io.rfmstreams.app.events;

/** A record that is not CSV; the message says why, and on which lines if on several. */
final class MalformedRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedRecordException(String message) {
    super(message, null, false, false);
  }
}
