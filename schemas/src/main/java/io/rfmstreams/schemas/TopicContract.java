package io.rfmstreams.schemas;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What readers and writers of a topic rely on.
 *
 * @param name the topic's name, prefix included
 * @param value the schema of its values; null where values are bytes of any kind
 * @param compatibility how the schema may evolve; null without a schema
 * @param cleanup whether old records are deleted or only superseded ones
 * @param longestRecordBytes the largest record it must take; null for the broker's own limit
 */
public record TopicContract(
    String name,
    @Nullable Schema value,
    @Nullable Compatibility compatibility,
    Cleanup cleanup,
    @Nullable Integer longestRecordBytes) {

  /** How a schema may evolve, in the registry's words. */
  public enum Compatibility {
    /** New readers read all that was ever written: for what is read here. */
    BACKWARD_TRANSITIVE,
    /** Old and new readers read old and new records: for what others read. */
    FULL_TRANSITIVE
  }

  /** What the broker may remove. */
  public enum Cleanup {
    /** Whole segments by age; here never, see {@link TopicContract#config()}. */
    DELETE("delete"),
    /** Records whose key has a later one. */
    COMPACT("compact");

    private final String policy;

    Cleanup(String policy) {
      this.policy = policy;
    }

    /** The value of {@code cleanup.policy}. */
    public String policy() {
      return policy;
    }
  }

  /** The subject its values are registered under; empty without a schema. */
  public Optional<String> subject() {
    return value == null ? Optional.empty() : Optional.of(name + "-value");
  }

  /**
   * The settings it is created with. Records carry the time of what they tell of, which in loaded
   * history lies years back: any limited retention would drop them on arrival.
   */
  public Map<String, String> config() {
    Map<String, String> config =
        cleanup == Cleanup.DELETE
            ? Map.of(
                "cleanup.policy", cleanup.policy(), "retention.ms", "-1", "retention.bytes", "-1")
            : Map.of("cleanup.policy", cleanup.policy());
    if (longestRecordBytes == null) {
      return config;
    }
    Map<String, String> more = new TreeMap<>(config);
    more.put("max.message.bytes", longestRecordBytes.toString());
    return more;
  }
}
