package io.rfmstreams.journal;

/** Says that the brokers do not let this client write to the journal: trying again is of no use. */
public final class JournalRefusedException extends JournalWriteException {
  private static final long serialVersionUID = 1L;

  public JournalRefusedException(String message, Throwable cause) {
    super(message, cause);
  }
}
