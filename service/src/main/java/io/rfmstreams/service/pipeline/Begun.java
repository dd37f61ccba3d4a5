package io.rfmstreams.service.pipeline;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.journal.CommittedRecords;
import io.rfmstreams.journal.JournalPartitions;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.topology.names.Names;
import io.rfmstreams.topology.startup.Beginning;
import io.rfmstreams.topology.startup.ClusterTopics;
import io.rfmstreams.topology.startup.Reading;
import io.rfmstreams.topology.stores.Generation;
import io.rfmstreams.topology.stores.TriggersFrom;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What a generation was begun with, or is about to begin with, as far as the settings do not say it.
 *
 * @param partitions how many the journal has
 * @param rules the rule book, with the first day of triggers that go out
 */
record Begun(JournalPartitions partitions, RuleBook rules) {
  private static final String UNSAID =
      """
      Topic %s already holds %,d records, and nobody has said whether the triggers that come of this history are to go out. Set rfm.triggers.from:
        rfm.triggers.from=2026-01-01  only triggers that became due on that day or later go out; today is a good day. Earlier ones count for cool-downs and holdout, and nobody hears of them.
        rfm.triggers.from=beginning   all go out, also those of years ago.""";

  private static final String OTHERWISE =
      "Application '%s' was begun with rfm.triggers.from=%s, the settings now say %s: leave that setting out or say what it was begun with; for another, start a new generation (rfm.application.id and rfm.topics.output-prefix).";

  private static final String BY_ANOTHER =
      "Meanwhile another instance has begun application '%s' with rfm.triggers.from=%s, this one was to begin it with %s: give both the same, or leave that setting out here, and start this one again.";

  /**
   * Asks the brokers.
   *
   * @throws io.rfmstreams.service.ServiceException if it cannot be begun, or carried on, under these settings
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  static Begun of(Admin admin, Settings settings, RuleFile ruleFile)
      throws ExecutionException, InterruptedException {
    Topics topics = settings.topics().names();
    String applicationId = settings.streams().applicationId();
    Reading reading = Reading.of(admin, topics, applicationId);
    JournalPartitions partitions = new JournalPartitions(reading.places().size());
    Known known = Known.of(admin, settings);
    Deployment said = settings.deployment();
    // Stores that do not tell are of a form that is refused below.
    Deployment deployment =
        known.triggersFrom().isEmpty() && !known.stored().isEmpty()
            ? said
            : said.withTriggersFrom(triggersFrom(settings, known, reading).day());
    RuleBook rules = RuleBooks.of(deployment, List.of(ruleFile));
    Generation generation = Generation.of(topics, partitions, rules, settings.forms());
    try {
      known.stored().forEach(begun -> generation.carryingOn(begun, settings.forms()));
    } catch (IllegalStateException e) {
      throw Service.cannotStart(String.valueOf(e.getMessage()));
    }
    return new Begun(partitions, rules);
  }

  /** What holds: what was begun with, else what is said, else all if there is no history. */
  private static TriggersFrom triggersFrom(Settings settings, Known known, Reading reading) {
    Optional<TriggersFrom> said = settings.triggersFrom();
    Optional<TriggersFrom> begunWith = known.triggersFrom().stream().findFirst();
    if (begunWith.isPresent()) {
      if (said.isPresent() && !said.equals(begunWith)) {
        throw Service.cannotStart(
            OTHERWISE.formatted(reading.applicationId(), begunWith.get(), said.get()));
      }
      return begunWith.get();
    }
    if (said.isEmpty() && reading.unread() > 0) {
      throw Service.cannotStart(UNSAID.formatted(reading.journal(), reading.unread()));
    }
    return said.orElse(TriggersFrom.BEGINNING);
  }

  /**
   * Begins the generation unless it has begun. Two instances that start together both find nothing begun,
   * and may be told different days: the later one sees what the other has begun with only now.
   *
   * @throws io.rfmstreams.service.ServiceException if another instance has begun it with another first day of
   *     triggers
   * @throws ExecutionException if the brokers do not answer or refuse
   */
  void begin(Admin admin, Settings settings) throws ExecutionException, InterruptedException {
    TriggersFrom held = new TriggersFrom(rules.deployment().triggersFrom());
    String applicationId = settings.streams().applicationId();
    Beginning.begin(admin, settings.topics().names(), applicationId, held);
    for (TriggersFrom begunWith : Known.of(admin, settings).triggersFrom()) {
      if (!begunWith.equals(held)) {
        throw Service.cannotStart(BY_ANOTHER.formatted(applicationId, begunWith, held));
      }
    }
  }

  /**
   * What the brokers hold of a generation's beginning.
   *
   * @param triggersFrom the first day of triggers, of the group and of each store that tells it: no more
   *     than one, unless something is wrong
   * @param stored what each partition's stores belong to; each writes it before anything else
   */
  private record Known(Set<TriggersFrom> triggersFrom, Set<Generation> stored) {

    /** Asks the group first: once it no longer tells, a store does. */
    static Known of(Admin admin, Settings settings)
        throws ExecutionException, InterruptedException {
      String applicationId = settings.streams().applicationId();
      Optional<TriggersFrom> committed =
          Beginning.triggersFrom(admin, settings.topics().names(), applicationId);
      Set<Generation> stored = stored(admin, settings, applicationId);
      Set<TriggersFrom> all = new LinkedHashSet<>();
      stored.forEach(generation -> generation.triggersFrom().ifPresent(all::add));
      committed.ifPresent(all::add);
      return new Known(all, stored);
    }

    /** The latest of each partition: an upgrade adds to what was there. */
    private static Set<Generation> stored(Admin admin, Settings settings, String applicationId)
        throws ExecutionException, InterruptedException {
      String changelog = Names.changelog(applicationId, Names.TICKS);
      if (ClusterTopics.read(admin, List.of(changelog)).isEmpty()) {
        return Set.of();
      }
      Map<Integer, Generation> latest = new TreeMap<>();
      try (CommittedRecords<byte[]> records =
          new CommittedRecords<>(settings.kafka(), new ByteArrayDeserializer())) {
        records.forEach(
            changelog,
            record ->
                Generation.stored(record.key(), record.value())
                    .ifPresent(generation -> latest.put(record.partition(), generation)));
      }
      return new LinkedHashSet<>(latest.values());
    }
  }
}
