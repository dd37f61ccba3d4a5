package io.rfmstreams.app.events;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The file of lines that could not be taken, with their reasons. */
public final class RejectsCsv {
  public static final List<String> HEADER = List.of("line", "reason");

  private RejectsCsv() {}

  /** A reject's fields, in the header's order. */
  public static List<Object> row(EventLine.Reject reject) {
    return List.of(
        reject.number(), reject.rejection().reason().code() + ": " + reject.rejection().detail());
  }

  /**
   * Writes the file, whole or not at all.
   *
   * @throws IOException if it cannot be written
   */
  public static void write(Path file, List<EventLine.Reject> rejects) throws IOException {
    CsvText csv = new CsvText();
    WholeFiles.writeOne(
        file,
        out -> {
          out.write(csv.row(HEADER));
          for (EventLine.Reject reject : rejects) {
            out.write(csv.row(row(reject)));
          }
        });
  }
}
