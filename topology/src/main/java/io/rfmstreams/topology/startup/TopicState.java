package io.rfmstreams.topology.startup;

import java.util.Map;

/**
 * A topic as the brokers have it.
 *
 * @param partitions how many it has
 * @param config its settings by name, those that the brokers tell
 * @param written whether anything was ever written to it
 */
public record TopicState(int partitions, Map<String, String> config, boolean written) {
  static final String UNTOLD = "(not told by the brokers)";

  public TopicState {
    config = Map.copyOf(config);
  }

  /** The text of a setting; {@link #UNTOLD} if the brokers do not tell it. */
  String setting(String name) {
    return config.getOrDefault(name, UNTOLD);
  }

  /** A setting that is a number; −1 if the brokers do not tell it. */
  long number(String name) {
    return Long.parseLong(config.getOrDefault(name, "-1"));
  }
}
