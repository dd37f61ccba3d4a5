package io.rfmstreams.oracle;

import java.time.Instant;

/** One record of a partition, in the partition's order. */
public sealed interface JournalEntry {

  /** Something about a member. */
  record Event(LogLine line) implements JournalEntry {}

  /** Says that every day before {@code at}, a start of day, is closed here. */
  record Tick(Instant at) implements JournalEntry {}
}
