package io.rfmstreams.offline.replay;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Tally.Count;
import io.rfmstreams.offline.events.Account;
import io.rfmstreams.offline.events.Notice;
import io.rfmstreams.offline.events.RowCounts;
import java.util.Optional;

/** A replay's account as one JSON object; amounts in minor units. */
public final class ReplayJson {
  private final ObjectNode root = new ObjectMapper().createObjectNode();

  /**
   * @param rows what the rows told; empty for a file in our own columns
   * @param endsInFuture whether the as-of day is after today, and only a line of the file says so
   */
  public ReplayJson(
      Account account, Optional<RowCounts> rows, boolean endsInFuture, String currency) {
    root.put("asOf", String.valueOf(account.asOf()));
    root.put("asOfSetByLine", account.asOfSetByLine());
    root.put("asOfInFuture", endsInFuture);
    rows.ifPresent(
        counts ->
            root.putObject("rows")
                .put("read", counts.read())
                .put("toldOne", counts.toldOne())
                .put("toldSeveral", counts.toldSeveral())
                .put("toldNothing", counts.toldNothing())
                .put("refused", counts.refused())
                .put("events", counts.events()));
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
    account.rejects().writeTo(root.putArray("rejects"));
    ArrayNode notices = root.putArray("notices");
    for (Notice notice : account.notices()) {
      notices
          .addObject()
          .put("code", notice.code())
          .put("count", notice.count())
          .put("words", notice.words());
    }
    root.put("members", account.members());
    root.put("transitions", account.transitions());
    Tally tally = account.tally();
    root.put("candidates", tally.candidates());
    root.put("triggers", tally.of(Count.SENT));
    root.put("heldOut", tally.of(Count.HELD_OUT));
    root.put("early", tally.of(Count.EARLY));
    root.put("blocked", tally.of(Count.BLOCKED));
    root.put("expired", tally.of(Count.EXPIRED));
    root.put("withdrawn", tally.of(Count.WITHDRAWN));
    root.put("cancelled", tally.of(Count.CANCELLED));
    root.put("repeatedPurchases", tally.of(Count.REPEATED_PURCHASES));
  }

  public String text() {
    return root.toString();
  }
}
