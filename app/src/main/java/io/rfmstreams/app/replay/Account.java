package io.rfmstreams.app.replay;

import io.rfmstreams.engine.Fate;
import io.rfmstreams.engine.Trigger;
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
  long triggers;
  long heldOut;

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
    triggers += other.triggers;
    heldOut += other.heldOut;
  }

  void count(Trigger candidate) {
    if (candidate.arm() == Trigger.Arm.TREATED) {
      triggers++;
    } else {
      heldOut++;
    }
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
    return new Replayed(
        asOf, asOfSetByLine, reconciliation, members, transitions, triggers, heldOut);
  }
}
