package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Poison that its writer compressed better than the pipeline can. */
class LargeDeadLetterIT {
  private static final String ID = "large-dead-letter";

  /** Farther apart than lz4 looks back and nearer than zstd does. */
  private static final int REPEATED = 100_000;

  @Test
  void isADeadLetter_andStopsNothing(@TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    RuleBook rules = Journal.rules("default-retail", null);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Registry registry =
            Registry.connect(RegistrySettings.at("mock://" + ID).withAutoRegister(true))) {
      Journal journal = new Journal(broker, registry, ID, rules, 1);
      write(journal, poison(60));
      write(journal, poison(100));
      write(journal, poison(400)); // longer than all a producer holds back by default
      StreamsSettings settings =
          StreamsSettings.of(ID, broker.bootstrapServers(), directory.resolve("state"));
      try (Pipeline pipeline =
          new Pipeline(
              journal.topics(), journal.partitions(), rules, registry, Slices.DEFAULT, settings)) {
        pipeline.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> journal.uncommitted(ID) == 0);
        assertThat(pipeline.stopped()).isNotDone();
      }
      List<ConsumerRecord<String, byte[]>> letters =
          journal.records(journal.topics().deadLetters());
      assertThat(letters).hasSize(3);
      assertThat(letters.get(0).value()).isEqualTo(poison(60));
      assertThat(letters.get(1).value()).isNull();
      assertThat(letters.get(2).value()).isNull();
    }
  }

  private static byte[] poison(int times) {
    byte[] block = new byte[REPEATED];
    new Random(1).nextBytes(block);
    byte[] poison = new byte[REPEATED * times];
    for (int i = 0; i < times; i++) {
      System.arraycopy(block, 0, poison, i * REPEATED, REPEATED);
    }
    return poison;
  }

  private static void write(Journal journal, byte[] value)
      throws InterruptedException, ExecutionException {
    Map<String, Object> config = new HashMap<>(journal.client());
    config.put("compression.type", "zstd");
    config.put("max.request.size", 50_000_000);
    config.put("buffer.memory", 50_000_000L);
    try (Producer<byte[], byte[]> producer =
        new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(journal.topics().memberEvents().name(), value)).get();
    }
  }
}
