package io.rfmstreams.app.bench;

import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.journal.JournalWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * First purchases of new members, a thousand a second, until it is told to stop: how long each
 * takes from its append to the journal until a reader of committed records sees its first
 * transition.
 */
final class Traffic implements Callable<long[]> {
  private static final long EVERY_NANOS = 1_000_000;
  private static final Duration POLL = Duration.ofMillis(1);
  private static final String MEMBER = "new-";

  private final JournalWriter journal;
  private final Instant from;
  private final Consumer<byte[], byte[]> reader;
  private long[] sentAt = new long[1024];
  private long[] took = new long[1024];
  private int sent;
  private int seen;
  private volatile boolean stopping;

  /**
   * @param transitions the partitions where their transitions come out
   * @param from when the first purchase happens
   */
  Traffic(
      String bootstrapServers,
      List<TopicPartition> transitions,
      JournalWriter journal,
      Instant from) {
    this.journal = journal;
    this.from = from;
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            bootstrapServers,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed");
    this.reader =
        new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    reader.assign(transitions);
    reader.seekToEnd(transitions);
    transitions.forEach(reader::position); // looks for the end now, not at the first poll
  }

  /** Lets it end once what was written has been seen. */
  void stop() {
    stopping = true;
  }

  /** The times in nanoseconds, ascending. */
  @Override
  public long[] call() {
    try (reader) {
      long start = System.nanoTime();
      while (!stopping || seen < sent) {
        while (!stopping && System.nanoTime() - start >= sent * EVERY_NANOS) {
          send();
        }
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
          saw(new String(record.key(), StandardCharsets.UTF_8));
        }
      }
    }
    long[] ascending = Arrays.copyOf(took, sent);
    Arrays.sort(ascending);
    return ascending;
  }

  private void send() {
    if (sent == sentAt.length) {
      sentAt = Arrays.copyOf(sentAt, 2 * sent);
      took = Arrays.copyOf(took, 2 * sent);
    }
    String id = MEMBER + sent;
    sentAt[sent] = System.nanoTime();
    journal.event(
        new MemberEvent(
            id,
            id,
            MemberEvent.PURCHASE,
            from.plusMillis(sent),
            9_900L,
            "CNY",
            id,
            null,
            null,
            Map.of()));
    sent++;
  }

  private void saw(String memberId) {
    if (memberId.startsWith(MEMBER)) {
      int number = Integer.parseInt(memberId, MEMBER.length(), memberId.length(), 10);
      if (took[number] == 0) {
        took[number] = System.nanoTime() - sentAt[number];
        seen++;
      }
    }
  }
}
