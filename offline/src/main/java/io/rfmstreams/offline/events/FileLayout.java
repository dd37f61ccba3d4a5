package io.rfmstreams.offline.events;

import io.rfmstreams.offline.csv.CsvRecord;
import java.nio.file.Path;
import java.util.List;

/** What the columns of a file mean. */
public interface FileLayout {

  /** Columns under their own names, {@code event_id,member_id,…}. */
  FileLayout OWN =
      (source, header, events) -> new EventRow(EventsHeader.read(source, header), events);

  /** What stands between the fields of a record. */
  default char separator() {
    return ',';
  }

  /**
   * What to do about a file with another separator.
   *
   * @param other the separator it has
   */
  default String adviceOnSeparator(char other) {
    return "save the file with ',' as its field separator, and amounts with a decimal point";
  }

  /** The files that are read beside the file itself. */
  default List<Path> alsoRead() {
    return List.of();
  }

  /**
   * Reads a header.
   *
   * @param source what to call the file to people
   * @param header the first record
   * @param events makes events of texts
   * @return the reader of the records that follow
   * @throws EventsFileException if the header is not of this layout
   */
  RowReader rows(String source, CsvRecord header, EventReading events);
}
