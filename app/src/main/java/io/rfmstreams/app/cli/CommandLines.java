package io.rfmstreams.app.cli;

import java.io.PrintWriter;
import picocli.CommandLine;

/** How every command line here is run. */
public final class CommandLines {

  private CommandLines() {}

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
