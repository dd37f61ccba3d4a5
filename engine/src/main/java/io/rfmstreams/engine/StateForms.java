package io.rfmstreams.engine;

import java.util.SortedSet;

/**
 * The forms in which this version of the program stores members' states.
 *
 * <p>A form is never changed, only followed by another. While instances of the version before still run,
 * a new one writes the form they read ({@link #writing}); once they are gone it writes its own, and reads
 * both: a state is written anew only when its member's turn comes, which may be years later.
 */
public interface StateForms {

  /** The forms of this version, writing the newest. */
  static StateForms current() {
    return new CurrentForms(MemberStateCodec.VERSION);
  }

  /** The numbers of the forms it reads. */
  SortedSet<Integer> readable();

  /** The number of the form it writes; one of the readable ones. */
  int written();

  /** The stored form of a known member's state. */
  byte[] encode(MemberState state);

  /**
   * Reads a stored state.
   *
   * @throws IllegalStateException if the bytes are of a form it does not read, or damaged
   */
  MemberState decode(byte[] stored);

  /**
   * The same, writing another form: for as long as instances run that read no later one.
   *
   * @throws IllegalArgumentException if it cannot write that form
   */
  StateForms writing(int form);

  /** Why a form is not read, as a clause; said only of one that is not. */
  default String whyNotRead(int form) {
    if (form > readable().last()) {
      return "form %d is of a later version of the program".formatted(form);
    }
    int firstWithConsent = 3;
    return form < firstWithConsent
        ? "form %d kept no consent and no live triggers, and what it left out cannot be made up"
            .formatted(form)
        : "this version of the program no longer reads form %d".formatted(form);
  }
}
