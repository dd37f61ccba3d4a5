package io.rfmstreams.app.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.rfmstreams.app.Terminal;
import io.rfmstreams.app.Terminal.Result;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SchemasCommandTest {

  private EmbeddedRegistry registry;
  private SchemaRegistryClient client;
  private Terminal terminal;

  @BeforeEach
  void start(@TempDir Path home) throws IOException {
    registry = EmbeddedRegistry.start();
    client = new CachedSchemaRegistryClient(registry.url(), 100);
    terminal = new Terminal(home).with("RFM_REGISTRY_SCHEMA_REGISTRY_URL", registry.url());
  }

  @AfterEach
  void stop() {
    registry.close();
  }

  @Test
  void registersEverySchema_withTheLevelOfItsDirection() throws Exception {
    Result checked = terminal.run("schemas", "check");
    assertThat(checked.code()).isZero();
    assertThat(checked.out())
        .containsPattern("rfm.member-events-value +BACKWARD_TRANSITIVE +compatible\n");
    assertThat(client.getAllSubjects()).isEmpty();

    Result registered = terminal.run("schemas", "register");
    assertThat(registered.err()).isEmpty();
    assertThat(registered.code()).isZero();
    assertThat(registered.out())
        .containsPattern("rfm.segment-transitions-value +FULL_TRANSITIVE +registered\n");
    assertThat(client.getAllSubjects())
        .contains("rfm.member-events-value", "rfm.winback-triggers-value");
    assertThat(client.getCompatibility("rfm.member-events-value")).isEqualTo("BACKWARD_TRANSITIVE");
    assertThat(client.getCompatibility("rfm.member-segments-value")).isEqualTo("FULL_TRANSITIVE");

    assertThat(terminal.run("schemas", "register").code()).isZero();
    assertThat(client.getAllVersions("rfm.member-events-value")).containsExactly(1);
    assertThat(terminal.run("schemas", "check", "--json").out())
        .contains("\"subject\" : \"rfm.member-events-value\"", "\"state\" : \"REGISTERED\"");
  }

  @Test
  void anIncompatibleSchema_isRefused_theFieldIsNamed_andNothingIsRegistered() throws Exception {
    client.register(
        "rfm.member-events-value",
        new AvroSchema(
            "{\"type\":\"record\",\"name\":\"MemberEvent\",\"namespace\":\"io.rfmstreams.schemas\","
                + "\"fields\":[{\"name\":\"eventId\",\"type\":\"long\"}]}"));

    for (String verb : new String[] {"check", "register"}) {
      Result result = terminal.run("schemas", verb);

      assertThat(result.code()).as(verb).isEqualTo(ExitCode.FAILED);
      assertThat(result.out()).containsPattern("member-events-value +\\w+ +incompatible\n");
      assertThat(result.err())
          .contains("rfm: rfm.member-events-value, version 1: ", "`eventId` has another type")
          .contains("`memberId` has no default")
          .doesNotContain("\tat ");
    }
    assertThat(client.getAllSubjects()).containsExactly("rfm.member-events-value");
  }

  @Test
  void aRegistryThatDoesNotAnswer_isSaidWithinABoundedTime() {
    terminal.with("RFM_REGISTRY_SCHEMA_REGISTRY_URL", "http://me:s3cr3t@127.0.0.1:1");
    Instant start = Instant.now();

    Result result = terminal.run("schemas", "register");

    assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(15));
    assertThat(result.code()).isEqualTo(ExitCode.FAILED);
    assertThat(result.err())
        .startsWith("rfm: no schema registry answers at http://********@127.0.0.1:1: ")
        .contains("rfm.registry.schema.registry.url")
        .doesNotContain("s3cr3t", "\tat ");
  }

  @Test
  void anUrlThatIsNone_isSaid() {
    terminal.with("RFM_REGISTRY_SCHEMA_REGISTRY_URL", "nonsense");

    Result result = terminal.run("schemas", "check");

    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
    assertThat(result.err()).contains("nonsense", "expected a URL").doesNotContain("\tat ");
  }
}
