package io.rfmstreams.service.pipeline;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Counts the records that are read back from changelogs into stores before their tasks work. */
final class ReadBack implements StateRestoreListener {
  private final AtomicLong records = new AtomicLong();

  /** How many since this was last asked. */
  long sinceLastAsked() {
    return records.getAndSet(0);
  }

  @Override
  public void onRestoreStart(
      TopicPartition changelog, String store, long startingOffset, long endingOffset) {}

  @Override
  public void onBatchRestored(
      TopicPartition changelog, String store, long batchEndOffset, long numRestored) {
    records.addAndGet(numRestored);
  }

  @Override
  public void onRestoreEnd(TopicPartition changelog, String store, long totalRestored) {}
}
