package io.rfmstreams.app.events;

import io.rfmstreams.engine.Fate;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a file's lines: how many had which fate, and the first that were rejected. */
public final class LineAccount {
  private static final int REJECTS_SHOWN = 5;

  private final List<EventLine.Reject> firstRejects = new ArrayList<>();
  private @Nullable String notice;
  private long accepted;
  private long duplicate;
  private long rejected;

  void count(long line, Fate fate) {
    switch (fate.kind()) {
      case ACCEPTED -> accepted++;
      case DUPLICATE -> duplicate++;
      case DEAD_LETTER ->
          reject(
              new EventLine.Reject(
                  line, Objects.requireNonNull(fate.rejection(), "a dead letter has a reason")));
    }
  }

  /**
   * Notices that a file reaches into the future, which is most likely a slip in one line.
   *
   * @param day its last day
   * @param line the first line of that day
   */
  void reaches(LocalDate day, long line, LocalDate today) {
    if (day.isAfter(today)) {
      notice =
          "line %,d is dated %s, in the future, and all days up to it count as silence of the others"
              .formatted(line, day);
    }
  }

  void reject(EventLine.Reject reject) {
    rejected++;
    keep(reject);
  }

  void add(LineAccount other) {
    accepted += other.accepted;
    duplicate += other.duplicate;
    rejected += other.rejected;
    other.firstRejects.forEach(this::keep);
  }

  private void keep(EventLine.Reject reject) {
    firstRejects.add(reject);
    firstRejects.sort(Comparator.comparing(EventLine.Reject::number));
    if (firstRejects.size() > REJECTS_SHOWN) {
      firstRejects.remove(REJECTS_SHOWN);
    }
  }

  public long accepted() {
    return accepted;
  }

  public long duplicate() {
    return duplicate;
  }

  public long rejected() {
    return rejected;
  }

  /** Says which lines were rejected and why, of many only the first; and what else is odd. */
  public void tell(String source, PrintWriter err) {
    if (notice != null) {
      err.printf("%s, %s%n", source, notice);
    }
    for (EventLine.Reject reject : firstRejects) {
      err.printf(
          "%s, line %d: %s: %s%n",
          source, reject.number(), reject.rejection().reason().code(), reject.rejection().detail());
    }
    long others = rejected - firstRejects.size();
    if (others > 0) {
      err.printf("%,d more lines were rejected; replay writes all down%n", others);
    }
  }
}
