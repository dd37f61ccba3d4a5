package io.rfmstreams.service.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.rfmstreams.schemas.RegistrySettings;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.topology.StreamsSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where settings come from, what they are without any, and what is shown of them. */
class SettingsTest {
  private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

  private final Map<String, String> environment = new HashMap<>();
  private Path home;
  private Path file;

  @BeforeEach
  void makeAHome(@TempDir Path directory) throws IOException {
    home = directory;
    file = Files.createDirectories(home.resolve("config")).resolve("rfm.properties");
  }

  @Test
  void theFileInTheProject_saysEveryDefault() throws IOException {
    Properties written = new Properties();
    try (Reader reader =
        Files.newBufferedReader(PROJECT.resolve("config/rfm.properties"), StandardCharsets.UTF_8)) {
      written.load(reader);
    }

    assertThat(read().shown())
        .allSatisfy(s -> assertThat(written).containsEntry(s.key(), s.value()))
        .hasSameSizeAs(written.keySet());
  }

  @Test
  void withoutAnything_theDefaultsHold() {
    Settings settings = read();

    assertThat(settings.deployment().zone()).isEqualTo(ZoneId.of("Asia/Shanghai"));
    assertThat(settings.rules()).isEqualTo(home.resolve("config/rules/default-retail.yaml"));
    assertThat(settings.topics().names().memberEvents().name()).isEqualTo("rfm.member-events");
    assertThat(settings.topics().replication()).isEqualTo((short) -1);
    assertThat(settings.ticker()).isEqualTo(new Settings.Ticker(true, Duration.ofSeconds(30)));
    assertThat(settings.kafka()).containsExactly(Map.entry("bootstrap.servers", "localhost:9092"));
    assertThat(settings.streams().stateDirectory()).isEqualTo(home.resolve(".rfm/state"));
    assertThat(settings.registry().url()).isEqualTo("http://localhost:8081");
    assertThat(settings.registry().patience()).isEqualTo(RegistrySettings.DEFAULT_PATIENCE);
    assertThat(settings.streams().timing()).isEqualTo(StreamsSettings.Timing.DEFAULT);
    assertThat(settings.streams().threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @Test
  void whatATransactionTakes_isSetInMilliseconds() {
    Settings settings =
        read(
            "rfm.commit-interval-ms=500",
            "rfm.poll-ms=20",
            "rfm.transaction-timeout-ms=3000",
            "rfm.registry-patience-ms=1500");

    assertThat(settings.streams().timing())
        .isEqualTo(
            new StreamsSettings.Timing(
                Duration.ofMillis(500), Duration.ofSeconds(3), Duration.ofMillis(20)));
    assertThat(settings.registry().patience()).isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void laterSources_goBeforeEarlierOnes() throws IOException {
    write("rfm.zone=Europe/Paris\nrfm.currency=EUR\nrfm.topics.partitions=3\n");
    environment.put("RFM_CURRENCY", "GBP");
    environment.put("RFM_TOPICS_PARTITIONS", "4");

    Settings settings = read("rfm.topics.partitions=5");

    assertThat(settings.deployment().zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(settings.deployment().currency().getCurrencyCode()).isEqualTo("GBP");
    assertThat(settings.topics().partitions()).isEqualTo(5);
    assertThat(settings.shown())
        .contains(
            new Settings.Shown("rfm.zone", "Europe/Paris", file + ", line 1"),
            new Settings.Shown("rfm.currency", "GBP", "environment variable RFM_CURRENCY"),
            new Settings.Shown("rfm.topics.partitions", "5", "--set"),
            new Settings.Shown("rfm.topics.prefix", "rfm.", "default"));
  }

  @Test
  void theFileNamed_standsInForTheUsualOne() throws IOException {
    write("rfm.currency=EUR\n");
    Path other = Files.writeString(home.resolve("other.properties"), "rfm.zone=Europe/Paris\n");

    Settings settings = Settings.read(places(), Path.of("other.properties"), List.of());

    assertThat(settings.deployment().currency().getCurrencyCode()).isEqualTo("CNY");
    assertThat(settings.deployment().zone()).isEqualTo(ZoneId.of("Europe/Paris"));
    assertThat(other).exists();
  }

  @Test
  void outputs_areNamedAsTheJournal_unlessTheyHaveAPrefixOfTheirOwn() {
    assertThat(read("rfm.topics.prefix=a.").topics().names().deadLetters().name())
        .isEqualTo("a.dead-letters");
    Topics second = read("rfm.topics.prefix=a.", "rfm.topics.output-prefix=b.").topics().names();
    assertThat(second.memberEvents().name()).isEqualTo("a.member-events");
    assertThat(second.deadLetters().name()).isEqualTo("b.dead-letters");
  }

  @Test
  void relativePaths_beginWhereTheyWereWritten() throws IOException {
    write("rfm.rules=config/mine.yaml\nrfm.state.dir=/var/lib/rfm\n");
    Path elsewhere = home.resolve("else where");
    Settings.Places places = new Settings.Places(home, elsewhere, environment);

    Settings settings = Settings.read(places, null, List.of("rfm.rules=../x.yaml"));

    assertThat(Settings.read(places, null, List.of()).rules())
        .isEqualTo(home.resolve("config/mine.yaml"));
    assertThat(settings.rules()).isEqualTo(home.resolve("x.yaml"));
    assertThat(settings.streams().stateDirectory()).isEqualTo(Path.of("/var/lib/rfm"));
  }

  @Test
  void clientsSettings_arePassedUnderTheirOwnNames() throws IOException {
    write(
        """
        rfm.kafka.security.protocol=SSL
        rfm.kafka.consumer.max.poll.records=7
        rfm.kafka.my.plugin.whatever=\u4e2d\u6587
        rfm.registry.basic.auth.credentials.source=USER_INFO
        """);
    environment.put("RFM_KAFKA_BOOTSTRAP_SERVERS", "b1:9092,b2:9092");
    environment.put("RFM_KAFKA_SASL_JAAS_CONFIG", "module required password=\"x=y\";");
    environment.put("RFM_REGISTRY_SCHEMA_REGISTRY_URL", "https://registry:443");
    environment.put("RFM_REGISTRY_BASIC_AUTH_USER_INFO", "u:p");

    Settings settings = read();

    assertThat(settings.kafka())
        .containsEntry("bootstrap.servers", "b1:9092,b2:9092")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("consumer.max.poll.records", "7")
        .containsEntry("my.plugin.whatever", "\u4e2d\u6587")
        .containsEntry("sasl.jaas.config", "module required password=\"x=y\";");
    assertThat(settings.streams().bootstrapServers()).isEqualTo("b1:9092,b2:9092");
    assertThat(settings.registry().url()).isEqualTo("https://registry:443");
    assertThat(settings.registry().client())
        .containsOnly(
            Map.entry("basic.auth.credentials.source", "USER_INFO"),
            Map.entry("basic.auth.user.info", "u:p"));
  }

  /** Or a pod could not start beside a Service named {@code rfm} or {@code rfm-streams}. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "RFM_SERVICE_HOST",
        "RFM_SERVICE_PORT",
        "RFM_SERVICE_PORT_HTTP_METRICS",
        "RFM_PORT",
        "RFM_PORT_9092_TCP",
        "RFM_STREAMS_SERVICE_HOST",
        "RFM_STREAMS_SERVICE_PORT",
        "RFM_STREAMS_PORT",
        "RFM_STREAMS_PORT_53_UDP_PORT",
        "RFM_STREAMS_PORT_9092_TCP_ADDR",
        "RFM_STREAMS_PORT_9092_TCP_PROTO"
      })
  void whatKubernetesTellsOfServices_isNoSetting(String variable) {
    environment.put(variable, "tcp://10.0.0.11:9092");

    assertThat(read().shown()).noneMatch(shown -> shown.value().contains("10.0.0.11"));
  }

  @Test
  void aSettingThatLooksLikeAServicesVariable_isASetting() {
    environment.put("RFM_REGISTRY_PROXY_PORT", "3128");

    assertThat(read().registry().client()).containsEntry("proxy.port", "3128");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a:8081,http://b_c:8081/path",
        "http://u:p%40ss@h:1",
        "http://[::1]:8081",
        "mock://here"
      })
  void registryUrls_areTakenAsTheyAre(String url) {
    assertThat(read("rfm.registry.schema.registry.url=" + url).registry().url()).isEqualTo(url);
  }

  @ParameterizedTest
  @CsvSource({
    "rfm.kafka.sasl.jaas.config, s3cr3t",
    "rfm.kafka.ssl.keystore.password, s3cr3t",
    "rfm.kafka.ssl.keystore.key, s3cr3t",
    "rfm.kafka.consumer.ssl.key.password, s3cr3t",
    "rfm.kafka.sasl.oauthbearer.client.credentials.client.secret, s3cr3t",
    "rfm.registry.basic.auth.user.info, me:s3cr3t",
    "rfm.registry.schema.registry.basic.auth.user.info, me:s3cr3t",
    "rfm.registry.bearer.auth.token, s3cr3t",
    "rfm.registry.schema.registry.url, https://me:s3cr3t@registry",
    "rfm.registry.schema.registry.url, 'http://a:s3cr3t@b:1,http://u:p@ss/s3cr3t@h:1'",
    "rfm.kafka.my.plugin.apikey, s3cr3t",
    "rfm.kafka.my.plugin.api.key, s3cr3t",
    "rfm.kafka.sasl.oauthbearer.client.assertion, s3cr3t",
  })
  void secrets_areNeverShown(String key, String value) {
    Settings settings = read(key + "=" + value);

    assertThat(settings.shown().toString()).contains(key).doesNotContain("s3cr3t");
    assertThat(settings.toString()).contains(key).doesNotContain("s3cr3t");
  }

  @Test
  void whatIsNoSecret_isShown() {
    assertThat(Secrets.masked("rfm.registry.basic.auth.credentials.source", "USER_INFO"))
        .isEqualTo("USER_INFO");
    assertThat(Secrets.masked("rfm.kafka.ssl.keystore.location", "/k")).isEqualTo("/k");
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
