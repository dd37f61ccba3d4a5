package io.rfmstreams.offline.files;

import io.rfmstreams.offline.WrongUseException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Files that appear together, each of them whole, or not at all: each is written beside its place under
 * a name nobody else uses, and moved there when all are. Closing removes what has not appeared; a
 * signal may do so at any time.
 */
public final class WholeFiles implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 16;

  /** By their places, in the order they are written. */
  private final Map<Path, Path> unfinished = new LinkedHashMap<>();

  private boolean closed;

  /** Writes what a file holds. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes one file that depends on no other.
   *
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static void writeOne(Path file, Content content) throws IOException {
    try (WholeFiles alone = new WholeFiles()) {
      alone.write(file, content);
      alone.appear();
    }
  }

  /**
   * Finds out before long work whether a file can be written.
   *
   * @throws IOException if not, saying why
   */
  public static void requireWritable(Path file) throws IOException {
    if (isSpecial(file)) {
      if (Files.isDirectory(file)) {
        throw new IOException("cannot write %s: it is a folder".formatted(file));
      }
      if (!Files.isWritable(file)) {
        throw new IOException("cannot write %s: permission denied".formatted(file));
      }
      return;
    }
    try (WholeFiles tried = new WholeFiles()) {
      tried.write(file, out -> {});
    }
  }

  /**
   * Writes a file that is to appear later. A pipe or device is written to at once.
   *
   * @throws IOException if it cannot be written
   */
  public void write(Path file, Content content) throws IOException {
    try (OutputStream out =
        new BufferedOutputStream(
            isSpecial(file) ? Files.newOutputStream(file) : begun(file), BUFFER_BYTES)) {
      content.writeTo(out);
    } catch (UncheckedIOException e) {
      throw cannotWrite(file, e.getCause() == null ? new IOException(e) : e.getCause());
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /**
   * Lets every file written appear in its place.
   *
   * @throws IOException if one cannot; those before it have appeared
   */
  public synchronized void appear() throws IOException {
    requireOpen();
    for (Map.Entry<Path, Path> file : unfinished.entrySet()) {
      try {
        Files.move(file.getValue(), file.getKey(), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw cannotWrite(file.getKey(), e);
      }
    }
    unfinished.clear();
  }

  /** Removes what has been written and has not appeared. */
  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (Path file : unfinished.values()) {
      Files.deleteIfExists(file);
    }
    unfinished.clear();
  }

  /**
   * Refuses a place for results where they would destroy what is read, whatever links and spellings
   * lead there; and the name by which others mean standard output.
   *
   * @param option what names the place
   * @param read what is read: the events, rule and settings files
   * @throws WrongUseException if it is such a place
   */
  public static void requirePlaceOfItsOwn(String option, Path file, Collection<Path> read)
      throws IOException {
    if (file.toString().equals("-")) {
      throw new WrongUseException("%s takes the name of a file, not -".formatted(option));
    }
    for (Path source : read) {
      if (Files.isRegularFile(file)
          && Files.isRegularFile(source)
          && Files.isSameFile(file, source)) {
        throw new WrongUseException(
            "%s would overwrite %s, which is read; name another %s"
                .formatted(file, source, option));
      }
    }
  }

  /** Of a name that is new: nothing that lies there, a link for instance, is written to or removed. */
  private synchronized OutputStream begun(Path file) throws IOException {
    requireOpen();
    while (true) {
      Path path = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID() + ".tmp");
      try {
        OutputStream out =
            Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        unfinished.put(file, path);
        return out;
      } catch (FileAlreadyExistsException taken) {
        continue;
      }
    }
  }

  private void requireOpen() throws IOException {
    if (closed) {
      throw new InterruptedIOException("interrupted");
    }
  }

  private static boolean isSpecial(Path file) {
    return Files.exists(file) && !Files.isRegularFile(file); // a pipe, or /dev/null
  }

  private static IOException cannotWrite(Path file, IOException e) {
    return new IOException("cannot write %s: %s".formatted(file, why(file, e)), e);
  }

  private static String why(Path file, IOException e) {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      return "there is no folder " + folder;
    }
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException files ? files.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }
}
