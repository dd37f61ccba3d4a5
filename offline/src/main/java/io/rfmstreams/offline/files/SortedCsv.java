package io.rfmstreams.offline.files;

import io.rfmstreams.offline.csv.CsvText;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file whose rows come in any order, from several threads, and need not fit in memory. */
public final class SortedCsv {
  private final List<String> header;
  private final ExternalSort sort;

  /**
   * A file without rows.
   *
   * @param directory where rows are kept until then; the caller removes it
   * @param name what to call what is kept there
   */
  public SortedCsv(Path directory, String name, List<String> header) {
    this.header = List.copyOf(header);
    this.sort = new ExternalSort(directory, name);
  }

  /** Takes rows; one a thread. */
  public Rows rows() {
    return new Rows();
  }

  /**
   * Writes the file, once. Every {@link Rows} must be closed by now.
   *
   * @throws IOException if it cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    out.write(new CsvText().row(header));
    sort.merge(row -> out.write(row.bytes()));
  }

  /** Rows of one thread, on their way into the file. */
  public final class Rows implements AutoCloseable {
    private final CsvText csv = new CsvText();
    private final ExternalSort.Rows rows = sort.rows();

    private Rows() {}

    /**
     * Takes a row.
     *
     * @throws java.io.UncheckedIOException if the disk does not
     */
    public void add(SortKey key, List<? extends @Nullable Object> fields) {
      rows.add(key, csv.row(fields));
    }

    @Override
    public void close() {
      rows.close();
    }
  }
}
