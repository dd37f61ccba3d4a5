package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code load} against a broker. */
@Timeout(120)
class LoadCommandIT {
  private static final String ID = "load";
  private static final String REGISTRY_URL = "mock://load-command";

  @Test
  void badLines_goToTheRejects_andAFullDiskThereIsSaid(@TempDir Path directory) throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Registry registry = Registry.connect(RegistrySettings.at(REGISTRY_URL))) {
      Journal journal = new Journal(broker, registry, ID, Journal.rules("default-retail", null), 1);
      journal.registerSchemas();
      Path events =
          Files.writeString(
              directory.resolve("events.csv"),
              """
              event_id,member_id,type,occurred_at,amount,currency
              e1,17850.0,purchase,2026-01-03T09:00:00+08:00,12.50,CNY
              e2,17850.0,purchase,yesterday,12.50,CNY
              """);
      Path rejects = directory.resolve("rejects.csv");

      Result taken = load(journal, events, rejects, directory);
      assertThat(taken.code()).as(taken.err()).isEqualTo(ExitCode.SOME_REJECTED);
      assertThat(taken.out())
          .contains("written   1 events", "rejected  1 records")
          .contains("notice    1 records have member ids such as '17850.0' (line 2)");
      assertThat(rejects).content().startsWith("line,reason\n3,\"wrong-time: ");
      assertThat(journal.records(journal.topics().memberEvents())).hasSize(1);

      // Dated after its own record's timestamp, this is no tick to the pipeline, and so to nobody.
      try (JournalWriter writer = journal.writer()) {
        writer.tick(
            Instant.parse("2099-01-01T16:00:00Z"), 0, Instant.parse("2026-01-01T16:00:00Z"));
      }
      Result again = load(journal, events, rejects, directory);
      assertThat(again.code()).as(again.err()).isEqualTo(ExitCode.SOME_REJECTED);

      Result full = load(journal, events, Path.of("/dev/full"), directory);
      assertThat(full.code()).isEqualTo(ExitCode.FAILED);
      assertThat(full.err()).contains("rfm: cannot write /dev/full: No space left on device");
    }
  }

  @Test
  void aJournalOfAnotherZonesDays_isRefused_andLeftAsItIs(@TempDir Path directory)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Registry registry = Registry.connect(RegistrySettings.at(REGISTRY_URL))) {
      Journal journal =
          new Journal(broker, registry, "zones", Journal.rules("default-retail", null), 2);
      journal.registerSchemas();
      Instant londonMidnight = Instant.parse("2026-01-02T00:00:00Z");
      try (JournalWriter writer = journal.writer()) {
        writer.tick(londonMidnight, 1, londonMidnight);
      }
      Path events =
          Files.writeString(
              directory.resolve("events.csv"),
              """
              event_id,member_id,type,occurred_at,amount,currency
              e1,m1,purchase,2026-01-03T09:00:00+08:00,12.50,CNY
              """);

      Result refused = load(journal, events, directory.resolve("rejects.csv"), directory);

      assertThat(refused.code()).isEqualTo(ExitCode.FAILED);
      assertThat(refused.err())
          .contains(
              "topic zones.member-events, partition 1, is of 2026-01-02T00:00:00Z, which is no start of a day in Asia/Shanghai")
          .contains("Set rfm.zone");
      assertThat(journal.records(journal.topics().memberEvents())).hasSize(1);
    }
  }

  @Test
  void aShopsExport_isLoadedAsItIs_andALaterOneAddsWhatCameSince(@TempDir Path directory)
      throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Registry registry = Registry.connect(RegistrySettings.at(REGISTRY_URL))) {
      Journal journal = new Journal(broker, registry, ID, Journal.rules("default-retail", null), 1);
      journal.registerSchemas();
      String export =
          """
          id,customer_id,created_at,total,currency,status,refunded
          1,17,2026-01-03 09:00:00,30.00,cny,partially_refunded,10.00
          2,17,2026-01-03 09:30:00,5.00,cny,pending,
          """;
      Path first = Files.writeString(directory.resolve("first.csv"), export);
      Path later =
          Files.writeString(directory.resolve("later.csv"), export.replace("10.00", "25.00"));
      Path rejects = directory.resolve("rejects.csv");
      Path mapping = Journal.ROOT.resolve("config/columns/orders-table.yaml");
      String columns = mapping.toString();

      Result taken = load(journal, first, rejects, directory, "--columns", columns);
      Result more =
          load(
              journal,
              later,
              rejects,
              directory,
              "--columns",
              columns,
              "--earlier",
              first.toString());

      assertThat(taken.code()).as(taken.err()).isEqualTo(ExitCode.CLEAN);
      assertThat(taken.out())
          .contains("rows      2 = one event 0 + several 1 + nothing 1 + refused 0; 2 events");
      assertThat(more.out()).as(more.err()).contains("written   3 events");
      assertThat(journal.records(journal.topics().memberEvents())).hasSize(5);
    }
  }

  private static Result load(
      Journal journal, Path events, Path rejects, Path state, String... more) {
    Stream<String> words = Stream.of("load", events.toString(), "--rejects", rejects.toString());
    Stream<String> settings = journal.options("default-retail", ID, state, REGISTRY_URL).stream();
    return new Terminal(Journal.ROOT)
        .run(Stream.of(words, Stream.of(more), settings).flatMap(s -> s).toArray(String[]::new));
  }
}
