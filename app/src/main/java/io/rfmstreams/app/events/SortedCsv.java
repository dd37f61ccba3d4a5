package io.rfmstreams.app.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A CSV file whose rows come in any order, from several threads, and need not fit in memory. */
public final class SortedCsv {
  private final String name;
  private final List<String> header;
  private final ExternalSort sort;

  /**
   * A file without rows.
   *
   * @param directory where rows are kept until then; the caller removes it
   * @param name the file's name
   */
  public SortedCsv(Path directory, String name, List<String> header) {
    this.name = name;
    this.header = List.copyOf(header);
    this.sort = new ExternalSort(directory, name);
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
          sort.merge(row -> out.write(row.bytes()));
        });
  }

  /** Rows of one thread, on their way into the file. */
  public final class Rows implements AutoCloseable {
    private final CsvText csv = new CsvText();
    private final ExternalSort.Rows rows = sort.rows();

    private Rows() {}

    /**
     * Takes a row.
     *
     * @throws io.rfmstreams.app.cli.Failure if the disk does not
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
