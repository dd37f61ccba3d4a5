package io.rfmstreams.service.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.embedded.EmbeddedBroker;
import io.rfmstreams.engine.FileTicks;
import io.rfmstreams.engine.MemberEvent;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.JournalWriter;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.SegmentTransition;
import io.rfmstreams.topology.Slices;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A million events are waiting when the pipeline starts, of members who buy every 80 days, ten days
 * before they would count as at risk. While they are read nobody may look silent; afterwards, with no
 * traffic at all, one midnight makes all of them at risk.
 */
@Tag("slow")
class BacklogIT {
  private static final String ID = "backlog";
  private static final int MEMBERS = 100_000;
  private static final int PURCHASES = 10;
  private static final int EVERY_DAYS = 80;
  private static final int AT_RISK_DAYS = 90;
  private static final Instant FIRST = Instant.parse("2023-01-01T04:00:00Z");

  @Test
  void noFalseSilenceFromTheBacklog_andTheNextMidnightWithoutTraffic(@TempDir Path directory)
      throws IOException, InterruptedException, ExecutionException {
    RuleBook rules = Journal.rules("default-retail", null);
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("kafka"));
        Registry registry =
            Registry.connect(RegistrySettings.at("mock://" + ID).withAutoRegister(true))) {
      Journal journal = new Journal(broker, registry, ID, rules, 4);
      write(journal, rules);
      StreamsSettings settings =
          StreamsSettings.of(ID, broker.bootstrapServers(), directory.resolve("state"));
      try (Pipeline pipeline =
          new Pipeline(
              journal.topics(), journal.partitions(), rules, registry, Slices.DEFAULT, settings)) {
        pipeline.start();
        await().atMost(Duration.ofMinutes(6)).until(() -> journal.uncommitted(ID) == 0);
        await().atMost(Duration.ofMinutes(1)).until(() -> !pipeline.hasPendingTicks());
        assertThat(atRisk(journal)).isZero();

        Instant midnight = atRiskAt(rules);
        try (JournalWriter writer = journal.writer()) {
          writer.tick(midnight);
          writer.flush();
        }
        await().atMost(Duration.ofMinutes(1)).until(() -> journal.uncommitted(ID) == 0);
        await().atMost(Duration.ofMinutes(1)).until(() -> !pipeline.hasPendingTicks());
        await().atMost(Duration.ofMinutes(1)).until(() -> atRisk(journal) == MEMBERS);
      }
    }
  }

  private static void write(Journal journal, RuleBook rules) {
    FileTicks ticks = new FileTicks(rules.calendar());
    try (JournalWriter writer = journal.writer()) {
      for (int purchase = 0; purchase < PURCHASES; purchase++) {
        Instant at = FIRST.plus(Duration.ofDays((long) purchase * EVERY_DAYS));
        ticks.before(at).forEach(writer::tick);
        for (int member = 0; member < MEMBERS; member++) {
          String id = purchase + "-" + member;
          writer.event(
              new MemberEvent(
                  id, "m" + member, "purchase", at, 9_900L, "CNY", id, null, null, Map.of()));
        }
      }
      writer.flush();
    }
  }

  /** The midnight of the day on which the last purchase is 90 days ago. */
  private static Instant atRiskAt(RuleBook rules) {
    Instant last = FIRST.plus(Duration.ofDays((PURCHASES - 1L) * EVERY_DAYS));
    int day = rules.calendar().dayOf(last.toEpochMilli());
    return Instant.ofEpochMilli(rules.calendar().startOf(day + AT_RISK_DAYS));
  }

  private static long atRisk(Journal journal) {
    return journal
        .read(journal.topics().segmentTransitions(), SegmentTransition.class)
        .values()
        .stream()
        .flatMap(List::stream)
        .filter(Objects::nonNull)
        .filter(transition -> transition.getTo().equals("at-risk"))
        .count();
  }
}
