package io.rfmstreams.app.events;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Writes files that appear whole or not at all. */
public final class WholeFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private WholeFile() {}

  /** Writes what a file holds. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes one file.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static void write(Path file, Content content) throws IOException {
    boolean special = Files.exists(file) && !Files.isRegularFile(file); // a pipe, or /dev/null
    Path unfinished = special ? file : unfinished(file);
    try {
      try (OutputStream out =
          new BufferedOutputStream(Files.newOutputStream(unfinished), BUFFER_BYTES)) {
        content.writeTo(out);
      }
      if (!special) {
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException | UncheckedIOException e) {
      Throwable cause =
          e instanceof UncheckedIOException && e.getCause() != null ? e.getCause() : e;
      throw new IOException("cannot write %s: %s".formatted(file, cause.getMessage()), e);
    } finally {
      if (!special) {
        Files.deleteIfExists(unfinished);
      }
    }
  }

  /** Whether writing a file would destroy what is read, whatever links and spellings lead to it. */
  public static boolean overwrites(Path file, EventsFile events) throws IOException {
    Optional<Path> read = events.path();
    return read.isPresent() && (isSame(file, read.get()) || isSame(unfinished(file), read.get()));
  }

  private static boolean isSame(Path file, Path other) throws IOException {
    return Files.isRegularFile(file) && Files.isRegularFile(other) && Files.isSameFile(file, other);
  }

  private static Path unfinished(Path file) {
    return file.resolveSibling(file.getFileName() + ".tmp");
  }
}
