package io.rfmstreams.offline.files;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Rows that come in any order, from several threads, need not fit in memory, and leave sorted: an
 * external merge sort. Runs of rows are sorted in memory and written to disk; at the end they are
 * merged, so many at once as a process may surely open.
 */
public final class ExternalSort {
  private static final int ROWS_IN_MEMORY = 1 << 15;
  private static final long BYTES_IN_MEMORY = 1 << 25;
  private static final int RUNS_AT_ONCE = 256;

  private final Path directory;
  private final String name;
  private final int rowsInMemory;
  private final int runsAtOnce;
  private final AtomicInteger runs = new AtomicInteger();

  /** A row, of whatever bytes. */
  public record Row(SortKey key, byte[] bytes) {
    private void writeTo(DataOutputStream out) throws IOException {
      out.writeLong(key.first());
      writeBytes(key.text(), out);
      out.writeLong(key.second());
      out.writeLong(key.third());
      writeBytes(bytes, out);
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** Takes the rows in order. */
  public interface Sink {
    void take(Row row) throws IOException;
  }

  /**
   * Without rows.
   *
   * @param directory where runs are kept; the caller removes it
   * @param name what the runs' names begin with
   */
  public ExternalSort(Path directory, String name) {
    this(directory, name, ROWS_IN_MEMORY, RUNS_AT_ONCE);
  }

  public ExternalSort(Path directory, String name, int rowsInMemory, int runsAtOnce) {
    this.directory = directory;
    this.name = name;
    this.rowsInMemory = rowsInMemory;
    this.runsAtOnce = runsAtOnce;
  }

  /** Takes rows; one a thread. */
  public Rows rows() {
    return new Rows();
  }

  /**
   * Hands on all rows in order, once. Every {@link Rows} must be closed by now.
   *
   * @throws IOException if the sink does, or the runs cannot be read back
   */
  public void merge(Sink sink) throws IOException {
    Deque<Path> left = new ArrayDeque<>();
    for (int run = 0; run < runs.get(); run++) {
      left.add(runFile(run));
    }
    while (left.size() > runsAtOnce) {
      Path longer = runFile(runs.getAndIncrement());
      try (DataOutputStream run = open(longer)) {
        merge(taken(left), row -> row.writeTo(run));
      } catch (IOException e) {
        throw TemporaryFolder.cannotWrite(longer, e);
      }
      left.add(longer);
    }
    merge(left, sink);
  }

  private List<Path> taken(Deque<Path> left) {
    List<Path> taken = new ArrayList<>();
    while (taken.size() < runsAtOnce) {
      taken.add(left.remove());
    }
    return taken;
  }

  /** Hands on the rows of some runs in order, and deletes the runs. */
  private static void merge(Collection<Path> files, Sink sink) throws IOException {
    List<Run> opened = new ArrayList<>();
    try {
      PriorityQueue<Run> next =
          new PriorityQueue<>(Comparator.comparing((Run run) -> run.row().key(), SortKey.ORDER));
      for (Path file : files) {
        Run run = new Run(file);
        opened.add(run);
        if (run.advance()) {
          next.add(run);
        }
      }
      for (Run run = next.poll(); run != null; run = next.poll()) {
        sink.take(run.row());
        if (run.advance()) {
          next.add(run);
        }
      }
    } finally {
      for (Run run : opened) {
        run.close();
      }
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  private static DataOutputStream open(Path file) throws IOException {
    return ScratchFile.write(file);
  }

  private Path runFile(int run) {
    return directory.resolve(name + "." + run);
  }

  /** Rows of one thread, on their way into a run. */
  public final class Rows implements AutoCloseable {
    private final List<Row> rows = new ArrayList<>();
    private long bytesInMemory;

    private Rows() {}

    /**
     * Takes a row.
     *
     * @throws java.io.UncheckedIOException if the disk does not
     */
    public void add(SortKey key, byte[] bytes) {
      rows.add(new Row(key, bytes));
      bytesInMemory += bytes.length;
      if (rows.size() >= rowsInMemory || bytesInMemory >= BYTES_IN_MEMORY) {
        spill();
      }
    }

    @Override
    public void close() {
      if (!rows.isEmpty()) {
        spill();
      }
    }

    private void spill() {
      rows.sort(Comparator.comparing(Row::key, SortKey.ORDER));
      Path file = runFile(runs.getAndIncrement());
      try (DataOutputStream out = open(file)) {
        for (Row row : rows) {
          row.writeTo(out);
        }
      } catch (IOException e) {
        throw TemporaryFolder.cannotWrite(file, e);
      }
      rows.clear();
      bytesInMemory = 0;
    }
  }

  /** A run being read back. */
  private static final class Run {
    private final DataInputStream in;
    private Row row = new Row(new SortKey(0, new byte[0], 0, 0), new byte[0]);

    Run(Path file) throws IOException {
      in = ScratchFile.read(file);
    }

    Row row() {
      return row;
    }

    /** Goes to the next row; false if there is none. */
    boolean advance() throws IOException {
      long first;
      try {
        first = in.readLong();
      } catch (EOFException end) {
        return false;
      }
      row = new Row(new SortKey(first, readBytes(), in.readLong(), in.readLong()), readBytes());
      return true;
    }

    private byte[] readBytes() throws IOException {
      return in.readNBytes(in.readInt());
    }

    void close() throws IOException {
      in.close();
    }
  }
}
