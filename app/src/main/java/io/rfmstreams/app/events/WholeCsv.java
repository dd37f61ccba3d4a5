package io.rfmstreams.app.events;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes CSV files that appear whole or not at all: LF, quotes only where needed, empty for null. */
public final class WholeCsv {

  private WholeCsv() {}

  /**
   * Writes one file.
   *
   * @param row the fields of an item, in the header's order
   * @throws IOException if it cannot be written; what was there before is then still there
   */
  public static <T> void write(
      Path file, List<String> header, List<T> items, Function<T, List<@Nullable Object>> row)
      throws IOException {
    boolean special = Files.exists(file) && !Files.isRegularFile(file); // a pipe, or /dev/null
    Path unfinished = special ? file : unfinished(file);
    try {
      try (CsvWriter csv =
          CsvWriter.builder()
              .lineDelimiter(LineDelimiter.LF)
              .build(unfinished, StandardCharsets.UTF_8)) {
        csv.writeRecord(header);
        for (T item : items) {
          csv.writeRecord(
              row.apply(item).stream()
                  .map(field -> field == null ? "" : field.toString())
                  .toList());
        }
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

  /** Writes the lines that could not be taken, with their reasons. */
  public static void writeRejects(Path file, List<EventLine.Reject> rejects) throws IOException {
    write(
        file,
        List.of("line", "reason"),
        rejects,
        reject ->
            List.of(
                reject.number(),
                reject.rejection().reason().code() + ": " + reject.rejection().detail()));
  }
}
