package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An instance's beginning and end, where no broker answers. */
@Timeout(60)
class PipelineTest {
  private static final String NOBODY = "127.0.0.1:1";

  private final Registry registry = Registry.connect(RegistrySettings.at("mock://nobody"));
  private Path state;
  private RuleBook rules;

  @BeforeEach
  void makeAPlace(@TempDir Path directory) throws IOException {
    state = directory;
    rules = Journal.rules("default-retail", null);
  }

  @AfterEach
  void close() throws IOException {
    registry.close();
  }

  private Pipeline pipeline() {
    return new Pipeline(
        Topics.withPrefix("rfm."),
        new JournalPartitions(1),
        rules,
        registry,
        Slices.DEFAULT,
        StreamsSettings.of("nobody", NOBODY, state));
  }

  @Test
  void closedWhileItStarts_itHasStoppedAndNeverRan() {
    Pipeline pipeline = pipeline();
    pipeline.startReading();
    assertThat(pipeline.running()).isNotDone();
    assertThat(pipeline.stopped()).isNotDone();

    pipeline.close();
    pipeline.close();

    assertThat(pipeline.running()).isCancelled();
    assertThat(pipeline.stopped()).isCompleted();
    assertThat(pipeline.streams().state()).isEqualTo(KafkaStreams.State.NOT_RUNNING);
  }

  @Test
  void closedBeforeItStarts_itDoesNotStart() {
    Pipeline pipeline = pipeline();
    pipeline.close();

    pipeline.startReading();

    assertThat(pipeline.running()).isCancelled();
    assertThat(pipeline.stopped()).isCompleted();
    assertThat(pipeline.streams().state()).isEqualTo(KafkaStreams.State.NOT_RUNNING);
  }

  @Test
  void toldToFail_itHasStoppedForThatReason() {
    Exception reason = new IllegalStateException("no right to write");
    try (Pipeline pipeline = pipeline()) {
      pipeline.fail(reason);
      pipeline.startReading();

      assertThat(pipeline.running()).isCompletedExceptionally();
      assertThat(pipeline.stopped())
          .failsWithin(Duration.ZERO)
          .withThrowableThat()
          .withCause(reason);
    }
  }

  @Test
  void itsStateDirectoryIsItsOwn_untilItIsClosed() {
    try (Pipeline first = pipeline()) {
      assertThatThrownBy(this::pipeline).isInstanceOf(StreamsException.class);
      assertThat(first.stopped()).isNotDone();
    }
    try (Pipeline next = pipeline()) {
      assertThat(next.stopped()).isNotDone();
    }
  }
}
