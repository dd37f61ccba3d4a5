package io.rfmstreams.topology.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartUpChecksTest {
  private static final TopicState DELETING = topic(Map.of("cleanup.policy", "delete"));
  private static final TopicState COMPACTING = topic(Map.of("cleanup.policy", "compact"));
  private static final TopicState LARGE = topic(Map.of("max.message.bytes", "8388608"));

  private final StartUpChecks checks = new StartUpChecks(Topics.withPrefix("p."), "app", false);
  private final Map<String, TopicState> topics =
      new HashMap<>(
          Map.of(
              "p.member-events", DELETING,
              "p.segment-transitions", DELETING,
              "p.member-segments", COMPACTING,
              "p.winback-triggers", DELETING,
              "p.dead-letters", LARGE));

  @Test
  void nothingIsWrong_withTopicsAsTheyAreCreated() {
    assertThat(checks.problems(topics)).isEmpty();
  }

  @Test
  void namesEveryTopicThatIsMissing() {
    assertThat(checks.problems(Map.of()))
        .containsExactly(
            "These topics do not exist: p.member-events, p.segment-transitions, p.member-segments, p.winback-triggers, p.dead-letters. Run `./rfm topics create`.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"retention.ms", "retention.bytes"})
  void refusesLimitedRetention_ofJournalAndTransitions(String limit) {
    TopicState limited = topic(Map.of(limit, "604800000"));
    topics.put("p.member-events", limited);
    topics.put("p.segment-transitions", limited);
    topics.put("p.winback-triggers", limited);

    assertThat(checks.problems(topics))
        .hasSize(2)
        .allMatch(problem -> problem.contains(limit + "=604800000"))
        .allMatch(problem -> problem.endsWith("set " + limit + "=-1."));
  }

  @Test
  void refusesACompactedJournal() {
    topics.put("p.member-events", topic(Map.of("cleanup.policy", "compact,delete")));

    assertThat(checks.problems(topics)).singleElement().asString().contains("set it to delete");
  }

  @Test
  void namesWhatTheBrokersDoNotTell() {
    Map<String, String> told = ClusterTopics.settings(null);
    assertThat(told).isEqualTo(ClusterTopics.settings(new Config(Set.of(untold()))));
    topics.replaceAll((name, topic) -> new TopicState(4, told, false));

    assertThat(checks.problems(topics))
        .hasSize(5)
        .allMatch(problem -> problem.contains("=(not told by the brokers)"));
  }

  private static ConfigEntry untold() {
    return new ConfigEntry("retention.ms", null);
  }

  @Test
  void refusesAChangedPartitionCount() {
    topics.put("app-members-changelog", new TopicState(3, Map.of(), true));

    assertThat(checks.problems(topics))
        .singleElement()
        .asString()
        .contains("p.member-events has 4 partitions, application 'app' was begun with 3")
        .contains("new generation");
  }

  @Test
  void refusesToWriteBehindAnotherGenerationsRecords() {
    topics.put("p.segment-transitions", new TopicState(4, DELETING.config(), true));
    assertThat(checks.problems(topics))
        .singleElement()
        .asString()
        .contains("rfm.application.id", "rfm.topics.output-prefix", "`./rfm topics create`");

    topics.put("app-members-changelog", COMPACTING);
    assertThat(checks.problems(topics)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"1048588, 8388608", "20000000, 20065536"})
  void refusesDeadLettersThatAreTooSmallForTheirRecords(String journal, String needed) {
    topics.put("p.member-events", topic(Map.of("max.message.bytes", journal)));
    topics.put("p.dead-letters", topic(Map.of("max.message.bytes", "8388607")));

    assertThat(checks.problems(topics))
        .singleElement()
        .asString()
        .startsWith("Topic p.dead-letters has max.message.bytes=8388607.")
        .endsWith("set max.message.bytes=" + needed + " or more.");
  }

  /** As it is created, but for some settings. */
  private static TopicState topic(Map<String, String> different) {
    Map<String, String> config = new HashMap<>();
    config.put("cleanup.policy", "delete");
    config.put("retention.ms", "-1");
    config.put("retention.bytes", "-1");
    config.put("max.message.bytes", "1048588");
    config.putAll(different);
    return new TopicState(4, config, false);
  }
}
