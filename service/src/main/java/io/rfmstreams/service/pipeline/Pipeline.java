package io.rfmstreams.service.pipeline;

import io.rfmstreams.engine.Ledger;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.journal.JournalWriteException;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistryUnavailableException;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.service.ServiceException;
import io.rfmstreams.topology.PipelineTopology;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import io.rfmstreams.topology.startup.Beginning;
import io.rfmstreams.topology.stores.LocalLedger;
import io.rfmstreams.topology.stores.LocalTicks;
import io.rfmstreams.topology.stores.TriggersFrom;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running instance of the pipeline.
 *
 * <p>A registry that does not answer stops only the thread that asked; a new one takes over where the
 * last commit was, for as long as it takes. Anything else that fails stops the instance: what comes
 * after it must not be decided as if it had not been there.
 */
public final class Pipeline implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pipeline.class);
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(20);

  private final Topics topics;
  private final TriggersFrom triggersFrom;
  private final StreamsConfig config;
  private final KafkaStreams streams;
  private final ReadBack readBack = new ReadBack();
  private final CompletableFuture<Void> running = new CompletableFuture<>();
  private final CompletableFuture<Void> stopped = new CompletableFuture<>();
  private volatile Runnable whenRunning = () -> {};

  /**
   * Builds an instance that stores members' states as this version of the program does; {@link #start}
   * starts it.
   *
   * @param partitions how many the journal has
   */
  public Pipeline(
      Topics topics,
      JournalPartitions partitions,
      RuleBook rules,
      Registry registry,
      Slices slices,
      StreamsSettings settings) {
    this(topics, partitions, rules, StateForms.current(), registry, slices, settings.properties());
  }

  /**
   * Builds an instance; {@link #start} starts it.
   *
   * @param partitions how many the journal has
   * @param forms how members' states are stored
   * @param properties those of Kafka Streams
   */
  Pipeline(
      Topics topics,
      JournalPartitions partitions,
      RuleBook rules,
      StateForms forms,
      Registry registry,
      Slices slices,
      Properties properties) {
    this.topics = topics;
    this.triggersFrom = new TriggersFrom(rules.deployment().triggersFrom());
    this.config = new StreamsConfig(properties);
    this.streams =
        new KafkaStreams(
            new PipelineTopology(topics, partitions, rules, forms, registry, slices)
                .build(properties),
            config);
    streams.setUncaughtExceptionHandler(this::respond);
    streams.setStateListener(this::changed);
    streams.setGlobalStateRestoreListener(readBack);
  }

  private StreamThreadExceptionResponse respond(Throwable failure) {
    if (causedBy(failure, RegistryUnavailableException.class).isPresent()) {
      LOG.warn("{} Trying again.", rootMessage(failure));
      return StreamThreadExceptionResponse.REPLACE_THREAD;
    }
    fail(failure);
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  /** Tells whoever waits for its end that it ends for this reason; closing it is theirs. */
  void fail(Throwable failure) {
    LOG.error("The pipeline stops", failure);
    running.completeExceptionally(failure);
    stopped.completeExceptionally(failure);
  }

  private void changed(KafkaStreams.State now, KafkaStreams.State before) {
    if (now == KafkaStreams.State.RUNNING) {
      LOG.info("Running; {} records were read back into the stores", readBack.sinceLastAsked());
      running.complete(null);
      whenRunning.run();
    } else if (now == KafkaStreams.State.NOT_RUNNING || now == KafkaStreams.State.ERROR) {
      running.cancel(false);
      stopped.complete(null);
    }
  }

  /** What to do whenever partitions have been assigned and restored. */
  public void onRunning(Runnable action) {
    whenRunning = action;
  }

  /**
   * Starts it, unless it has been closed meanwhile; a generation that is new begins at the beginning of
   * the journal.
   *
   * @throws ExecutionException if the brokers do not let it begin
   */
  public void start() throws InterruptedException, ExecutionException {
    String applicationId = config.getString(StreamsConfig.APPLICATION_ID_CONFIG);
    try (Admin admin = Admin.create(config.getAdminConfigs(applicationId + "-begin"))) {
      Beginning.begin(admin, topics, applicationId, triggersFrom);
    }
    startReading();
  }

  /** Starts a generation that has begun, unless it has been closed meanwhile. */
  synchronized void startReading() {
    if (!stopped.isDone()) {
      streams.start();
    }
  }

  /** Completes when it first works on its partitions; exceptionally if it fails before. */
  public CompletableFuture<Void> running() {
    return running;
  }

  /** Completes when it has stopped; exceptionally with what made it stop by itself. */
  public CompletableFuture<Void> stopped() {
    return stopped;
  }

  /**
   * What became of the records this instance's partitions have read.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while stores are not open
   */
  public Ledger ledger() {
    return LocalLedger.of(streams);
  }

  /**
   * Whether a tick has been read in some partition that is not drained through yet.
   *
   * @throws org.apache.kafka.streams.errors.InvalidStateStoreException while stores are not open
   */
  public boolean hasPendingTicks() {
    return LocalTicks.anyPending(streams);
  }

  /** The partitions this instance works on, each with the last tick read there. */
  public Map<Integer, Instant> lastTicks() {
    return LocalTicks.of(streams);
  }

  /** The streams client, for metrics. */
  public KafkaStreams streams() {
    return streams;
  }

  /** Commits what was decided and stops. */
  @Override
  public synchronized void close() {
    if (!streams.close(CLOSE_WITHIN)) {
      LOG.warn("The pipeline did not stop within {}", CLOSE_WITHIN);
    }
    running.cancel(false);
    stopped.complete(null);
  }

  private static <T extends Throwable> Optional<T> causedBy(Throwable failure, Class<T> kind) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (kind.isInstance(cause)) {
        return Optional.of(kind.cast(cause));
      }
    }
    return Optional.empty();
  }

  /** What to say of an instance that ended with {@link #stopped} failing. */
  public static ServiceException stoppedItself(Throwable reason) {
    return new ServiceException(
        "the pipeline stopped itself: %s\nWhat it decided is committed up to there; nothing is half done. The log says more."
            .formatted(said(reason)),
        reason);
  }

  private static String said(Throwable failure) {
    if (failure instanceof JournalWriteException) {
      return String.valueOf(failure.getMessage());
    }
    return ServiceException.innermost(failure);
  }

  private static String rootMessage(Throwable failure) {
    return causedBy(failure, RegistryUnavailableException.class)
        .map(Throwable::getMessage)
        .orElse("");
  }
}
