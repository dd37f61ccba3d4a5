package io.rfmstreams.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRegistryTest {

  private static final AvroSchema ONE_FIELD = order("");
  private static final AvroSchema WITH_DEFAULT =
      order(",{\"name\":\"note\",\"type\":\"string\",\"default\":\"\"}");
  private static final AvroSchema WITHOUT_DEFAULT =
      order(",{\"name\":\"amount\",\"type\":\"long\"}");

  private EmbeddedRegistry registry;
  private SchemaRegistryClient client;

  @BeforeEach
  void start() throws IOException {
    registry = EmbeddedRegistry.start();
    client = new CachedSchemaRegistryClient(registry.url(), 100);
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void serializerAndDeserializer_findTheSchemaById() {
    GenericRecord order = new GenericData.Record(ONE_FIELD.rawSchema());
    order.put("id", "o1");
    Map<String, String> settings = Map.of("schema.registry.url", registry.url());
    try (KafkaAvroSerializer writer = new KafkaAvroSerializer();
        KafkaAvroDeserializer reader = new KafkaAvroDeserializer()) {
      writer.configure(settings, false);
      reader.configure(settings, false);

      byte[] bytes = writer.serialize("orders", order);

      assertThat(reader.deserialize("orders", bytes)).isEqualTo(order);
    }
  }

  @Test
  void answersWhatIsRegistered_whereverOneAsks() throws Exception {
    int first = client.register("a/b c+d-value", ONE_FIELD);
    int second = client.register("a/b c+d-value", WITH_DEFAULT);

    assertThat(client.register("other-value", ONE_FIELD)).isEqualTo(first);
    assertThat(client.getAllSubjects()).containsExactly("a/b c+d-value", "other-value");
    assertThat(client.getAllVersions("a/b c+d-value")).containsExactly(1, 2);
    assertThat(client.getLatestSchemaMetadata("a/b c+d-value").getId()).isEqualTo(second);
    assertThat(client.getSchemaMetadata("a/b c+d-value", 1).getSchema())
        .isEqualTo(ONE_FIELD.canonicalString());
    assertThat(client.getVersion("a/b c+d-value", WITH_DEFAULT)).isEqualTo(2);
    assertThat(client.getAllSubjectsById(first)).containsExactly("a/b c+d-value", "other-value");
    assertThat(client.getMode()).isEqualTo("READWRITE");
  }

  @Test
  void registeringAgain_givesTheSameIdAndNoNewVersion() throws Exception {
    int first = client.register("orders-value", ONE_FIELD);
    client.register("orders-value", WITH_DEFAULT);

    // A new client, as the cached one does not ask twice.
    assertThat(
            new CachedSchemaRegistryClient(registry.url(), 100).register("orders-value", ONE_FIELD))
        .isEqualTo(first);
    assertThat(client.getAllVersions("orders-value")).containsExactly(1, 2);
  }

  @Test
  void refusesAnIncompatibleSchema_andNamesTheField() throws Exception {
    client.register("orders-value", ONE_FIELD);

    assertThatThrownBy(() -> client.register("orders-value", WITHOUT_DEFAULT))
        .isInstanceOfSatisfying(
            RestClientException.class,
            e -> {
              assertThat(e.getStatus()).isEqualTo(409);
              assertThat(e.getErrorCode()).isEqualTo(409);
            })
        .hasMessageContaining("amount")
        .hasMessageContaining("no default value");
    assertThat(client.getAllVersions("orders-value")).containsExactly(1);
    assertThat(client.testCompatibility("orders-value", WITHOUT_DEFAULT)).isFalse();
    assertThat(client.testCompatibilityVerbose("orders-value", WITHOUT_DEFAULT))
        .anyMatch(message -> message.contains("amount"));
    assertThat(client.testCompatibility("orders-value", WITH_DEFAULT)).isTrue();
  }

  @Test
  void judgesByTheSubjectsOwnLevel_thenByTheGlobalOne() throws Exception {
    client.register("orders-value", ONE_FIELD);
    assertThat(client.getCompatibility(null)).isEqualTo("BACKWARD");
    assertCode(40408, () -> client.getCompatibility("orders-value"));

    client.updateCompatibility("orders-value", "NONE");
    assertThat(client.getCompatibility("orders-value")).isEqualTo("NONE");
    client.register("orders-value", WITHOUT_DEFAULT);

    client.updateCompatibility(null, "FULL_TRANSITIVE");
    client.register("lines-value", WITHOUT_DEFAULT);
    // A reader of the old schema would miss the field: full, but not backward, compatibility
    // forbids it.
    assertCode(409, () -> client.register("lines-value", ONE_FIELD));
  }

  @Test
  void transitiveLevels_lookAtAllVersions() throws Exception {
    client.updateCompatibility("orders-value", "NONE");
    client.register("orders-value", ONE_FIELD);
    client.register("orders-value", WITHOUT_DEFAULT);
    client.updateCompatibility("orders-value", "BACKWARD_TRANSITIVE");

    AvroSchema alsoReadsTheSecond =
        order(
            ",{\"name\":\"amount\",\"type\":\"long\"},{\"name\":\"n\",\"type\":\"int\",\"default\":0}");

    assertCode(409, () -> client.register("orders-value", alsoReadsTheSecond));
    client.updateCompatibility("orders-value", "BACKWARD");
    client.register("orders-value", alsoReadsTheSecond);
  }

  @Test
  void unknownThings_haveConfluentsCodes() throws Exception {
    client.register("orders-value", ONE_FIELD);

    assertCode(40401, () -> client.getAllVersions("unknown"));
    assertCode(40401, () -> client.getLatestSchemaMetadata("unknown"));
    assertCode(40401, () -> client.getId("unknown", ONE_FIELD));
    assertCode(40402, () -> client.getSchemaMetadata("orders-value", 7));
    assertCode(40403, () -> client.getSchemaById(4711));
    assertCode(40403, () -> client.getId("orders-value", WITH_DEFAULT));
    assertCode(42203, () -> client.updateCompatibility("orders-value", "SIDEWAYS"));
  }

  @Test
  void hostileRequests_areRefusedAndHarmNothing() throws Exception {
    assertAnswer(422, "POST", "/subjects/s/versions", "");
    assertAnswer(422, "POST", "/subjects/s/versions", "{not json");
    assertAnswer(
        422, "POST", "/subjects/s/versions", "{\"schema\":\"{\\\"type\\\":\\\"rec\\\"}\"}");
    assertAnswer(422, "POST", "/subjects/s/versions", "{}");
    assertAnswer(
        422, "POST", "/subjects/s/versions", "{\"schemaType\":\"JSON\",\"schema\":\"{}\"}");
    assertAnswer(404, "DELETE", "/subjects/s", "");
    assertAnswer(404, "GET", "/no/such/path", "");
    assertAnswer(404, "GET", "/schemas/ids/99999999999999999999", "");
    assertAnswer(413, "POST", "/subjects/s/versions", "x".repeat((1 << 20) + 1));
    client.register("orders-value", ONE_FIELD);
    assertAnswer(422, "GET", "/subjects/orders-value/versions/0", "");

    assertThat(client.getAllSubjects()).containsExactly("orders-value");
  }

  @Test
  void withAJournal_isTheSameAgainAfterARestart(@TempDir Path directory) throws Exception {
    Path journal = directory.resolve("new").resolve("registry.jsonl");
    int second;
    try (EmbeddedRegistry before = EmbeddedRegistry.start(0, journal)) {
      SchemaRegistryClient c = new CachedSchemaRegistryClient(before.url(), 100);
      c.updateCompatibility("orders-value", "FULL_TRANSITIVE");
      c.register("orders-value", ONE_FIELD);
      assertThatThrownBy(() -> c.register("orders-value", WITHOUT_DEFAULT)).isNotNull();
      second = c.register("orders-value", WITH_DEFAULT);
    }
    try (EmbeddedRegistry after = EmbeddedRegistry.start(0, journal)) {
      SchemaRegistryClient c = new CachedSchemaRegistryClient(after.url(), 100);
      assertThat(c.getAllVersions("orders-value")).containsExactly(1, 2);
      assertThat(c.getId("orders-value", WITH_DEFAULT)).isEqualTo(second);
      assertThat(c.getCompatibility("orders-value")).isEqualTo("FULL_TRANSITIVE");
    }
  }

  @Test
  void namesTheLine_whenTheJournalIsDamaged(@TempDir Path directory) throws Exception {
    Path journal = Files.writeString(directory.resolve("j"), "garbage\n");

    assertThatThrownBy(() -> EmbeddedRegistry.start(0, journal))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith(journal + ", line 1: ");
  }

  private void assertAnswer(int status, String method, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(registry.url() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> response =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.body()).contains("\"error_code\"").contains("\"message\"");
  }

  private static void assertCode(int code, ThrowingCall call) {
    RestClientException e = catchThrowableOfType(RestClientException.class, call::run);
    assertThat(e.getErrorCode()).as(e.getMessage()).isEqualTo(code);
  }

  private static AvroSchema order(String moreFields) {
    return new AvroSchema(
        "{\"type\":\"record\",\"name\":\"Order\",\"fields\":[{\"name\":\"id\",\"type\":\"string\"}"
            + moreFields
            + "]}");
  }

  @FunctionalInterface
  private interface ThrowingCall {
    void run() throws Exception;
  }
}
