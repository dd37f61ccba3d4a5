package io.rfmstreams.app.events;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;

/** What a line of an events file turned out to be. */
public sealed interface EventLine {

  /** The number of the line, from 1, the header included; of several lines the first. */
  long number();

  /** A well-formed event. */
  record Event(long number, MemberEvent event) implements EventLine {}

  /** A line that cannot be taken, and why. */
  record Reject(long number, Rejection rejection) implements EventLine {}
}
