package io.rfmstreams.offline.events;

/**
 * What the rows of a file in others' columns told.
 *
 * @param read rows, refused ones too
 * @param refused rows of which nothing was taken
 * @param toldNothing rows that are none of our business, such as the further items of an order
 * @param toldSeveral rows of more than one event
 * @param events events of all rows
 */
public record RowCounts(long read, long refused, long toldNothing, long toldSeveral, long events) {

  /** Rows of just one event. */
  public long toldOne() {
    return read - refused - toldNothing - toldSeveral;
  }

  /** The counts as a person reads them. */
  public String asText() {
    return "%,d = one event %,d + several %,d + nothing %,d + refused %,d; %,d events"
        .formatted(read, toldOne(), toldSeveral, toldNothing, refused, events);
  }
}
