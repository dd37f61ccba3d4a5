package io.rfmstreams.journal;

/** Says that the journal could not be written to; its message is for people. */
public class JournalWriteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JournalWriteException(String message, Throwable cause) {
    super(message, cause);
  }
}
