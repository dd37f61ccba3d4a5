package io.rfmstreams.journal;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * Writes events and ticks to the journal, in order. Writes are asynchronous; one that failed is
 * told at the next call.
 */
public final class JournalWriter implements AutoCloseable {
  private final String topic;
  private final Producer<byte[], byte[]> producer;
  private final Serializer<io.rfmstreams.schemas.MemberEvent> serializer;
  private final JournalPartitions partitions;
  private final AtomicReference<Exception> failure = new AtomicReference<>();

  /**
   * @param client settings of the Kafka client, {@code bootstrap.servers} among them
   * @throws org.apache.kafka.common.KafkaException if the brokers do not answer
   */
  public JournalWriter(Map<String, String> client, Topics topics, Registry registry) {
    this(producer(client), topics, registry);
  }

  JournalWriter(Producer<byte[], byte[]> producer, Topics topics, Registry registry) {
    this.topic = topics.memberEvents().name();
    this.producer = producer;
    this.serializer = registry.serializer();
    try {
      this.partitions = new JournalPartitions(producer.partitionsFor(topic).size());
    } catch (RuntimeException e) {
      producer.close(Duration.ZERO);
      throw e;
    }
  }

  private static Producer<byte[], byte[]> producer(Map<String, String> client) {
    Map<String, Object> config = new HashMap<>(client);
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // With more in flight the first batch of a new partition can lose its place (KAFKA-15591).
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Appends an event to its member's partition, stamped with the event's own time. */
  public void event(MemberEvent event) {
    byte[] key = event.memberId().getBytes(StandardCharsets.UTF_8);
    send(new ProducerRecord<>(topic, partitions.of(key), millis(event), key, serialized(event)));
  }

  /** Appends a record as it is to the partition where its key belongs. */
  public void record(byte[] key, byte[] value, Headers headers, long timestamp) {
    send(new ProducerRecord<>(topic, partitions.of(key), timestamp, key, value, headers));
  }

  /** Appends a tick to every partition, stamped with its own instant. */
  public void tick(Instant startOfDay) {
    for (int partition = 0; partition < partitions.count(); partition++) {
      tick(startOfDay, partition, startOfDay);
    }
  }

  /** Appends a tick to one partition. */
  public void tick(Instant startOfDay, int partition, Instant stamp) {
    byte[] value = serialized(ControlRecords.tick(startOfDay));
    send(new ProducerRecord<>(topic, partition, stamp.toEpochMilli(), null, value));
  }

  /**
   * Waits until everything written so far is acknowledged.
   *
   * @throws JournalRefusedException if the brokers do not let this client write
   * @throws JournalWriteException if something else came between
   */
  public void flush() {
    producer.flush();
    throwFailure();
  }

  private void send(ProducerRecord<byte[], byte[]> record) {
    throwFailure();
    producer.send(
        record,
        (metadata, e) -> {
          if (e != null) {
            failure.compareAndSet(null, e);
          }
        });
  }

  private void throwFailure() {
    Exception e = failure.getAndSet(null);
    if (e instanceof AuthenticationException) {
      throw new JournalRefusedException(
          "writing to topic %s is refused, the brokers do not accept who this client says it is: %s"
              .formatted(topic, e.getMessage()),
          e);
    }
    if (e instanceof AuthorizationException) {
      String missing =
          e instanceof ClusterAuthorizationException
              ? "IdempotentWrite on the cluster"
              : "Write on the topic";
      throw new JournalRefusedException(
          "writing to topic %s is refused, this client's principal lacks the right %s: %s"
              .formatted(topic, missing, e.getMessage()),
          e);
    }
    if (e != null) {
      throw new JournalWriteException(
          "writing to topic %s failed: %s".formatted(topic, e.getMessage()), e);
    }
  }

  private byte[] serialized(MemberEvent event) {
    return serializer.serialize(topic, MemberEventMapper.toRecord(event));
  }

  private static long millis(MemberEvent event) {
    return event.occurredAt().toEpochMilli();
  }

  @Override
  public void close() {
    producer.close();
  }
}
