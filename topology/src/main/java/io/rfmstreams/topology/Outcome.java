package io.rfmstreams.topology;

import io.rfmstreams.engine.Decision;
import io.rfmstreams.engine.Rejection;

/** What comes of a journal record. */
sealed interface Outcome {

  /** Something readers of the outputs should see of a member. */
  record Decided(String memberId, Decision decision) implements Outcome {}

  /** A record that cannot be a fact, with the reason. */
  record DeadLetter(Rejection rejection, Original original) implements Outcome {}
}
