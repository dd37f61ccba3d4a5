package io.rfmstreams.topology.startup;

import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.stores.TriggersFrom;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/**
 * How a generation begins: the journal's beginning is committed for its group, with the first day of
 * triggers that go out. An instance that comes later and is not told that day finds it there, until the
 * stores say it: the transaction that moves the offset is the one that stores it.
 */
public final class Beginning {
  /** The first partition's offset carries what was chosen; it is stored once that offset moves. */
  private static final int CARRIER = 0;

  /**
   * Kafka Streams reads the text beside an offset: this version, the partition's time, and nothing after
   * that. Were it to read otherwise one day, it would warn and take the time as unknown, as is meant here.
   */
  private static final byte STREAMS_FORM = 1;

  private static final long TIME_UNKNOWN = -1;

  private static final int HEAD = 1 + Long.BYTES;

  private Beginning() {}

  /**
   * Begins a generation unless it has begun: what is there of the journal is read from its first record
   * on. Does nothing for an application that has stores, and nothing where another instance is faster:
   * what that one began with may differ, so who was not told by {@link #triggersFrom} asks afterwards.
   *
   * @param triggersFrom the first day of triggers that go out
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  public static void begin(
      Admin admin, Topics topics, String applicationId, TriggersFrom triggersFrom)
      throws ExecutionException, InterruptedException {
    Reading reading = Reading.of(admin, topics, applicationId);
    if (reading.isBegun() || ClusterTopics.hasStores(admin, applicationId)) {
      return;
    }
    Map<TopicPartition, OffsetAndMetadata> beginnings = new HashMap<>();
    reading
        .places()
        .forEach(
            (partition, place) ->
                beginnings.put(
                    new TopicPartition(reading.journal(), partition),
                    new OffsetAndMetadata(
                        place.beginning(), partition == CARRIER ? written(triggersFrom) : "")));
    try {
      admin.alterConsumerGroupOffsets(applicationId, beginnings).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownMemberIdException)) {
        throw e;
      }
      // Another instance was faster and reads already.
    }
  }

  /**
   * The first day of triggers that an application began with and has not stored yet; empty if it has not
   * begun, or has stored it.
   *
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  public static Optional<TriggersFrom> triggersFrom(
      Admin admin, Topics topics, String applicationId)
      throws ExecutionException, InterruptedException {
    OffsetAndMetadata carrier =
        admin
            .listConsumerGroupOffsets(applicationId)
            .partitionsToOffsetAndMetadata()
            .get()
            .get(new TopicPartition(topics.memberEvents().name(), CARRIER));
    return carrier == null ? Optional.empty() : read(carrier.metadata());
  }

  static String written(TriggersFrom triggersFrom) {
    byte[] text = triggersFrom.text().getBytes(StandardCharsets.UTF_8);
    return Base64.getEncoder()
        .encodeToString(
            ByteBuffer.allocate(HEAD + text.length)
                .put(STREAMS_FORM)
                .putLong(TIME_UNKNOWN)
                .put(text)
                .array());
  }

  /** What {@link #written} wrote; empty of what Kafka Streams itself wrote. */
  static Optional<TriggersFrom> read(String metadata) {
    try {
      byte[] bytes = Base64.getDecoder().decode(metadata);
      return bytes.length <= HEAD || bytes[0] != STREAMS_FORM
          ? Optional.empty()
          : Optional.of(
              TriggersFrom.parse(
                  new String(bytes, HEAD, bytes.length - HEAD, StandardCharsets.UTF_8)));
    } catch (IllegalArgumentException | DateTimeException neither) {
      return Optional.empty();
    }
  }
}
