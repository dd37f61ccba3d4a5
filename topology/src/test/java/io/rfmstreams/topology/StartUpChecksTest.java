package io.rfmstreams.topology;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.schemas.Topics;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StartUpChecksTest {
  private static final TopicState DELETING = new TopicState(4, "delete", -1, 1_048_588, false);
  private static final TopicState COMPACTING = new TopicState(4, "compact", -1, 1_048_588, false);
  private static final TopicState LARGE = new TopicState(4, "delete", -1, 2_097_152, false);

  private final StartUpChecks checks = new StartUpChecks(Topics.withPrefix("p."), "app");
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
        .hasSize(5)
        .allMatch(problem -> problem.endsWith("does not exist: run 'topics create'."));
  }

  @Test
  void refusesLimitedRetention_ofJournalAndTransitions() {
    TopicState week = new TopicState(4, "delete", 604_800_000, 1_048_588, false);
    topics.put("p.member-events", week);
    topics.put("p.segment-transitions", week);
    topics.put("p.winback-triggers", week);

    assertThat(checks.problems(topics))
        .hasSize(2)
        .allMatch(problem -> problem.contains("retention.ms=604800000"));
  }

  @Test
  void refusesACompactedJournal() {
    topics.put("p.member-events", new TopicState(4, "compact,delete", -1, 1_048_588, false));

    assertThat(checks.problems(topics)).singleElement().asString().contains("set it to delete");
  }

  @Test
  void refusesAChangedPartitionCount() {
    topics.put("app-members-changelog", new TopicState(3, "compact", -1, 1_048_588, true));

    assertThat(checks.problems(topics))
        .singleElement()
        .asString()
        .contains("p.member-events has 4 partitions, application 'app' was begun with 3")
        .contains("new generation");
  }

  @Test
  void refusesToWriteBehindAnotherGenerationsRecords() {
    topics.put("p.segment-transitions", new TopicState(4, "delete", -1, 1_048_588, true));
    assertThat(checks.problems(topics)).singleElement().asString().contains("output prefix");

    topics.put("app-members-changelog", COMPACTING);
    assertThat(checks.problems(topics)).isEmpty();
  }

  @Test
  void refusesDeadLettersThatAreTooSmallForTheirRecords() {
    topics.put("p.dead-letters", DELETING);

    assertThat(checks.problems(topics))
        .singleElement()
        .asString()
        .contains("set it to 1114124 or more");
  }
}
