package io.rfmstreams.service.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.schemas.MemberEvent;
import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistrySettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our schemas and commands against a registry that somebody else wrote. */
class RealRegistryIT {

  private static ApicurioRegistry registry;
  private static SchemaRegistryClient client;
  private static Path home;

  @BeforeAll
  static void start(@TempDir Path directory) throws Exception {
    home = directory;
    registry = ApicurioRegistry.start();
    client = new CachedSchemaRegistryClient(registry.url(), 100);
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @Test
  void whatIsWrittenWithARegisteredSchema_anyConfluentReaderReads() throws Exception {
    Result registered = terminal("a.").run("schemas", "register");
    assertThat(registered.err()).isEmpty();
    assertThat(registered.code()).isZero();
    assertThat(client.getCompatibility("a.member-events-value")).isEqualTo("BACKWARD_TRANSITIVE");
    assertThat(client.getCompatibility("a.segment-transitions-value")).isEqualTo("FULL_TRANSITIVE");
    assertThat(terminal("a.").run("schemas", "check").out())
        .containsPattern("a.member-events-value +BACKWARD_TRANSITIVE +registered\n");
    assertThat(terminal("a.").run("schemas", "register").code()).isZero();
    assertThat(client.getAllVersions("a.member-events-value")).hasSize(1);

    MemberEvent event =
        new MemberEvent("e1", "m1", "visit", Instant.EPOCH, null, null, null, null, null, Map.of());
    byte[] bytes;
    try (Registry ours = Registry.connect(RegistrySettings.at(registry.url()));
        Serializer<MemberEvent> writer = ours.serializer()) {
      bytes = writer.serialize("a.member-events", event);
    }
    try (KafkaAvroDeserializer reader = new KafkaAvroDeserializer()) {
      reader.configure(Map.of("schema.registry.url", registry.url()), false);
      GenericRecord read = (GenericRecord) reader.deserialize("a.member-events", bytes);
      assertThat(read.get("eventId")).hasToString("e1");
      assertThat(read.get("memberId")).hasToString("m1");
    }
  }

  @Test
  void anIncompatibleChangeOfOurs_isRefusedBeforehand_andTheFieldIsNamed() throws Exception {
    client.register("b.member-events-value", withOneField("eventId", "long"));

    for (String verb : new String[] {"check", "register"}) {
      Result result = terminal("b.").run("schemas", verb);

      assertThat(result.code()).as(verb).isEqualTo(ExitCode.FAILED);
      assertThat(result.err()).contains("b.member-events-value, version 1: ", "`eventId`");
    }
    assertThat(client.getAllSubjects()).doesNotContain("b.segment-transitions-value");
  }

  @Test
  void anIncompatibleChangeOfSomebodyElse_isRefusedByTheLevelWeSet() {
    assertThat(terminal("c.").run("schemas", "register").code()).isZero();

    assertThatThrownBy(
            () ->
                client.register("c.segment-transitions-value", withOneField("sequence", "string")))
        .isInstanceOfSatisfying(
            RestClientException.class, e -> assertThat(e.getStatus()).isEqualTo(409));
  }

  private static AvroSchema withOneField(String name, String type) {
    return new AvroSchema(
        "{\"type\":\"record\",\"name\":\"MemberEvent\",\"namespace\":\"io.rfmstreams.schemas\","
            + "\"fields\":[{\"name\":\""
            + name
            + "\",\"type\":\""
            + type
            + "\"}]}");
  }

  private static Terminal terminal(String prefix) {
    return new Terminal(home)
        .with("RFM_REGISTRY_SCHEMA_REGISTRY_URL", registry.url())
        .with("RFM_TOPICS_PREFIX", prefix);
  }
}
