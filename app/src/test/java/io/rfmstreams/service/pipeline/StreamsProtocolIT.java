package io.rfmstreams.service.pipeline;

import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.offline.replay.FoundByReplay;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What is decided does not depend on the group protocol. The newer one is not offered, since it rejects
 * topology changes and ignores standbys; this tells whether it still works.
 */
class StreamsProtocolIT {
  private static final String ID = "streams-protocol";

  @Test
  void outputIsAsUnderTheClassicProtocol(@TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    HostileLogs logs = HostileLogs.seeded(1).withMembers(30).withEventsPerMember(20);
    RuleBook rules = Journal.rules("default-retail", logs.zone().getId());
    Path file = Journal.write(directory.resolve("events.csv"), logs.lines());
    LocalDate asOf = logs.lastDay();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Registry registry =
            Registry.connect(RegistrySettings.at("mock://" + ID).withAutoRegister(true))) {
      Journal journal = new Journal(broker, registry, ID, rules, 2);
      journal.play(file, asOf, true);
      Properties properties =
          StreamsSettings.of(ID, broker.bootstrapServers(), directory.resolve("state"))
              .properties();
      properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "streams");
      try (Pipeline pipeline =
          new Pipeline(
              journal.topics(),
              journal.partitions(),
              rules,
              StateForms.current(),
              registry,
              Slices.DEFAULT,
              properties)) {
        pipeline.start();
        await().atMost(Duration.ofMinutes(1)).until(() -> journal.uncommitted(ID) == 0);
        await().atMost(Duration.ofMinutes(1)).until(() -> !pipeline.hasPendingTicks());
      }
      Output.assertSame(journal, FoundByReplay.of(file, rules, asOf, true));
    }
  }
}
