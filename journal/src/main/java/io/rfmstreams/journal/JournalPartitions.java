package io.rfmstreams.journal;

import org.apache.kafka.common.utils.Utils;

/**
 * Where a key belongs in the journal: in the partition that Kafka's Java producer gives it by default,
 * murmur2 of its bytes modulo the number of partitions. Whoever places keys otherwise gives one member two
 * states in two partitions.
 *
 * @param count how many partitions the journal has, 1 or more
 */
public record JournalPartitions(int count) {

  /** What other clients must be told, for them to place keys likewise. */
  public static final String ADVICE =
      "Clients that build on librdkafka (Python, Go, C#, Node, kcat) place keys otherwise unless told: set partitioner=murmur2_random there";

  public JournalPartitions {
    if (count < 1) {
      throw new IllegalArgumentException("a topic has a partition or more, was given " + count);
    }
  }

  /** The partition that a record with this key belongs into. */
  public int of(byte[] key) {
    return Utils.toPositive(Utils.murmur2(key)) % count;
  }
}
