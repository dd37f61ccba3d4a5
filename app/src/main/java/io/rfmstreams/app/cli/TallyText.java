package io.rfmstreams.app.cli;

import io.rfmstreams.engine.Tally;
import io.rfmstreams.engine.Tally.Count;
import java.util.ArrayList;
import java.util.List;

/** What is counted beside the fates of events, as a person reads it. */
public final class TallyText {

  private TallyText() {}

  /** What became of win-back candidates, and purchases that repeat others; nothing where there are none. */
  public static List<String> lines(Tally tally) {
    List<String> lines = new ArrayList<>();
    if (tally.candidates() > 0) {
      lines.add(
          "win-back  %,d candidates = %,d triggers + %,d held out + %,d early + %,d blocked + %,d expired + %,d withdrawn; %,d triggers cancelled"
              .formatted(
                  tally.candidates(),
                  tally.of(Count.SENT),
                  tally.of(Count.HELD_OUT),
                  tally.of(Count.EARLY),
                  tally.of(Count.BLOCKED),
                  tally.of(Count.EXPIRED),
                  tally.of(Count.WITHDRAWN),
                  tally.of(Count.CANCELLED)));
    }
    if (tally.of(Count.REPEATED_PURCHASES) > 0) {
      lines.add(
          "repeated  %,d purchases have order, amount and instant of another under their own id: told twice, or equal lines? They count"
              .formatted(tally.of(Count.REPEATED_PURCHASES)));
    }
    return lines;
  }
}
