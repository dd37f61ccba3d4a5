package io.rfmstreams.app.events;

import io.rfmstreams.engine.RuleBook;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * A file of events in CSV (RFC 4180, UTF-8, no line ends within fields); gzipped if its name ends in
 * {@code .gz}, standard input if it is {@code -}. It is read once, line by line.
 */
public final class EventsFile {

  private static final String STANDARD_INPUT = "-";
  private static final int BUFFER_BYTES = 1 << 16;

  private static final int LINES_BETWEEN_REPORTS = 1 << 12;

  private final String name;

  /** Told how far the reading has come. */
  public interface Progress {
    /** Nobody is told. */
    Progress UNTOLD = (bytes, of) -> {};

    /**
     * @param bytes how many are read
     * @param of the file's size; 0 if nobody knows
     */
    void read(long bytes, long of);
  }

  /**
   * @param name the file's path, or {@code -}
   */
  public EventsFile(String name) {
    this.name = name;
  }

  /** What to call it to people. */
  public String source() {
    return name.equals(STANDARD_INPUT) ? "standard input" : name;
  }

  /** Where it is; empty for standard input. */
  Optional<Path> path() {
    return name.equals(STANDARD_INPUT) ? Optional.empty() : Optional.of(Path.of(name));
  }

  /**
   * Reads every line in the file's order.
   *
   * @param rules gives the currency and the known types
   * @param sink takes each line; a bad one does not stop the others
   * @throws EventsFileException if the file cannot be read or its header is no events header
   */
  public void read(RuleBook rules, Consumer<EventLine> sink) {
    read(rules, sink, Progress.UNTOLD);
  }

  /** Reads every line as {@link #read(RuleBook, Consumer)} does, and tells how far it has come. */
  public void read(RuleBook rules, Consumer<EventLine> sink, Progress progress) {
    try (Counted raw = new Counted(open());
        InputStream bytes = unzipped(raw)) {
      CsvLines lines = new CsvLines(bytes);
      EventRow row = new EventRow(header(lines), rules);
      long size = size();
      while (lines.advance()) {
        sink.accept(row.read(lines));
        if (lines.number() % LINES_BETWEEN_REPORTS == 0) {
          progress.read(raw.count, size);
        }
      }
    } catch (NoSuchFileException e) {
      throw new EventsFileException("there is no file " + source(), e);
    } catch (IOException e) {
      throw new EventsFileException("cannot read %s: %s".formatted(source(), e.getMessage()), e);
    }
  }

  private EventsHeader header(CsvLines lines) throws IOException {
    if (!lines.advance()) {
      throw new EventsFileException(source() + " is empty; its first line must be the header");
    }
    try {
      return EventsHeader.read(source(), lines.fields());
    } catch (CsvLines.MalformedLineException e) {
      throw new EventsFileException(
          "%s, line %d: %s; it must be the header"
              .formatted(source(), lines.number(), e.getMessage()));
    }
  }

  private InputStream open() throws IOException {
    if (name.equals(STANDARD_INPUT)) {
      return new BufferedInputStream(System.in, BUFFER_BYTES);
    }
    Path path = Path.of(name);
    if (Files.isDirectory(path)) {
      throw new EventsFileException(source() + " is a directory, not a file of events");
    }
    return new BufferedInputStream(Files.newInputStream(path), BUFFER_BYTES);
  }

  private InputStream unzipped(InputStream raw) throws IOException {
    return name.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
  }

  private long size() throws IOException {
    return name.equals(STANDARD_INPUT) ? 0 : Files.size(Path.of(name));
  }

  /** Counts the bytes read through it. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count += read < 0 ? 0 : 1;
      return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int read = super.read(bytes, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
