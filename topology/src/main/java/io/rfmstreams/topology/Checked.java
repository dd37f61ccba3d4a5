package io.rfmstreams.topology;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.Rejection;
import java.time.Instant;

/** A journal record that {@code check-event} has looked at. */
sealed interface Checked {

  /** An event that can be decided. */
  record Event(MemberEvent event, Original original) implements Checked {}

  /** A tick: every day before {@code at} is closed. */
  record Tick(Instant at) implements Checked {}

  /** An event that belongs into another partition, and says why; whether its type is known is open. */
  record Misplaced(MemberEvent event, Rejection rejection, Original original) implements Checked {}

  /** A record that cannot be taken in. */
  record Refused(Rejection rejection, Original original) implements Checked {}
}
