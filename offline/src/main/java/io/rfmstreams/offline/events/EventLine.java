package io.rfmstreams.offline.events;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;

/** What a record of an events file turned out to be. */
public sealed interface EventLine {

  /** The number of the line its record begins on, from 1, the header included. */
  long number();

  /** A well-formed event. */
  record Event(long number, MemberEvent event) implements EventLine {}

  /**
   * A record that cannot be taken, and why.
   *
   * @param toEnd whether it takes the rest of the file with it, so that the file was not read to its end
   */
  record Reject(long number, Rejection rejection, boolean toEnd) implements EventLine {

    /** One that others may follow. */
    public Reject(long number, Rejection rejection) {
      this(number, rejection, false);
    }
  }
}
