package io.rfmstreams.app.cli;

/** What a command's end tells the shell; part of the public contract. */
public final class ExitCode {

  /** All went well. */
  public static final int CLEAN = 0;

  /** The command could not do what it was asked. */
  public static final int FAILED = 1;

  /** The command was called wrongly, or its settings are wrong. */
  public static final int USAGE = 2;

  /** The command did its work, and rejected some of its input. */
  public static final int SOME_REJECTED = 3;

  private ExitCode() {}
}
