package io.rfmstreams.app.cli;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;

/**
 * Where log lines go: warnings to the terminal, and for long commands everything else to a file. What
 * is a warning is said in {@code config/logging.xml}.
 */
public final class Logging {

  private static final String CONFIGURATION = "log4j2.configurationFile";

  /** The property that {@code logging.xml} takes the log file from. */
  private static final String FILE = "rfm.log.file";

  private Logging() {}

  /**
   * Chooses the configuration: the project's, else the one packaged. Has to come before anything else
   * logs. Does nothing if a configuration was named when Java was started.
   */
  public static void begin(Path home) {
    if (System.getProperty(CONFIGURATION) == null) {
      Path file = home.resolve("config").resolve("logging.xml");
      System.setProperty(
          CONFIGURATION, (Files.isReadable(file) ? file.toUri() : packaged()).toString());
    }
  }

  /**
   * Writes everything from now on to {@code rfm.log} in a directory as well.
   *
   * @throws IOException if the directory cannot be made or written to
   */
  public static Path toFileIn(Path directory) throws IOException {
    Path file = directory.resolve("rfm.log");
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory);
    }
    Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND).close();
    System.setProperty(FILE, file.toString());
    if (LogManager.getContext(false) instanceof LoggerContext context) {
      context.reconfigure();
    }
    return file;
  }

  /** Writes out what is buffered. Nothing can be logged after it. */
  public static void end() {
    LogManager.shutdown();
  }

  private static URI packaged() {
    URL resource = Logging.class.getResource("/io/rfmstreams/app/logging.xml");
    return URI.create(Objects.requireNonNull(resource, "logging.xml is packaged").toString());
  }
}
