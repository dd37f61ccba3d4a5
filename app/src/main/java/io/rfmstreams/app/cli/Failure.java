package io.rfmstreams.app.cli;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command with a message for people: what was wrong, where, and what to do. It is printed as it
 * is, without a stack trace.
 */
public final class Failure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  private Failure(int exitCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** The command could not do what it was asked. */
  public static Failure failed(String message) {
    return new Failure(ExitCode.FAILED, message, null);
  }

  /** The command could not do what it was asked, for a reason worth keeping for {@code --stacktrace}. */
  public static Failure failed(String message, Throwable cause) {
    return new Failure(ExitCode.FAILED, message, cause);
  }

  /** The command was called wrongly in a way that its options alone do not tell. */
  public static Failure usage(String message) {
    return new Failure(ExitCode.USAGE, message, null);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
