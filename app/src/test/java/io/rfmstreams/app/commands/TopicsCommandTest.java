package io.rfmstreams.app.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopicsCommandTest {

  private static EmbeddedBroker broker;
  private static Path home;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    home = directory;
    broker = EmbeddedBroker.start(directory.resolve("kafka"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void createsWhatIsMissing_asTheContractSays_andOnce() throws Exception {
    Terminal terminal = terminal("a.");

    Result before = terminal.run("topics", "describe");
    assertThat(before.code()).isEqualTo(ExitCode.FAILED);
    assertThat(before.err())
        .startsWith("rfm: missing: a.member-events, ")
        .contains(", a.dead-letters; `./rfm topics create` creates them");

    Result created = terminal.run("topics", "create", "--set", "rfm.topics.partitions=3");
    assertThat(created.err()).isEmpty();
    assertThat(created.code()).isZero();
    assertThat(created.out())
        .containsPattern("a.member-events +created +3 partitions +1 copy +cleanup.policy=delete");
    assertThat(config("a.member-events"))
        .containsEntry("cleanup.policy", "delete")
        .containsEntry("retention.ms", "-1")
        .containsEntry("retention.bytes", "-1")
        .containsEntry("message.timestamp.type", "CreateTime")
        .containsEntry("message.timestamp.after.max.ms", "3600000")
        .containsEntry("message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
    assertThat(config("a.segment-transitions")).containsEntry("retention.ms", "-1");
    assertThat(config("a.member-segments")).containsEntry("cleanup.policy", "compact");

    Result again = terminal.run("topics", "create", "--set", "rfm.topics.partitions=3");
    assertThat(again.code()).isZero();
    assertThat(again.out()).contains("present").doesNotContain("created");
    Result described =
        terminal.run("topics", "describe", "--json", "--set", "rfm.topics.partitions=3");
    assertThat(described.code()).isZero();
    assertThat(described.out()).contains("\"name\" : \"a.dead-letters\"", "\"differences\" : [ ]");
  }

  @Test
  void leavesATopicThatDiffersAsItIs_andSaysWhat() throws Exception {
    try (Admin admin = admin()) {
      admin
          .createTopics(
              Set.of(
                  new NewTopic("b.member-events", 2, (short) 1)
                      .configs(
                          Map.of(
                              "retention.ms",
                              "604800000",
                              "retention.bytes",
                              "1000000",
                              "cleanup.policy",
                              "compact"))))
          .all()
          .get();
      await().until(() -> admin.listTopics().names().get().contains("b.member-events"));
    }

    Result result = terminal("b.").run("topics", "create");

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("b.member-events: partitions is 2, expected 6 (rfm.topics.partitions)")
        .contains("b.member-events: retention.ms is 604800000, expected -1")
        .contains("b.member-events: retention.bytes is 1000000, expected -1")
        .contains("b.member-events: cleanup.policy is compact, expected delete")
        .contains("left as it is");
    assertThat(result.out()).containsPattern("b.dead-letters +created");
    assertThat(config("b.member-events")).containsEntry("retention.ms", "604800000");
    assertThat(terminal("b.").run("topics", "describe").code()).isEqualTo(ExitCode.FAILED);
  }

  @ParameterizedTest
  @CsvSource({"8388607, 1", "8388608, 0", "20000000, 0"})
  void deadLetters_mayBeLongerThanExpected_butNotShorter(String longest, int code)
      throws Exception {
    String prefix = "l" + longest + ".";
    String letters = prefix + "dead-letters";
    Map<String, String> config =
        Map.of(
            "max.message.bytes", longest,
            "retention.ms", "-1",
            "message.timestamp.after.max.ms", "3600000");
    try (Admin admin = admin()) {
      admin.createTopics(Set.of(new NewTopic(letters, 6, (short) 1).configs(config))).all().get();
      await().until(() -> admin.listTopics().names().get().contains(letters));
    }

    Result result = terminal(prefix).run("topics", "create");

    assertThat(result.code()).as(result.err()).isEqualTo(code);
  }

  @Test
  void refusals_areSaidInTheBrokersWords() {
    Result result = terminal("c.").run("topics", "create", "--set", "rfm.topics.replication=3");

    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .contains("rfm: cannot create topics: the broker refuses: ", "replication");
    assertThat(result.err()).doesNotContain("\tat ", "Exception");
  }

  @Test
  @Tag("slow")
  void aBrokerThatDoesNotAnswer_isSaidWithinABoundedTime() {
    Instant start = Instant.now();

    Result result =
        terminal("d.").with("RFM_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1").run("topics", "create");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(20));
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .startsWith("rfm: cannot list the topics: no broker answers at 127.0.0.1:1\n")
        .contains("rfm.kafka.bootstrap.servers");
    assertThat(result.err().lines()).hasSize(2);
  }

  @Test
  void settingsThatMakeNoClient_areSaid() {
    Result address =
        terminal("e.").run("topics", "create", "--set", "rfm.kafka.bootstrap.servers=nonsense");
    Result protocol =
        terminal("e.").run("topics", "create", "--set", "rfm.kafka.security.protocol=MAGIC");

    assertThat(address.code()).isEqualTo(ExitCode.USAGE);
    assertThat(address.err()).contains("rfm.kafka.").contains("nonsense");
    assertThat(protocol.code()).isEqualTo(ExitCode.USAGE);
    assertThat(protocol.err()).contains("MAGIC");
  }

  private static Terminal terminal(String prefix) {
    return new Terminal(home)
        .with("RFM_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers())
        .with("RFM_TOPICS_PREFIX", prefix);
  }

  private static Map<String, String> config(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> config = new HashMap<>();
    try (Admin admin = admin()) {
      for (Config found : admin.describeConfigs(Set.of(resource)).all().get().values()) {
        found.entries().forEach(entry -> config.put(entry.name(), entry.value()));
      }
    }
    return config;
  }

  private static Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
  }
}
