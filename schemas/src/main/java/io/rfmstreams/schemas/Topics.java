package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.rfmstreams.schemas.TopicContract.Cleanup;
import io.rfmstreams.schemas.TopicContract.Compatibility;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * The topics of a deployment. A new generation of the pipeline reads the same journal and writes under
 * an output prefix of its own.
 *
 * @param inputPrefix begins the journal's name
 * @param outputPrefix begins every other name
 */
public record Topics(String inputPrefix, String outputPrefix) {

  /** The prefix unless the settings say otherwise. */
  public static final String DEFAULT_PREFIX = "rfm.";

  /**
   * The largest dead letter, uncompressed: eight times a record of the brokers' usual limit, since a writer
   * may have compressed it better than it is compressed here; and no more than hosted brokers allow.
   */
  public static final int DEAD_LETTER_BYTES = 8 * 1024 * 1024;

  /** What the headers of a dead letter may add to it, and the batch it is written in. */
  public static final int DEAD_LETTER_HEADER_BYTES = 64 * 1024;

  /** The header of a dead letter that holds the code of its reason. */
  public static final String DEAD_LETTER_REASON = "rfm.reason";

  /** The header of a dead letter that says more about its reason. */
  public static final String DEAD_LETTER_DETAIL = "rfm.detail";

  /** The header of a dead letter that names the topic it came from. */
  public static final String DEAD_LETTER_TOPIC = "rfm.topic";

  /** The header of a dead letter that holds the partition it came from, in decimal digits. */
  public static final String DEAD_LETTER_PARTITION = "rfm.partition";

  /** The header of a dead letter that holds its offset there, in decimal digits. */
  public static final String DEAD_LETTER_OFFSET = "rfm.offset";

  /** What the names of the headers begin with that a dead letter adds to its record's. */
  public static final String DEAD_LETTER_HEADERS = "rfm.";

  /** One prefix for all topics. */
  public static Topics withPrefix(String prefix) {
    return new Topics(prefix, prefix);
  }

  /** The journal: events and control records, in the order they count in. */
  public TopicContract memberEvents() {
    return new TopicContract(
        inputPrefix + "member-events",
        contract(new MemberEvent()),
        Compatibility.BACKWARD_TRANSITIVE,
        Cleanup.DELETE,
        null);
  }

  /** Every move of every member from one segment to another. */
  public TopicContract segmentTransitions() {
    return output("segment-transitions", new SegmentTransition(), Cleanup.DELETE);
  }

  /** How every member looks. */
  public TopicContract memberSegments() {
    return output("member-segments", new MemberSegments(), Cleanup.COMPACT);
  }

  /** Whom to win back. */
  public TopicContract winbackTriggers() {
    return output("winback-triggers", new WinbackTrigger(), Cleanup.DELETE);
  }

  /** What could not be taken in, as it came, with the reason in its headers. */
  public TopicContract deadLetters() {
    return new TopicContract(
        outputPrefix + "dead-letters", null, null, Cleanup.DELETE, DEAD_LETTER_BYTES);
  }

  /** All of them, the journal first. */
  public List<TopicContract> all() {
    return List.of(
        memberEvents(), segmentTransitions(), memberSegments(), winbackTriggers(), deadLetters());
  }

  private TopicContract output(String name, SpecificRecord value, Cleanup cleanup) {
    return new TopicContract(
        outputPrefix + name, contract(value), Compatibility.FULL_TRANSITIVE, cleanup, null);
  }

  /** The schema as its file has it, without what the generator adds for Java. */
  private static Schema contract(SpecificRecord generated) {
    boolean withoutJavaProperties = true;
    return AvroSchemaUtils.getSchema(generated, false, false, withoutJavaProperties);
  }
}
