package io.rfmstreams.offline.events;

/** Says that a file as a whole is no events file; its message is for people. */
public final class EventsFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EventsFileException(String message) {
    super(message);
  }

  public EventsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
