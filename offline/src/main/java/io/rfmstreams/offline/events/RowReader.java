package io.rfmstreams.offline.events;

import io.rfmstreams.offline.csv.CsvRecord;
import java.util.function.Consumer;

/** Makes events of a file's records. */
public interface RowReader {

  /**
   * Reads one record.
   *
   * @param sink takes what it is: an event or a reject, for some layouts none or several
   */
  void read(CsvRecord record, Consumer<EventLine> sink);
}
