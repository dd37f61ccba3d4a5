package io.rfmstreams.topology;

/**
 * A topic as the brokers have it.
 *
 * @param partitions how many it has
 * @param cleanupPolicy its {@code cleanup.policy}
 * @param retentionMillis its {@code retention.ms}; −1 keeps everything
 * @param longestRecordBytes its {@code max.message.bytes}
 * @param written whether anything was ever written to it
 */
public record TopicState(
    int partitions,
    String cleanupPolicy,
    long retentionMillis,
    int longestRecordBytes,
    boolean written) {}
