package io.rfmstreams.app.bench;

import io.rfmstreams.app.bench.Written.Bytes;
import io.rfmstreams.topology.StreamsSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What the pipeline's reading and writing alone cost: one thread reads the journal and writes, by one
 * transactional producer with the pipeline's settings and as often committed, as many records of the same
 * sizes to as many topics. It decides nothing and keeps nothing.
 */
final class Floor implements AutoCloseable {
  private static final int RECORDS_A_POLL = 1_000;

  private final StreamsSettings settings;
  private final Map<Integer, List<Feed>> feeds;
  private final List<TopicPartition> journal;
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean closing;

  /** The records owed to one partition. */
  private static final class Feed {
    private final TopicPartition to;
    private final double perJournalRecord;
    private final List<Bytes> some;
    private double owed;
    private int next;

    Feed(TopicPartition to, double perJournalRecord, List<Bytes> some) {
      this.to = to;
      this.perJournalRecord = perJournalRecord;
      this.some = some;
    }

    void journalRecord(Producer<byte[], byte[]> producer, long timestamp) {
      for (owed += perJournalRecord; owed >= 1; owed--) {
        Bytes bytes = some.get(next++ % some.size());
        producer.send(
            new ProducerRecord<>(
                to.topic(), to.partition(), timestamp, bytes.key(), bytes.value()));
      }
    }
  }

  /**
   * @param settings the pipeline's, under an application id of the floor's own
   * @param journalRecords the records in each partition of the journal
   * @param written what the pipeline wrote
   * @param instead for each topic it wrote, the one to write
   */
  Floor(
      StreamsSettings settings,
      Map<TopicPartition, Long> journalRecords,
      Written written,
      Map<String, String> instead) {
    this.settings = settings;
    this.journal = List.copyOf(journalRecords.keySet());
    this.feeds = new HashMap<>();
    journalRecords.forEach(
        (partition, records) ->
            feeds.put(
                partition.partition(), feeds(written, instead, partition.partition(), records)));
    this.thread = new Thread(this::run, WorkingThreads.floor(settings.applicationId()));
  }

  private static List<Feed> feeds(
      Written written, Map<String, String> instead, int partition, long records) {
    List<Feed> feeds = new ArrayList<>();
    written
        .shares()
        .forEach(
            (from, share) -> {
              String to = instead.get(from.topic());
              if (from.partition() == partition && to != null && share.count() > 0) {
                feeds.add(
                    new Feed(
                        new TopicPartition(to, partition),
                        (double) share.count() / records,
                        share.some()));
              }
            });
    return feeds;
  }

  void start() {
    thread.start();
  }

  /** Completes when it has stopped; exceptionally with what made it stop by itself. */
  CompletableFuture<Void> stopped() {
    return stopped;
  }

  private void run() {
    try (Consumer<byte[], byte[]> consumer = consumer();
        Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      consumer.assign(journal);
      consumer.seekToBeginning(journal);
      copy(consumer, producer);
      stopped.complete(null);
    } catch (RuntimeException e) {
      stopped.completeExceptionally(e);
    }
  }

  private void copy(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
    StreamsSettings.Timing timing = settings.timing();
    Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    long committed = System.nanoTime();
    while (!closing) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(timing.poll())) {
        if (read.isEmpty()) {
          producer.beginTransaction();
        }
        read.put(
            new TopicPartition(record.topic(), record.partition()),
            new OffsetAndMetadata(record.offset() + 1));
        for (Feed feed : feeds.getOrDefault(record.partition(), List.of())) {
          feed.journalRecord(producer, record.timestamp());
        }
      }
      if (!read.isEmpty() && isOver(committed, timing.commit())) {
        producer.sendOffsetsToTransaction(read, consumer.groupMetadata());
        producer.commitTransaction();
        read.clear();
        committed = System.nanoTime();
      }
    }
  }

  private static boolean isOver(long sinceNanos, Duration interval) {
    return System.nanoTime() - sinceNanos >= interval.toNanos();
  }

  private Consumer<byte[], byte[]> consumer() {
    Map<String, Object> config =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            settings.bootstrapServers(),
            ConsumerConfig.GROUP_ID_CONFIG,
            settings.applicationId(),
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false,
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            RECORDS_A_POLL);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> config =
        new StreamsConfig(settings.properties()).getProducerConfigs(settings.applicationId());
    config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, settings.applicationId());
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() throws InterruptedException {
    closing = true;
    thread.join();
  }
}
