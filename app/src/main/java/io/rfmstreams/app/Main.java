package io.rfmstreams.app;

import io.rfmstreams.app.cli.CommandLines;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.app.settings.Settings;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Starts the command line. */
public final class Main {

  /** The project's folder, which the launcher knows. */
  private static final String HOME = "rfm.home";

  private Main() {}

  public static void main(String[] args) {
    // What is printed is the same everywhere; and Kafka's broker does not start in Turkish.
    Locale.setDefault(Locale.ROOT);
    Path workingDirectory = Path.of("").toAbsolutePath();
    String home = System.getProperty(HOME);
    Settings.Places places =
        new Settings.Places(
            home == null ? workingDirectory : Path.of(home), workingDirectory, System.getenv());
    Logging.begin(places.home());
    int code = CommandLines.run(Rfm.commandLine(places), utf8(System.out), utf8(System.err), args);
    System.exit(code);
  }

  /** Names of segments and members are UTF-8 whatever the terminal's locale says. */
  private static PrintWriter utf8(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }
}
