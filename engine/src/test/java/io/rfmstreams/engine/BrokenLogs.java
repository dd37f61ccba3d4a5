package io.rfmstreams.engine;

import io.rfmstreams.oracle.JournalEntry;
import io.rfmstreams.oracle.LogLine;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the engine would see if it dropped, confused or overlooked something; and how many checks notice. */
final class BrokenLogs {

  /** How many logs a check is held against. */
  static final int LOGS = 15;

  private BrokenLogs() {}

  /** On how many logs the check fails. */
  static int caught(LongConsumer check) {
    int caught = 0;
    for (long seed = 1_000; seed < 1_000 + LOGS; seed++) {
      try {
        check.accept(seed);
      } catch (AssertionError noticed) {
        caught++;
      }
    }
    return caught;
  }

  static List<JournalEntry> eachLine(
      List<JournalEntry> journal, UnaryOperator<LogLine> damage) {
    return journal.stream().map(entry -> damaged(entry, damage)).toList();
  }

  static JournalEntry damaged(JournalEntry entry, UnaryOperator<LogLine> damage) {
    return entry instanceof JournalEntry.Event event
        ? new JournalEntry.Event(damage.apply(event.line()))
        : entry;
  }

  static LogLine line(LogLine from, String eventId, @Nullable String orderId) {
    return line(from, eventId, orderId, from.category());
  }

  static LogLine line(
      LogLine from, String eventId, @Nullable String orderId, @Nullable String category) {
    return new LogLine(
        eventId,
        from.memberId(),
        from.type(),
        from.occurredAt(),
        from.amountMinor(),
        from.currency(),
        orderId,
        category,
        from.attributes());
  }

  static LogLine withoutRefundedOrder(LogLine line) {
    return line.isRefund() ? line(line, line.eventId(), null) : line;
  }
}
