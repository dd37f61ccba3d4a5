package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.offline.replay.FoundByReplay;
import io.rfmstreams.oracle.EventsCsv;
import io.rfmstreams.oracle.Player;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A registry that is down for a while costs time and nothing else. */
class RegistryDownIT {
  private static final String ID = "registry-down";

  @Test
  void nothingIsDeadLettered_andAllIsDecidedOnceItIsBack(@TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    RuleBook rules = Journal.rules("retail-demo", null);
    LocalDate asOf = Player.dayOfLatest(EventsCsv.read(Journal.RETAIL), rules.deployment().zone());
    Path registered = directory.resolve("registered");
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"))) {
      EmbeddedRegistry first = EmbeddedRegistry.start(0, registered);
      int port = URI.create(first.url()).getPort();
      RegistrySettings reached =
          RegistrySettings.at(first.url()).withPatience(Duration.ofSeconds(1));
      Journal journal;
      try (first;
          Registry registry = Registry.connect(reached)) {
        journal = new Journal(broker, registry, ID, rules, 4);
        journal.registerSchemas();
        journal.play(Journal.RETAIL, asOf, false);
      }
      StreamsSettings settings =
          StreamsSettings.of(ID, broker.bootstrapServers(), directory.resolve("state"));
      try (Registry registry = Registry.connect(reached);
          Pipeline pipeline =
              new Pipeline(
                  journal.topics(),
                  journal.partitions(),
                  rules,
                  registry,
                  Slices.DEFAULT,
                  settings)) {
        pipeline.start();
        TimeUnit.SECONDS.sleep(8); // several patiences
        assertThat(pipeline.stopped()).isNotDone();
        try (EmbeddedRegistry back = EmbeddedRegistry.start(port, registered)) {
          assertThat(back.url()).isEqualTo(reached.url());
          await().atMost(Duration.ofMinutes(3)).until(() -> journal.uncommitted(ID) == 0);
          await()
              .atMost(Duration.ofMinutes(1))
              .ignoreExceptions()
              .until(() -> !pipeline.hasPendingTicks());
        }
      }
      try (EmbeddedRegistry again = EmbeddedRegistry.start(port, registered);
          Registry registry = Registry.connect(RegistrySettings.at(again.url()))) {
        Output.assertSame(
            journal.readThrough(registry), FoundByReplay.of(Journal.RETAIL, rules, asOf, false));
      }
      assertThat(journal.records(journal.topics().deadLetters())).isEmpty();
    }
  }
}
