package io.rfmstreams.service.setup;

import java.util.List;
import java.util.Map;

/**
 * One topic as it is, beside what is expected of it.
 *
 * @param name prefix included
 * @param state whether it was there
 * @param partitions how many it has; 0 if it is missing
 * @param replication copies of each partition; 0 if it is missing
 * @param config its settings that are expected to have certain values
 * @param differences what is not as expected, one a line; empty if it is missing or was just created
 */
public record TopicReport(
    String name,
    State state,
    int partitions,
    int replication,
    Map<String, String> config,
    List<String> differences) {

  /** Whether a topic was there. */
  public enum State {
    PRESENT,
    MISSING,
    CREATED
  }

  TopicReport as(State other) {
    return new TopicReport(name, other, partitions, replication, config, differences);
  }
}
