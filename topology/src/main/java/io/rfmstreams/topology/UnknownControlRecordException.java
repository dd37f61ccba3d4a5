package io.rfmstreams.topology;

import io.rfmstreams.engine.Rejection;

/** The journal holds a control record that this program does not know, so it must not go on. */
public final class UnknownControlRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnknownControlRecordException(String type, Original original) {
    super(
        "The control record %s in %s is not known to this version of the program. Leaving it out would decide differently from the instances that know it, so the partition stops here; upgrade this instance."
            .formatted(Rejection.quoted(type), original.place()));
  }
}
