package io.rfmstreams.app.events;

/** Says that a file as a whole is no events file; its message is for people. */
public final class EventsFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  EventsFileException(String message) {
    super(message);
  }

  EventsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
