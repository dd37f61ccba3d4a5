package io.rfmstreams.app.events;

import io.rfmstreams.app.cli.TemporaryFolder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file whose rows come in any order, from several threads, and need not fit in memory: an
 * external merge sort. Runs of rows are sorted in memory and written to disk; at the end they are
 * merged.
 */
public final class SortedCsv {
  private static final int ROWS_IN_MEMORY = 1 << 15;
  private static final int BUFFER_BYTES = 1 << 14;

  private final Path directory;
  private final String name;
  private final List<String> header;
  private final AtomicInteger runs = new AtomicInteger();

  /** What a row is sorted by: a number, then a text by its code points, then another number. */
  public record Key(long first, byte[] text, long second) {
    private static final Comparator<Key> ORDER =
        Comparator.comparingLong(Key::first)
            .thenComparing(Key::text, Arrays::compareUnsigned) // as UTF-8 sorts, code points do
            .thenComparingLong(Key::second);

    public static Key of(long first, String text, long second) {
      return new Key(first, text.getBytes(StandardCharsets.UTF_8), second);
    }
  }

  private record Row(Key key, byte[] text) {}

  /**
   * A file without rows.
   *
   * @param directory where runs are kept; the caller removes it
   * @param name the file's name
   */
  public SortedCsv(Path directory, String name, List<String> header) {
    this.directory = directory;
    this.name = name;
    this.header = List.copyOf(header);
  }

  /** Takes rows; one a thread. */
  public Rows rows() {
    return new Rows();
  }

  /**
   * Writes the file. Every {@link Rows} must be closed by now.
   *
   * @param files lets it appear in the folder
   * @throws IOException if it cannot be written
   */
  public void writeTo(Path folder, WholeFiles files) throws IOException {
    files.write(
        folder.resolve(name),
        out -> {
          out.write(new CsvText().row(header));
          merge(out);
        });
  }

  private void merge(OutputStream out) throws IOException {
    List<Run> opened = new ArrayList<>();
    try {
      PriorityQueue<Run> next =
          new PriorityQueue<>(Comparator.comparing((Run run) -> run.row().key(), Key.ORDER));
      for (int run = 0; run < runs.get(); run++) {
        Run reader = new Run(runFile(run));
        opened.add(reader);
        if (reader.advance()) {
          next.add(reader);
        }
      }
      for (Run run = next.poll(); run != null; run = next.poll()) {
        out.write(run.row().text());
        if (run.advance()) {
          next.add(run);
        }
      }
    } finally {
      for (Run run : opened) {
        run.close();
      }
    }
  }

  private Path runFile(int run) {
    return directory.resolve(name + "." + run);
  }

  /** Rows of one thread, on their way into the file. */
  public final class Rows implements AutoCloseable {
    private final CsvText csv = new CsvText();
    private final List<Row> rows = new ArrayList<>();

    private Rows() {}

    /**
     * Takes a row.
     *
     * @throws io.rfmstreams.app.cli.Failure if the disk does not
     */
    public void add(Key key, List<? extends @Nullable Object> fields) {
      rows.add(new Row(key, csv.row(fields)));
      if (rows.size() >= ROWS_IN_MEMORY) {
        close();
      }
    }

    @Override
    public void close() {
      if (rows.isEmpty()) {
        return;
      }
      rows.sort(Comparator.comparing(Row::key, Key.ORDER));
      Path file = runFile(runs.getAndIncrement());
      try (DataOutputStream out =
          new DataOutputStream(
              new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
        for (Row row : rows) {
          out.writeLong(row.key().first());
          writeBytes(row.key().text(), out);
          out.writeLong(row.key().second());
          writeBytes(row.text(), out);
        }
      } catch (IOException e) {
        throw TemporaryFolder.cannotWrite(file, e);
      }
      rows.clear();
    }

    private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
      out.writeInt(bytes.length);
      out.write(bytes);
    }
  }

  /** A run being read back. */
  private static final class Run {
    private final DataInputStream in;
    private Row row = new Row(new Key(0, new byte[0], 0), new byte[0]);

    Run(Path file) throws IOException {
      in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
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
      row = new Row(new Key(first, readBytes(), in.readLong()), readBytes());
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
