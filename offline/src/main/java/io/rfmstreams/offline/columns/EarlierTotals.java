package io.rfmstreams.offline.columns;

import io.rfmstreams.engine.Rejection;
import io.rfmstreams.engine.Rejection.Reason;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The amounts that grow from export to export, such as what of an order was refunded so far, as earlier
 * exports told them.
 *
 * <p>An order refunded with 10, later with 15 more, stands in a first export with 10 and in a second
 * with 25. The first gives the event {@code X} of 10. The second, read with the first beside it, gives
 * {@code X} of 10 again, a duplicate, and {@code X/after-10} of 15. The chain of such steps is rebuilt
 * from the exports each time, so it is the same events whoever reads them.
 *
 * <p>A step is named by the total it begins at, not by the one it leads to, so that an export which was
 * forgotten beside another counts too little rather than too much. Without any, the second gives {@code
 * X} of 25: that id is known with another amount, and is refused. A third of 40 with only the first
 * beside it gives {@code X/after-10} of 30, which is refused as well, for one step begins at each total;
 * named {@code X/40} it would be new, and 10 + 15 + 30 counted. What was left out is made up for by
 * the next reading with all of them beside it.
 *
 * <p>What nobody sees here is an earlier export that was itself never loaded, or whose step was refused:
 * beside an export belong all that were loaded before it, oldest first, and only those.
 *
 * <p>Kept is one entry for each amount of an earlier export that was not zero.
 */
public final class EarlierTotals {
  /** How large an amount was, and the time that the row gave its event. */
  record Step(BigDecimal total, String occurredAt) {}

  private final Map<String, List<Step>> steps = new HashMap<>();

  /** A total that fell between two earlier exports, and from what to what. */
  private final Map<String, List<BigDecimal>> fallen = new HashMap<>();

  /**
   * Takes a row's total; exports come oldest first.
   *
   * @param eventId the id of the event that tells it
   * @param total zero if there is none yet
   */
  void learn(String eventId, BigDecimal total, String occurredAt) {
    List<Step> known = steps.get(eventId);
    if (known == null) {
      if (total.signum() > 0) {
        steps.put(eventId, new ArrayList<>(List.of(new Step(total, occurredAt))));
      }
      return;
    }
    BigDecimal last = known.get(known.size() - 1).total();
    if (total.compareTo(last) > 0) {
      known.add(new Step(total, occurredAt));
    } else if (total.compareTo(last) < 0) {
      fallen.putIfAbsent(eventId, List.of(last, total));
    }
  }

  /**
   * The steps by which a total came to be, this row's the last unless it was known.
   *
   * @return none if the total is zero and always was
   * @throws RefusedRowException if it fell
   */
  List<Step> steps(String eventId, BigDecimal total, String occurredAt, String column)
      throws RefusedRowException {
    List<BigDecimal> fell = fallen.get(eventId);
    if (fell != null) {
      throw fell(column, fell.get(0), "%s in a later one".formatted(fell.get(1).toPlainString()));
    }
    List<Step> known = steps.getOrDefault(eventId, List.of());
    if (known.isEmpty()) {
      return total.signum() == 0 ? List.of() : List.of(new Step(total, occurredAt));
    }
    BigDecimal last = known.get(known.size() - 1).total();
    if (total.compareTo(last) < 0) {
      throw fell(column, last, total.toPlainString() + " now");
    }
    if (total.compareTo(last) == 0) {
      return known;
    }
    List<Step> all = new ArrayList<>(known);
    all.add(new Step(total, occurredAt));
    return all;
  }

  private static RefusedRowException fell(String column, BigDecimal before, String after) {
    return new RefusedRowException(
        Reason.CONFLICTING_ID,
        "%s was %s in an earlier export and is %s: it only grows; earlier exports are named oldest first"
            .formatted(Rejection.quoted(column), before.toPlainString(), after));
  }

  /** The id of the event that tells a step. */
  static String idOfStep(String eventId, List<Step> steps, int step) {
    return step == 0
        ? eventId
        : eventId + "/after-" + steps.get(step - 1).total().stripTrailingZeros().toPlainString();
  }
}
