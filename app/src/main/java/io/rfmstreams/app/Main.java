package io.rfmstreams.app;

import io.rfmstreams.app.cli.CommandLines;
import io.rfmstreams.app.cli.Logging;
import io.rfmstreams.service.settings.Settings;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
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
    // A print stream would not say that it cannot write.
    int code =
        CommandLines.run(
            Rfm.commandLine(places), new FileOutputStream(FileDescriptor.out), System.err, args);
    System.exit(code);
  }
}
