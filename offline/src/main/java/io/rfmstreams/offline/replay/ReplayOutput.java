package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.MemberPicture;
import io.rfmstreams.engine.Transition;
import io.rfmstreams.engine.WinbackSignal;
import io.rfmstreams.offline.events.EventLine;

/**
 * Takes what a replay finds. Each member's transitions and signals come in order; the members in none,
 * and several threads find at once.
 */
public interface ReplayOutput {

  /** What one thread puts its findings in. */
  Part part();

  /** One thread's findings. */
  interface Part extends AutoCloseable {

    /** How a member looks at the end of the as-of day. */
    void member(MemberPicture member);

    void transition(Transition transition);

    /** A win-back trigger or the cancellation of one, those that nobody is told of included. */
    void signal(WinbackSignal signal);

    /** A line that could not be taken. */
    void rejected(EventLine.Reject reject);

    @Override
    void close();
  }
}
