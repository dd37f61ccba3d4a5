package io.rfmstreams.offline.events;

import io.rfmstreams.engine.Fate;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What became of a file's lines: how many had which fate, and why some were rejected. */
public final class LineAccount {
  private final RejectSummary rejects = new RejectSummary();
  private final List<Notice> notices = new ArrayList<>();
  private @Nullable LocalDate lastDay;
  private long lastDaysLine;
  private long accepted;
  private long duplicate;

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
   * Notices how far a file reaches.
   *
   * @param day its last day
   * @param line the first line of that day
   */
  void reaches(LocalDate day, long line) {
    lastDay = day;
    lastDaysLine = line;
  }

  void notice(Notice odd) {
    notices.add(odd);
  }

  void reject(EventLine.Reject reject) {
    rejects.add(reject);
  }

  void add(LineAccount other) {
    accepted += other.accepted;
    duplicate += other.duplicate;
    rejects.add(other.rejects);
  }

  public long accepted() {
    return accepted;
  }

  public long duplicate() {
    return duplicate;
  }

  public long rejected() {
    return rejects.count();
  }

  /** The rejected lines by reason. */
  public RejectSummary rejects() {
    return rejects;
  }

  /**
   * Says why lines were rejected, by reason, and what else is odd: that a file reaches into the future
   * is most likely a slip in one line.
   */
  public void tell(String source, LocalDate today, PrintWriter err) {
    if (lastDay != null && lastDay.isAfter(today)) {
      err.printf(
          "%s, line %,d is dated %s, in the future, and all days up to it count as silence of the others%n",
          source, lastDaysLine, lastDay);
    }
    rejects.asText(source).forEach(err::println);
    notices.forEach(odd -> err.printf("%s: %s%n", source, odd.words()));
  }
}
