package io.rfmstreams.offline;

/**
 * Says that what was asked does not go with what it was asked of, in a way that options alone do not
 * tell: a day that no line is of, a place that is read already. Its message is for people.
 */
public final class WrongUseException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public WrongUseException(String message) {
    super(message);
  }
}
