package io.rfmstreams.app.replay;

import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Unsettled;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What a replay, or one thread of it, has counted so far; amounts in minor units. */
final class Account {
  long accepted;
  long duplicate;
  long rejected;
  long afterAsOf;
  long paidMinor;
  long forgottenMinor;
  long inMembersMinor;
  Unsettled unsettled = Unsettled.NONE;
  long members;
  long transitions;
  Tally tally = Tally.NONE;

  void count(Fate.Kind fate) {
    switch (fate) {
      case ACCEPTED -> accepted++;
      case DUPLICATE -> duplicate++;
      case DEAD_LETTER -> rejected++;
    }
  }

  void add(Account other) {
    accepted += other.accepted;
    duplicate += other.duplicate;
    rejected += other.rejected;
    afterAsOf += other.afterAsOf;
    paidMinor += other.paidMinor;
    forgottenMinor += other.forgottenMinor;
    inMembersMinor += other.inMembersMinor;
    unsettled = unsettled.plus(other.unsettled);
    members += other.members;
    transitions += other.transitions;
    tally = tally.plus(other.tally);
  }

  Replayed replayed(@Nullable LocalDate asOf, @Nullable Long asOfSetByLine) {
    Reconciliation reconciliation =
        new Reconciliation(
            accepted,
            duplicate,
            rejected,
            afterAsOf,
            paidMinor,
            forgottenMinor,
            inMembersMinor,
            unsettled);
    return new Replayed(asOf, asOfSetByLine, reconciliation, members, transitions, tally);
  }
}
