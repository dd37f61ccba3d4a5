package io.rfmstreams.offline.events;

import java.util.function.Consumer;

/** Counts what each row of a file tells, on its way. */
final class RowTally {
  private long read;
  private long refused;
  private long toldNothing;
  private long toldSeveral;
  private long events;
  private long ofThisRow;
  private boolean refusedThisRow;

  /** What a row tells goes through here. */
  Consumer<EventLine> before(Consumer<EventLine> sink) {
    return line -> {
      if (line instanceof EventLine.Event) {
        ofThisRow++;
      } else {
        refusedThisRow = true;
      }
      sink.accept(line);
    };
  }

  /** A row has told all. */
  void endOfRow() {
    read++;
    events += ofThisRow;
    if (refusedThisRow) {
      refused++;
    } else if (ofThisRow == 0) {
      toldNothing++;
    } else if (ofThisRow > 1) {
      toldSeveral++;
    }
    ofThisRow = 0;
    refusedThisRow = false;
  }

  RowCounts counts() {
    return new RowCounts(read, refused, toldNothing, toldSeveral, events);
  }
}
