package io.rfmstreams.service;

import org.jspecify.annotations.Nullable;

/**
 * Says why the service cannot start or go on: what was wrong, where, and what to do. Its message is for
 * people.
 */
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServiceException(String message) {
    super(message);
  }

  /** With a reason that is of interest to whoever asks for a stack trace. */
  public ServiceException(String message, Throwable cause) {
    super(message, cause);
  }

  /** What the innermost cause of a failure says; where that is a bare name, with what it is of. */
  public static String innermost(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    @Nullable String message = cause.getMessage();
    if (message == null) {
      return cause.toString();
    }
    return message.contains(" ") ? message : cause.getClass().getSimpleName() + ": " + message;
  }
}
