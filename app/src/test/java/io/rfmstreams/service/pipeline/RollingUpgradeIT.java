package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.engine.StateForms;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.offline.replay.FoundByReplay;
import io.rfmstreams.oracle.HostileLogs;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.topology.names.Names;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two versions of the program on one group, each in its own process: the next one joins and writes the
 * form of today's, today's ends, the next one starts again and writes its own. Committed readers see what
 * a replay gives.
 */
class RollingUpgradeIT {
  private static final String ID = "rolling";
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void outputIsAsIfOneVersionHadRun(@TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    HostileLogs logs =
        HostileLogs.seeded(5).withErasures(false).withMembers(60).withEventsPerMember(30);
    Path file = Journal.write(directory.resolve("events.csv"), logs.lines());
    RuleBook rules = Journal.rules(VersionProcess.RULES, logs.zone().getId());
    LocalDate end = logs.lastDay();
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        EmbeddedRegistry embedded = EmbeddedRegistry.start();
        Registry registry = Registry.connect(VersionProcess.registry(embedded.url()))) {
      Journal journal = new Journal(broker, registry, ID, rules, VersionProcess.PARTITIONS);
      journal.registerSchemas();
      Launcher launcher = new Launcher(broker, embedded, directory, logs.zone().getId());
      FoundByReplay replay = FoundByReplay.of(file, rules, end, false);

      Process today = launcher.start(VersionProcess.Version.TODAY, "one");
      Process next = launcher.start(VersionProcess.Version.NEXT_WRITING_TODAYS, "two");
      try {
        awaitMembers(journal, 2);
        journal.play(file, end.minusYears(1), false);
        awaitRead(journal);
        assertThat(formsWritten(journal)).containsExactly(StateForms.current().written());

        end(today);
        end(next);
        next = launcher.start(VersionProcess.Version.NEXT, "two");
        // What was played already is duplicates and ticks of days that are closed.
        journal.play(file, end, false);
        awaitRead(journal);
        await()
            .atMost(LONG)
            .until(
                () ->
                    journal.records(journal.topics().segmentTransitions()).size()
                        >= replay.transitions().size());
        assertThat(formsWritten(journal))
            .containsExactly(StateForms.current().written(), NextForms.NEXT);
      } finally {
        end(today);
        end(next);
      }
      Output.assertSame(journal, replay);
    }
  }

  private static void awaitMembers(Journal journal, int instances) {
    try (Admin admin = Admin.create(journal.client())) {
      await().atMost(LONG).ignoreExceptions().until(() -> assigned(admin) == instances);
    }
  }

  /** How many instances work on partitions. */
  private static long assigned(Admin admin) throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(
            admin.describeConsumerGroups(List.of(ID)).describedGroups().get(ID))
        .get()
        .members()
        .stream()
        .filter(member -> !member.assignment().topicPartitions().isEmpty())
        .count();
  }

  private static void awaitRead(Journal journal) {
    await()
        .atMost(LONG)
        .pollInterval(Duration.ofMillis(300))
        .until(() -> journal.uncommitted(ID) == 0);
  }

  /** The forms of all states that were ever committed. */
  private static Set<Integer> formsWritten(Journal journal) {
    Set<Integer> forms = new TreeSet<>();
    try (CommittedRecords<String> records =
        new CommittedRecords<>(journal.client(), new StringDeserializer())) {
      records.forEach(
          Names.changelog(ID, Names.MEMBERS),
          record -> {
            if (record.value() != null) {
              forms.add((int) record.value()[0]);
            }
          });
    }
    return forms;
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
  }

  private record Launcher(
      EmbeddedBroker broker, EmbeddedRegistry registry, Path directory, String zone) {
    Process start(VersionProcess.Version version, String instance) throws IOException {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "-cp",
              System.getProperty("java.class.path"),
              VersionProcess.class.getName(),
              version.name(),
              broker.bootstrapServers(),
              registry.url(),
              ID,
              directory.resolve(instance).toString(),
              zone)
          .inheritIO()
          .start();
    }
  }
}
