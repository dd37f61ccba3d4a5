package io.rfmstreams.app.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.engine.Tally;

/** A replay's account as one JSON object; amounts in minor units. */
final class ReplayJson {
  private final ObjectNode root = new ObjectMapper().createObjectNode();

  /**
   * @param endsInFuture whether the as-of day is after today, and only a line of the file says so
   */
  ReplayJson(Replayed replayed, boolean endsInFuture, String currency) {
    Reconciliation account = replayed.reconciliation();
    root.put("asOf", String.valueOf(replayed.asOf()));
    root.put("asOfSetByLine", replayed.asOfSetByLine());
    root.put("asOfInFuture", endsInFuture);
    root.putObject("lines")
        .put("read", account.lines())
        .put("accepted", account.accepted())
        .put("duplicate", account.duplicate())
        .put("rejected", account.rejected())
        .put("afterAsOf", account.afterAsOf());
    root.putObject("revenueMinor")
        .put("currency", currency)
        .put("in", account.paidMinor())
        .put("inMembers", account.inMembersMinor())
        .put("waitingRefunds", account.unsettled().waitingMinor())
        .put("excess", account.unsettled().excessMinor())
        .put("lapsed", account.unsettled().lapsedMinor())
        .put("forgotten", account.forgottenMinor());
    root.put("members", replayed.members());
    root.put("transitions", replayed.transitions());
    Tally tally = replayed.tally();
    root.put("candidates", tally.candidates());
    root.put("triggers", tally.sent());
    root.put("heldOut", tally.heldOut());
    root.put("blocked", tally.blocked());
    root.put("expired", tally.expired());
    root.put("withdrawn", tally.withdrawn());
    root.put("cancelled", tally.cancelled());
    root.put("repeatedPurchases", tally.repeatedPurchases());
  }

  String text() {
    return root.toString();
  }
}
