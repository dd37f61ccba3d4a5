package io.rfmstreams.offline.events;

/** A text that is no instant; the message says why, as what follows the text in a sentence. */
public final class WrongTimeException extends Exception {
  private static final long serialVersionUID = 1L;

  WrongTimeException(String message) {
    super(message, null, false, false);
  }
}
