package io.rfmstreams.schemas;

/** The schema registry did not answer for longer than the patience lasts. No record is to blame. */
public final class RegistryUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
