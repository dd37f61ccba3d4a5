package io.rfmstreams.topology.startup;

import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.TopicContract.Cleanup;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.names.Names;
import io.rfmstreams.topology.stores.Generation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.TopicConfig;

/** What must be right with topics and schemas before the pipeline may start. */
public final class StartUpChecks {
  private static final String KEEP_EVERYTHING = "-1";

  private final Topics topics;
  private final String applicationId;
  private final boolean cutJournalAccepted;

  /**
   * @param applicationId names the generation
   * @param cutJournalAccepted whether it may begin on a journal whose beginning has been deleted
   */
  public StartUpChecks(Topics topics, String applicationId, boolean cutJournalAccepted) {
    this.topics = topics;
    this.applicationId = applicationId;
    this.cutJournalAccepted = cutJournalAccepted;
  }

  /**
   * Everything that is wrong, each with what to do about it; empty if the pipeline may start.
   *
   * @throws ExecutionException if the brokers do not answer
   */
  public List<String> problems(Admin admin, Registry registry)
      throws ExecutionException, InterruptedException {
    Map<String, TopicState> existing = ClusterTopics.read(admin, names());
    List<String> problems = new ArrayList<>(problems(existing));
    if (existing.containsKey(topics.memberEvents().name())) {
      problems.addAll(
          Reading.of(admin, topics, applicationId)
              .problems(existing.containsKey(membersChangelog()), cutJournalAccepted));
    }
    addUnregistered(registry, problems);
    return problems;
  }

  private void addUnregistered(Registry registry, List<String> problems) {
    List<String> unregistered =
        topics.all().stream()
            .filter(topic -> topic.subject().isPresent() && !registry.isRegistered(topic))
            .map(topic -> topic.subject().get())
            .toList();
    if (!unregistered.isEmpty()) {
      problems.add(
          "This version's schemas of these subjects are not registered: %s. Run `./rfm schemas register`."
              .formatted(String.join(", ", unregistered)));
    }
  }

  private List<String> names() {
    return Stream.concat(
            topics.all().stream().map(TopicContract::name), Stream.of(membersChangelog()))
        .toList();
  }

  private String membersChangelog() {
    return Names.changelog(applicationId, Names.MEMBERS);
  }

  /** What is wrong with the topics, given those that exist. */
  List<String> problems(Map<String, TopicState> existing) {
    List<String> problems = new ArrayList<>();
    List<String> missing =
        topics.all().stream()
            .map(TopicContract::name)
            .filter(name -> !existing.containsKey(name))
            .toList();
    if (!missing.isEmpty()) {
      problems.add(
          "These topics do not exist: %s. Run `./rfm topics create`."
              .formatted(String.join(", ", missing)));
    }
    for (TopicContract topic : topics.all()) {
      TopicState state = existing.get(topic.name());
      if (state != null) {
        checkCleanup(topic, state, problems);
      }
    }
    for (TopicContract topic : List.of(topics.memberEvents(), topics.segmentTransitions())) {
      TopicState state = existing.get(topic.name());
      if (state != null) {
        checkRetention(topic, state, problems);
      }
    }
    checkDeadLettersFit(existing, problems);
    checkGeneration(existing, problems);
    return problems;
  }

  private static void checkCleanup(TopicContract topic, TopicState state, List<String> problems) {
    String policy = state.setting(TopicConfig.CLEANUP_POLICY_CONFIG);
    boolean compacts = policy.contains(Cleanup.COMPACT.policy());
    if (topic.cleanup() == Cleanup.DELETE && compacts) {
      problems.add(
          "Topic %s has cleanup.policy=%s, which drops all but the last record of a member: set it to delete."
              .formatted(topic.name(), policy));
    }
  }

  private static void checkRetention(TopicContract topic, TopicState state, List<String> problems) {
    String age = state.setting(TopicConfig.RETENTION_MS_CONFIG);
    if (!age.equals(KEEP_EVERYTHING)) {
      problems.add(
          "Topic %s has retention.ms=%s. Records carry the time of what they tell of, so old history would be deleted while it is read: set retention.ms=-1."
              .formatted(topic.name(), age));
    }
    String size = state.setting(TopicConfig.RETENTION_BYTES_CONFIG);
    if (!size.equals(KEEP_EVERYTHING)) {
      problems.add(
          "Topic %s has retention.bytes=%s. The oldest records would be deleted once there are too many: set retention.bytes=-1."
              .formatted(topic.name(), size));
    }
  }

  private void checkDeadLettersFit(Map<String, TopicState> existing, List<String> problems) {
    TopicState journal = existing.get(topics.memberEvents().name());
    TopicState letters = existing.get(topics.deadLetters().name());
    if (journal == null || letters == null) {
      return;
    }
    long needed =
        Math.max(
            Topics.DEAD_LETTER_BYTES,
            journal.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG) + Topics.DEAD_LETTER_HEADER_BYTES);
    if (letters.number(TopicConfig.MAX_MESSAGE_BYTES_CONFIG) < needed) {
      problems.add(
          "Topic %s has max.message.bytes=%s. A dead letter is a record of %s (max.message.bytes=%s) with headers, perhaps less compressed, and one that does not fit would stop the pipeline: set max.message.bytes=%d or more."
              .formatted(
                  topics.deadLetters().name(),
                  letters.setting(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                  topics.memberEvents().name(),
                  journal.setting(TopicConfig.MAX_MESSAGE_BYTES_CONFIG),
                  needed));
    }
  }

  /** Stores and outputs belong to one reading of the journal, with one number of partitions. */
  private void checkGeneration(Map<String, TopicState> existing, List<String> problems) {
    TopicState journal = existing.get(topics.memberEvents().name());
    TopicState changelog = existing.get(membersChangelog());
    TopicState transitions = existing.get(topics.segmentTransitions().name());
    if (journal != null && changelog != null && journal.partitions() != changelog.partitions()) {
      problems.add(
          "Topic %s has %d partitions, application '%s' was begun with %d. Members have moved between partitions, so its stores are of no use: %s."
              .formatted(
                  topics.memberEvents().name(),
                  journal.partitions(),
                  applicationId,
                  changelog.partitions(),
                  Generation.START_ANEW));
    }
    if (changelog == null && transitions != null && transitions.written()) {
      problems.add(
          "Topic %s already holds records, but application '%s' has no stores. Its transitions would begin again at sequence 1 behind them: %s."
              .formatted(topics.segmentTransitions().name(), applicationId, Generation.START_ANEW));
    }
  }
}
