package io.rfmstreams.engine;

import org.jspecify.annotations.Nullable;

/**
 * What became of an event that was decided.
 *
 * @param kind accepted, duplicate or dead letter
 * @param rejection why it is a dead letter; null otherwise
 */
public record Fate(Kind kind, @Nullable Rejection rejection) {

  /** The three things that can become of an event. */
  public enum Kind {
    /** It is a fact now. */
    ACCEPTED,
    /** Its id was known; the first one in the log counts. */
    DUPLICATE,
    /** It cannot be a fact any more. */
    DEAD_LETTER
  }

  static final Fate ACCEPTED = new Fate(Kind.ACCEPTED, null);
  static final Fate DUPLICATE = new Fate(Kind.DUPLICATE, null);

  static Fate deadLetter(Rejection rejection) {
    return new Fate(Kind.DEAD_LETTER, rejection);
  }
}
