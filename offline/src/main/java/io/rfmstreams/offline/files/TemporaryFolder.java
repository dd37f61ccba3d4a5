package io.rfmstreams.offline.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for as long as a command runs; closing it removes it with all that is in it, unless kept. */
public final class TemporaryFolder implements AutoCloseable {
  private static final int ATTEMPTS = 100;
  private static final String ANOTHER_PLACE =
      "JAVA_OPTS=-Djava.io.tmpdir=FOLDER names another place for temporary files.";

  private final Path path;
  private volatile boolean kept;

  private TemporaryFolder(Path path) {
    this.path = path;
  }

  /** A new one where the system keeps such. */
  public static TemporaryFolder named(String prefix) {
    try {
      return new TemporaryFolder(Files.createTempDirectory(prefix));
    } catch (IOException e) {
      throw failed(
          "cannot make a folder in %s: %s. %s"
              .formatted(
                  System.getProperty("java.io.tmpdir"),
                  e instanceof NoSuchFileException ? "there is no such folder" : e.getMessage(),
                  ANOTHER_PLACE),
          e);
    }
  }

  /** What to say if a temporary file cannot be written. */
  public static UncheckedIOException cannotWrite(Path file, IOException e) {
    return failed(
        "cannot write the temporary file %s: %s. %s".formatted(file, e.getMessage(), ANOTHER_PLACE),
        e);
  }

  /** What to say if a temporary file, or what lies in a folder of such, cannot be read again. */
  public static UncheckedIOException cannotReadBack(Path file, IOException e) {
    return failed("cannot read %s back: %s".formatted(file, e), e);
  }

  private static UncheckedIOException failed(String message, IOException e) {
    return new UncheckedIOException(new IOException(message, e));
  }

  public Path path() {
    return path;
  }

  /** Leaves it to whoever wants to see what is in it. */
  public void keep() {
    kept = true;
  }

  /** Removes it, also if somebody who has not noticed the end yet still writes into it. */
  @Override
  public void close() throws IOException {
    for (int attempt = 1; !kept && Files.exists(path); attempt++) {
      try {
        removeAll();
      } catch (DirectoryNotEmptyException | UncheckedIOException e) {
        if (attempt == ATTEMPTS) {
          throw new IOException("cannot remove " + path, e);
        }
      }
    }
  }

  private void removeAll() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
