package io.rfmstreams.app.pipeline;

import io.rfmstreams.app.load.CommittedRecords;
import io.rfmstreams.app.settings.Settings;
import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.Beginning;
import io.rfmstreams.topology.ClusterTopics;
import io.rfmstreams.topology.Generation;
import io.rfmstreams.topology.JournalPartitions;
import io.rfmstreams.topology.Names;
import io.rfmstreams.topology.Reading;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a generation was begun with, or is about to begin with, as far as the settings do not say it.
 *
 * @param partitions how many the journal has
 * @param rules the rule book, with the first day of triggers that go out
 */
record Begun(JournalPartitions partitions, RuleBook rules) {
  private static final long BLOCK = 5_000;

  private static final String UNSAID =
      """
      Topic %s already holds %,d records, and nobody has said whether the triggers that come of this history are to go out. Set rfm.triggers.from:
        rfm.triggers.from=2026-01-01  only triggers that became due on that day or later go out; today is a good day. Earlier ones count for cool-downs and holdout, and nobody hears of them.
        rfm.triggers.from=beginning   all go out, also those of years ago.""";

  private static final String OTHERWISE =
      "Application '%s' was begun with rfm.triggers.from=%s, the settings now say %s: leave that setting out or say what it was begun with; for another, start a new generation (rfm.application.id and rfm.topics.output-prefix).";

  /**
   * Asks the brokers.
   *
   * @throws io.rfmstreams.app.cli.Failure if it cannot be begun, or carried on, under these settings
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  static Begun of(Admin admin, Settings settings, RuleFile ruleFile)
      throws ExecutionException, InterruptedException {
    Topics topics = settings.topics().names();
    String applicationId = settings.streams().applicationId();
    Reading reading = Reading.of(admin, topics, applicationId);
    JournalPartitions partitions = new JournalPartitions(reading.places().size());
    Optional<Generation> stored = stored(admin, settings, applicationId);
    Optional<String> begunWith =
        stored.isPresent()
            ? stored.flatMap(Generation::triggersFrom)
            : Beginning.triggersFrom(admin, topics, applicationId);
    String from =
        stored.isPresent() && begunWith.isEmpty()
            ? Generation.triggersFrom(settings.deployment().triggersFrom())
            : triggersFrom(settings, begunWith, reading);
    RuleBook rules = RuleBooks.of(deployment(settings, from), List.of(ruleFile));
    Generation generation = Generation.of(topics, partitions, rules, settings.forms());
    try {
      stored.ifPresent(begun -> generation.carryingOn(begun, settings.forms()));
    } catch (IllegalStateException e) {
      throw Service.cannotStart(String.valueOf(e.getMessage()));
    }
    return new Begun(partitions, rules);
  }

  /** What holds: what was begun with, else what is said, else all if there is no history. */
  private static String triggersFrom(
      Settings settings, Optional<String> begunWith, Reading reading) {
    Settings.TriggersFrom said = settings.triggersFrom();
    String now = Generation.triggersFrom(said.day());
    if (begunWith.isPresent()) {
      if (said.said() && !now.equals(begunWith.get())) {
        throw Service.cannotStart(
            OTHERWISE.formatted(reading.applicationId(), begunWith.get(), now));
      }
      return begunWith.get();
    }
    if (!said.said() && reading.unread() > 0) {
      throw Service.cannotStart(UNSAID.formatted(reading.journal(), reading.unread()));
    }
    return now;
  }

  private static Deployment deployment(Settings settings, String triggersFrom) {
    Deployment said = settings.deployment();
    boolean all = triggersFrom.equals(Generation.FROM_THE_BEGINNING);
    return new Deployment(
        said.zone(),
        said.currency(),
        said.longestWindowDays(),
        said.memory(),
        said.earliestDay(),
        all ? null : LocalDate.parse(triggersFrom));
  }

  /** The generation that some partition's stores belong to; each writes it before anything else. */
  private static Optional<Generation> stored(Admin admin, Settings settings, String applicationId)
      throws ExecutionException, InterruptedException {
    String changelog = Names.changelog(applicationId, Names.TICKS);
    if (ClusterTopics.read(admin, List.of(changelog)).isEmpty()) {
      return Optional.empty();
    }
    try (CommittedRecords<byte[]> records =
        new CommittedRecords<>(settings.kafka(), new ByteArrayDeserializer())) {
      for (TopicPartition partition : records.partitions(changelog)) {
        Optional<Generation> found = stored(records, partition);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Generation> stored(
      CommittedRecords<byte[]> records, TopicPartition partition) {
    long end = records.end(partition);
    List<Generation> found = new ArrayList<>();
    for (long from = records.beginning(partition); from < end && found.isEmpty(); from += BLOCK) {
      records.forEach(
          partition,
          from,
          Math.min(end, from + BLOCK),
          record -> Generation.stored(record.key(), record.value()).ifPresent(found::add));
    }
    return found.stream().reduce((earlier, later) -> later);
  }
}
