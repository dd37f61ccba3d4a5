package io.rfmstreams.topology;

import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.stores.RocksDbTuning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.streams.StreamsConfig;

/**
 * How the pipeline runs, apart from what it decides.
 *
 * @param applicationId names the generation: consumer group, changelogs, transactions
 * @param bootstrapServers the brokers
 * @param stateDirectory where the stores lie
 * @param threads stream threads of this instance; one beyond its partitions would stand idle
 * @param standbys copies of each store on other instances, which answer queries and take over quickly
 * @param timing how often things happen
 * @param memberCacheBytes block cache of one partition's member states
 * @param client further settings of Kafka Streams and its clients under their own names, for instance
 *     {@code security.protocol}; what is set here goes before them
 */
public record StreamsSettings(
    String applicationId,
    String bootstrapServers,
    Path stateDirectory,
    int threads,
    int standbys,
    Timing timing,
    long memberCacheBytes,
    Map<String, String> client) {

  /** The ledger alone is cached; a few bytes a partition. */
  private static final int LEDGER_CACHE_BYTES = 1024 * 1024;

  /** Of bytes before compression; no record written is longer than a dead letter. */
  private static final int LONGEST_REQUEST_BYTES = Topics.DEAD_LETTER_BYTES;

  /** A producer also refuses what is longer than all it may hold back; what it holds by default. */
  private static final long BUFFER_BYTES = 4L * LONGEST_REQUEST_BYTES;

  /**
   * Of a batch for one partition, before compression. Kafka's 16 KiB are full after some twenty events,
   * and each batch begins with a compressor of its own, made by the stream thread.
   */
  private static final int BATCH_BYTES = 128 * 1024;

  /**
   * What a thread's open transaction may hold back from its stores before it is committed early. Kafka
   * divides its 64 MiB among all threads and counts each write twice, which with many would cut short
   * every transaction; a slice of a midnight's work takes a few MiB.
   */
  private static final long UNCOMMITTED_BYTES = 32L * 1024 * 1024;

  public StreamsSettings {
    client = Map.copyOf(client);
  }

  /**
   * How often things happen.
   *
   * @param commit how often a transaction is committed: what readers of committed records wait
   * @param transaction after how long a broker gives up a transaction; longer than {@code commit} and
   *     {@code poll} together, since that is how long one stays open while nothing is amiss
   * @param poll how long a poll waits for records: what a slice of a drain waits without traffic
   */
  public record Timing(Duration commit, Duration transaction, Duration poll) {

    /** Commits ten times a second; a hundred thousand due members are out within five seconds. */
    public static final Timing DEFAULT =
        new Timing(Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMillis(10));

    public Timing {
      if (transaction.compareTo(commit.plus(poll)) <= 0) {
        throw new IllegalArgumentException(
            "a transaction's time-out is longer than commit interval and poll together, was %s with %s and %s"
                .formatted(transaction, commit, poll));
      }
    }
  }

  /** One thread, no standbys, all else as usual. */
  public static StreamsSettings of(
      String applicationId, String bootstrapServers, Path stateDirectory) {
    return new StreamsSettings(
        applicationId,
        bootstrapServers,
        stateDirectory,
        1,
        0,
        Timing.DEFAULT,
        RocksDbTuning.DEFAULT_MEMBER_CACHE_BYTES,
        Map.of());
  }

  /** The same with no more threads than a journal of so many partitions can keep busy. */
  public StreamsSettings forPartitions(int partitions) {
    return withThreads(Math.min(threads, partitions));
  }

  /** The same with so many threads. */
  public StreamsSettings withThreads(int count) {
    return new StreamsSettings(
        applicationId,
        bootstrapServers,
        stateDirectory,
        count,
        standbys,
        timing,
        memberCacheBytes,
        client);
  }

  /** The properties to build and start the topology with. */
  public Properties properties() {
    Properties properties = new Properties();
    properties.putAll(client);
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
    properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
    properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, standbys);
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
    properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
    // There is no global thread; this only keeps Streams from warning about it.
    properties.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_GLOBAL_ENABLED_CONFIG, true);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, timing.commit().toMillis());
    properties.put(StreamsConfig.POLL_MS_CONFIG, timing.poll().toMillis());
    properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, LEDGER_CACHE_BYTES);
    properties.putIfAbsent(StreamsConfig.TRANSACTIONAL_STATE_STORES_CONFIG, true);
    properties.putIfAbsent(
        StreamsConfig.STATESTORE_UNCOMMITTED_MAX_BYTES_CONFIG, threads * UNCOMMITTED_BYTES);
    properties.put(
        StreamsConfig.DEFAULT_INTERACTIVE_QUERY_ISOLATION_LEVEL_CONFIG,
        IsolationLevel.READ_COMMITTED.name());
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG),
        Math.toIntExact(timing.transaction().toMillis()));
    properties.put(
        StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        LONGEST_REQUEST_BYTES);
    properties.put(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), BUFFER_BYTES);
    properties.putIfAbsent(
        StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "lz4");
    properties.putIfAbsent(
        StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
    properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbTuning.class.getName());
    properties.put(RocksDbTuning.MEMBER_CACHE_BYTES, memberCacheBytes);
    return properties;
  }
}
