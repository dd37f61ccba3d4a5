package io.rfmstreams.app.cli;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;

/** How every command line here is run. */
public final class CommandLines {

  private CommandLines() {}

  /**
   * Runs one command line to its end, as {@link #run(CommandLine, PrintWriter, PrintWriter, String...)}
   * does; one whose results cannot be written has failed.
   */
  public static int run(CommandLine root, OutputStream out, OutputStream err, String... args) {
    WatchedOutput watched = new WatchedOutput(out);
    PrintWriter errors = utf8(err);
    int code = run(root, utf8(watched), errors, args);
    Optional<String> loss = watched.loss();
    if (loss.isPresent() && (code == ExitCode.CLEAN || code == ExitCode.SOME_REJECTED)) {
      errors.println("rfm: cannot write to standard output: " + loss.get());
      return ExitCode.FAILED;
    }
    return code;
  }

  /** Names of segments and members are UTF-8 whatever the terminal's locale says. */
  private static PrintWriter utf8(OutputStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /**
   * Runs one command line to its end.
   *
   * @param root the command with all its subcommands
   * @return one of {@link ExitCode}
   */
  public static int run(CommandLine root, PrintWriter out, PrintWriter err, String... args) {
    Errors errors = new Errors();
    root.setOut(out)
        .setErr(err)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setUsageHelpAutoWidth(true);
    OptionValues.register(root);
    int code;
    try {
      code = root.execute(args);
    } catch (OutOfMemoryError e) {
      err.println("rfm: out of memory; give Java more, for instance with JAVA_OPTS=-Xmx4g");
      code = ExitCode.FAILED;
    }
    out.flush();
    err.flush();
    return code;
  }
}
