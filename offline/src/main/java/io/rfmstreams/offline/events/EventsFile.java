package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.WrongUseException;
import io.rfmstreams.offline.csv.CsvRecord;
import io.rfmstreams.offline.csv.CsvRecords;
import io.rfmstreams.offline.csv.MalformedRecordException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of events in CSV (RFC 4180, UTF-8); gzipped if its name ends in {@code .gz}, standard input if
 * it is {@code -}. It is read once, record by record.
 */
public final class EventsFile {

  private static final String STANDARD_INPUT = "-";
  private static final int BUFFER_BYTES = 1 << 16;

  /** What gzipped files begin with. */
  private static final byte[] GZIP = {0x1f, (byte) 0x8b};

  private final String name;
  private final FileLayout layout;
  private final @Nullable AssumedZone zone;
  private final RowTally tally = new RowTally();

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
   * @throws WrongUseException if it is empty
   */
  public EventsFile(String name) {
    this(name, FileLayout.OWN, null);
  }

  /**
   * A file in any layout.
   *
   * @param name the file's path, or {@code -}
   * @param layout what its columns mean
   * @param zone that of times without an offset; null if they are refused
   * @throws WrongUseException if the name is empty
   */
  public EventsFile(String name, FileLayout layout, @Nullable AssumedZone zone) {
    if (name.isEmpty()) {
      throw new WrongUseException(
          "FILE is empty, expected a file of events, or - for standard input");
    }
    this.name = name;
    this.layout = layout;
    this.zone = zone;
  }

  /** What to call it to people. */
  public String source() {
    return name.equals(STANDARD_INPUT) ? "standard input" : name;
  }

  /** Where it is, unless it is standard input, and what is read beside it. */
  public List<Path> paths() {
    return Stream.concat(
            name.equals(STANDARD_INPUT) ? Stream.of() : Stream.of(Path.of(name)),
            layout.alsoRead().stream())
        .toList();
  }

  /** What the rows read so far told; empty in our own columns, where each is an event or a reject. */
  public Optional<RowCounts> rows() {
    return layout == FileLayout.OWN ? Optional.empty() : Optional.of(tally.counts());
  }

  /**
   * Reads every record in the file's order.
   *
   * @param rules gives the currency and the known types
   * @param sink takes each record; a bad one does not stop the others
   * @throws EventsFileException if the file cannot be read or its header is no events header
   */
  public void read(RuleBook rules, Consumer<EventLine> sink) {
    read(rules, sink, Progress.UNTOLD);
  }

  /** Reads every record as {@link #read(RuleBook, Consumer)} does, and tells how far it has come. */
  public void read(RuleBook rules, Consumer<EventLine> sink, Progress progress) {
    try (InputStream file = open()) {
      requireFormat(file);
      read(new Counted(file), rules, sink, progress);
    } catch (NoSuchFileException e) {
      throw new EventsFileException("there is no file " + source(), e);
    } catch (IOException e) {
      throw new EventsFileException("cannot read %s: %s".formatted(source(), e.getMessage()), e);
    }
  }

  private void read(Counted raw, RuleBook rules, Consumer<EventLine> sink, Progress progress)
      throws IOException {
    Place at = new Place();
    try {
      CsvRecords records =
          new CsvRecords(text(isZipped() ? unzipped(raw) : raw), layout.separator());
      CsvRecord header = HeaderRecord.read(source(), records, layout);
      RowReader rows = layout.rows(source(), header, new EventReading(rules, zone));
      long size = size();
      new LinesAhead(
              new LinesAhead.Source() {
                @Override
                public int read(Consumer<EventLine> lines) throws IOException {
                  if (!records.advance()) {
                    return -1;
                  }
                  at.line = records.line();
                  EventsFile.read(records, rows, tally.before(lines));
                  tally.endOfRow();
                  return records.length();
                }

                @Override
                public long bytes() {
                  return raw.count;
                }
              })
          .forEach(sink, bytes -> progress.read(bytes, size));
    } catch (IOException e) {
      if (!isZipped()) {
        throw e;
      }
      throw new EventsFileException(
          "%s is damaged after line %d, which is within its first %d bytes: %s"
              .formatted(
                  source(),
                  at.line,
                  raw.count,
                  e.getMessage() == null ? "it ends too soon" : e.getMessage()),
          e);
    }
  }

  private static void read(CsvRecords records, RowReader rows, Consumer<EventLine> sink) {
    CsvRecord record;
    try {
      record = records.record();
    } catch (MalformedRecordException e) {
      Rejection rejection =
          new Rejection(Rejection.Reason.MALFORMED, String.valueOf(e.getMessage()));
      sink.accept(new EventLine.Reject(records.line(), rejection, records.isUnclosed()));
      return;
    }
    rows.read(record, sink);
  }

  /** UTF-8, unless it begins with the mark of UTF-16, as what spreadsheets call Unicode does. */
  private static Reader text(InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER_BYTES);
    buffered.mark(2);
    int first = buffered.read() << 8 | buffered.read();
    buffered.reset();
    boolean wide = first == 0xfeff || first == 0xfffe;
    return new InputStreamReader(buffered, wide ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
  }

  /** Reads the first bytes, and goes back. */
  private void requireFormat(InputStream file) throws IOException {
    file.mark(GZIP.length);
    byte[] first = file.readNBytes(GZIP.length);
    file.reset();
    if (first.length == 0) {
      throw HeaderRecord.missing(source());
    }
    boolean zipped = Arrays.equals(first, GZIP);
    if (zipped && !isZipped()) {
      throw new EventsFileException(
          source()
              + (name.equals(STANDARD_INPUT)
                  ? " looks gzipped; unzip it on its way: gunzip -c FILE | rfm …"
                  : " looks gzipped; let its name end in .gz"));
    }
    if (!zipped && isZipped()) {
      throw new EventsFileException(
          "cannot read %s: it is not gzipped, as its name says".formatted(source()));
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

  private boolean isZipped() {
    return name.endsWith(".gz");
  }

  /** All members of the file. The JDK's own reader takes a damaged one for the end. */
  private static InputStream unzipped(InputStream raw) throws IOException {
    return GzipCompressorInputStream.builder()
        .setInputStream(raw)
        .setDecompressConcatenated(true)
        .get();
  }

  private long size() throws IOException {
    return name.equals(STANDARD_INPUT) ? 0 : Files.size(Path.of(name));
  }

  /** Where the reading has come to. */
  private static final class Place {
    private long line;
  }

  /** Counts the bytes read through it; it does not go back. */
  private static final class Counted extends FilterInputStream {
    private long count;

    Counted(InputStream in) {
      super(in);
    }

    @Override
    public boolean markSupported() {
      return false;
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
