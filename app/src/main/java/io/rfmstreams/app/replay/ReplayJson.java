package io.rfmstreams.app.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A replay's account as one JSON object; amounts in minor units. */
final class ReplayJson {
  private final ObjectNode root = new ObjectMapper().createObjectNode();

  ReplayJson(Replayed replayed, String currency) {
    Reconciliation account = replayed.reconciliation();
    root.put("asOf", String.valueOf(replayed.asOf()));
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
    root.put("triggers", replayed.triggers());
  }

  String text() {
    return root.toString();
  }
}
