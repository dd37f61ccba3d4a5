package io.rfmstreams.service.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings that are refused: by name, with where they are written and what was expected. */
class RefusedSettingsTest {
  private final Map<String, String> environment = new HashMap<>();
  private Path home;
  private Path file;

  @BeforeEach
  void makeAHome(@TempDir Path directory) throws IOException {
    home = directory;
    file = Files.createDirectories(home.resolve("config")).resolve("rfm.properties");
  }

  @Test
  void aTimeOutNoLongerThanCommitIntervalAndPollTogether_isRefused() throws IOException {
    write("rfm.commit-interval-ms=5000\nrfm.poll-ms=5000\n");

    assertThat(read("rfm.transaction-timeout-ms=10001")).isNotNull();
    assertThatThrownBy(() -> read("rfm.transaction-timeout-ms=10000"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "--set: rfm.transaction-timeout-ms is \"10000\", expected more than commit interval and poll together; "
                + "rfm.commit-interval-ms is \"5000\" (%1$s, line 1), rfm.poll-ms is \"5000\" (%1$s, line 2)",
            file);
  }

  @Test
  void aRegistrysPatienceOfMoreThanHalfTheTimeOut_isRefused() {
    assertThat(read("rfm.registry-patience-ms=1000", "rfm.transaction-timeout-ms=2000"))
        .isNotNull();
    assertThatThrownBy(
            () -> read("rfm.registry-patience-ms=1001", "rfm.transaction-timeout-ms=2000"))
        .isInstanceOf(SettingsException.class)
        .hasMessage(
            "--set: rfm.registry-patience-ms is \"1001\", expected at most half of a transaction's time-out; "
                + "rfm.transaction-timeout-ms is \"2000\" (--set)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rfm.topics.prefx=x           | there is no setting rfm.topics.prefx; did you mean rfm.topics.prefix?
          rfm.kafka.bootstrap.server=x | there is no setting rfm.kafka.bootstrap.server; did you mean rfm.kafka.bootstrap.servers?
          rfm.registry.schema.regsitry.url=x | did you mean rfm.registry.schema.registry.url?
          rfm.kafka.=x                 | there is no setting rfm.kafka.
          %dev.rfm.zone=UTC            | there is no setting %dev.rfm.zone
          zone=UTC                     | there is no setting zone
          rfm.kafka.application.id=x   | rfm.kafka.application.id is set as rfm.application.id
          rfm.kafka.poll.ms=100        | rfm.kafka.poll.ms is set as rfm.poll-ms
          rfm.kafka.transaction.timeout.ms=9 | is set as rfm.transaction-timeout-ms
          rfm.kafka.producer.transaction.timeout.ms=9 | is set as rfm.transaction-timeout-ms
          rfm.kafka.processing.guarantee=at_least_once | is decided by the pipeline and cannot be set
          rfm.kafka.default.interactive.query.isolation.level=READ_UNCOMMITTED | is decided by the pipeline and cannot be set
          rfm.registry.auto.register.schemas=true | schemas are registered ahead by `./rfm schemas register`
          """)
  void keysThatAreNotThere_areRefusedByName(String line, String message) throws IOException {
    write("# a comment\n" + line + "\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ", line 2: ")
        .hasMessageContaining(message);
    assertThatThrownBy(() -> read(line))
        .hasMessageStartingWith(file + ", line 2: ")
        .hasMessageContaining("\n--set: ");
  }

  /** Each of these would lose records, count them twice or show what is not committed. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "processing.exception.handler",
        "production.exception.handler",
        "deserialization.exception.handler",
        "default.production.exception.handler",
        "default.deserialization.exception.handler",
        "auto.offset.reset",
        "consumer.auto.offset.reset",
        "main.consumer.auto.offset.reset",
        "main.consumer.isolation.level",
        "restore.consumer.isolation.level",
        "producer.enable.idempotence",
        "producer.transactional.id",
        "producer.transaction.timeout.ms",
        "producer.max.request.size",
        "producer.buffer.memory",
        "main.consumer.group.id",
        "group.protocol",
        "main.consumer.group.protocol"
      })
  void whatThePipelineDecides_isRefusedByName_forEveryClient(String name) throws IOException {
    String key = "rfm.kafka." + name;
    write(key + "=x\n");

    assertThatThrownBy(() -> read(key + "=y"))
        .isInstanceOf(SettingsException.class)
        .hasMessageMatching(
            "(?s).*, line 1: \\Q%1$s\\E is .*--set: \\Q%1$s\\E is (decided|set as) .*"
                .formatted(key));
  }

  @ParameterizedTest
  @CsvSource({
    "RFM_TOPICS_PREFX, did you mean RFM_TOPICS_PREFIX?",
    "RFM_KAFKA_BOOTSTRAP_SERVER, did you mean RFM_KAFKA_BOOTSTRAP_SERVERS?",
    "RFM_KAFKA_GROUP_ID, rfm.kafka.group.id is set as rfm.application.id",
    "RFM_, there is no such setting",
    "RFM_STREAMS_SERVICE_HOSTS, there is no such setting",
    "RFM_STREAMS_PORT_9092, there is no such setting",
    "RFM_STREAMS_PORT_9092_TCP_NAME, there is no such setting",
    "RFM_STREAMSPORT, there is no such setting",
  })
  void variablesThatAreNotThere_areRefusedByName(String variable, String message) {
    environment.put(variable, "x");
    environment.put("HOME", "not ours");

    assertThatThrownBy(this::read)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("environment variable " + variable + ": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rfm.zone                | Mars/Olympus     | expected a time zone such as Europe/London
          rfm.zone                | ''               | expected a time zone
          rfm.currency            | RMB              | expected an ISO 4217 currency code
          rfm.currency            | cny              | expected an ISO 4217 currency code
          rfm.longest-window-days | 0                | expected a whole number from 1 to 36525
          rfm.longest-window-days | 1e3              | expected a whole number from 1 to 36525
          rfm.memory.money-events | 99999999999999   | expected a whole number from 1 to 1500
          rfm.ticker.enabled      | yes              | expected true or false
          rfm.ticker.settle       | 30 parsecs       | expected a duration such as 30s
          rfm.ticker.settle       | -PT1S            | expected a duration such as 30s, 500ms, 10m or 1h, from 0ms to 604800s
          rfm.ticker.settle       | 999999999d       | from 0ms to 604800s
          rfm.slice.interval      | 0ms              | from 1ms to 60s
          rfm.slice.interval      | 61s              | from 1ms to 60s
          rfm.poll-ms             | 10ms             | expected a whole number from 1 to 5000
          rfm.transaction-timeout-ms | 900001        | expected a whole number from 1 to 900000
          rfm.registry-patience-ms | 0               | expected a whole number from 1 to 450000
          rfm.topics.prefix       | shop/            | expected up to 200 letters
          rfm.topics.replication  | 0                | or -1 for the brokers' own default
          rfm.application.id      | a b              | expected letters, digits
          rfm.rules               | ' '              | expected a path
          """)
  void wrongValues_sayWhichKeyFromWhereAndWhatWasExpected(String key, String value, String message)
      throws IOException {
    write("\n" + key + "=" + value + "\n");

    assertThatThrownBy(this::read)
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(
            file + ", line 2: " + key + " is \"" + value.strip() + "\", expected ")
        .hasMessageContaining(message);
  }

  /** What a client would refuse when it is made is refused before anything begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          rfm.kafka.producer.acks                   | banana  | "banana": String must be one of: all, -1, 0, 1
          rfm.kafka.max.poll.records                | abc     | "abc": Not a number of type INT
          rfm.kafka.max.poll.records                | 0       | "0": Value must be at least 1
          rfm.kafka.security.protocol               | NOPE    | "NOPE": String must be one of
          rfm.kafka.key.serializer                  | no.Such | no.Such could not be found
          rfm.registry.max.schemas.per.subject      | abc     | "abc": Not a number of type INT
          rfm.registry.basic.auth.credentials.source | NOPE   | expected one of SASL_INHERIT, URL, USER_INFO
          rfm.registry.schema.registry.url          | notaurl | expected a URL such as http://host:8081
          rfm.registry.schema.registry.url          | ftp://h | expected a URL such as http://host:8081
          rfm.registry.schema.registry.url          | 'http://a, http://b' | separated by commas alone
          """)
  void valuesThatAClientWouldRefuse_areNamed(String key, String value, String message) {
    assertThatThrownBy(() -> read(key + "=" + value))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("--set: " + key + " is \"" + value + "\": ")
        .hasMessageContaining(message);
  }

  @Test
  void allProblems_areSaidAtOnce() throws IOException {
    write("rfm.zone=nowhere\nrfm.x=1\n");
    environment.put("RFM_CURRENCY", "money");

    assertThatThrownBy(() -> read("nonsense", "rfm.slice.budget=many"))
        .message()
        .satisfies(m -> assertThat(m.split("\n")).hasSize(5));
  }

  @Test
  void unreadableFiles_areNamed() throws IOException {
    assertThatThrownBy(() -> Settings.read(places(), Path.of("gone"), List.of()))
        .hasMessage(home.resolve("gone") + ": there is no such file");
    Files.write(file, new byte[] {'a', (byte) 0xff, '='});
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ": not a text in UTF-8");
    write("rfm.zone=\\u12\n");
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ": ");
    write("\ufeffrfm.currency=EUR\n");
    assertThatThrownBy(this::read).hasMessageStartingWith(file + ": begins with a byte order mark");
    assertThatThrownBy(() -> Settings.read(places(), Path.of("config"), List.of()))
        .hasMessageContaining("cannot be read");
  }

  private void write(String text) throws IOException {
    Files.writeString(file, text);
  }

  private Settings read(String... assignments) {
    return Settings.read(places(), null, List.of(assignments));
  }

  private Settings.Places places() {
    return new Settings.Places(home, home, environment);
  }
}
