package io.rfmstreams.offline.events;

import java.util.List;

/** The rows of a file of lines that could not be taken, with their reasons. */
public final class RejectsCsv {
  public static final List<String> HEADER = List.of("line", "reason");

  private RejectsCsv() {}

  /** A reject's fields, in the header's order. */
  public static List<Object> row(EventLine.Reject reject) {
    return List.of(
        reject.number(), reject.rejection().reason().code() + ": " + reject.rejection().detail());
  }
}
