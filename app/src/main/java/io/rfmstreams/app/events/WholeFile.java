package io.rfmstreams.app.events;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

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
    Path unfinished = special ? file : file.resolveSibling(file.getFileName() + ".tmp");
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
}
