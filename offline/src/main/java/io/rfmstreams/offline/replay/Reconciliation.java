package io.rfmstreams.offline.replay;

import io.rfmstreams.engine.Unsettled;
import io.rfmstreams.offline.events.Money;
import java.util.ArrayList;
import java.util.List;

/**
 * Where every line and every amount of a replayed file went.
 *
 * @param accepted events that are facts
 * @param duplicate events whose id was known
 * @param rejected lines that could not be taken
 * @param afterAsOf well-formed events of days after the as-of day, not played
 * @param paidMinor purchases less refunds of the accepted events
 * @param forgottenMinor how much of that was forgotten by erasures
 * @param inMembersMinor what all members' lifetime monetary adds up to
 * @param unsettled refunds that lower no figure
 */
public record Reconciliation(
    long accepted,
    long duplicate,
    long rejected,
    long afterAsOf,
    long paidMinor,
    long forgottenMinor,
    long inMembersMinor,
    Unsettled unsettled) {

  public long lines() {
    return accepted + duplicate + rejected + afterAsOf;
  }

  /** What is left over: 0, or the engine has lost or invented money. */
  public long differenceMinor() {
    return paidMinor - forgottenMinor - inMembersMinor + unsettled.totalMinor();
  }

  /** The account as a person reads it. */
  public List<String> asText(Money money, String currency) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "lines     %,d = accepted %,d + duplicate %,d + rejected %,d + after the as-of day %,d"
            .formatted(lines(), accepted, duplicate, rejected, afterAsOf));
    lines.add(
        "revenue   %s %s = in members %s − waiting refunds %s − excess %s − lapsed %s + forgotten %s"
            .formatted(
                money.grouped(paidMinor),
                currency,
                money.grouped(inMembersMinor),
                money.grouped(unsettled.waitingMinor()),
                money.grouped(unsettled.excessMinor()),
                money.grouped(unsettled.lapsedMinor()),
                money.grouped(forgottenMinor)));
    return lines;
  }
}
