package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClientFactory;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import io.rfmstreams.schemas.TopicContract.Compatibility;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/** A schema registry, and what reads and writes with its schemas. Any thread may use it. */
public final class Registry implements AutoCloseable {
  private static final int SCHEMAS_CACHED = 1000;

  private final SchemaRegistryClient client;
  private final Map<String, Object> config;
  private final Patience patience;

  /** A registry behind a client of the caller's. */
  Registry(SchemaRegistryClient client, RegistrySettings settings, Patience.Timer timer) {
    this.client = client;
    this.config = settings.asConfig();
    this.patience = new Patience(settings.patience(), timer);
  }

  /** The registry the settings name. Nothing is asked of it yet. */
  public static Registry connect(RegistrySettings settings) {
    return new Registry(client(settings), settings, Patience.REAL_TIME);
  }

  static SchemaRegistryClient client(RegistrySettings settings) {
    return SchemaRegistryClientFactory.newClient(
        List.of(settings.url().split(",")),
        SCHEMAS_CACHED,
        List.of(new AvroSchemaProvider()),
        settings.asConfig(),
        Map.of());
  }

  /** A reader of the journal; one a thread. */
  public MemberEventReader memberEventReader(TopicContract memberEvents) {
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(client);
    deserializer.configure(config, false);
    WriterSchemas schemas = new WriterSchemas(client, patience, subject(memberEvents));
    return new MemberEventReader(memberEvents.name(), schemas, deserializer);
  }

  /** What writes records of one kind. */
  public <T extends SpecificRecord> Serializer<T> serializer() {
    return new PatientSerializer<>(client, config, patience);
  }

  /** What writes and reads records of one kind. */
  public <T extends SpecificRecord> Serde<T> serde(Class<T> kind) {
    KafkaAvroDeserializer deserializer = new KafkaAvroDeserializer(client);
    deserializer.configure(config, false);
    Deserializer<T> typed = (topic, bytes) -> kind.cast(deserializer.deserialize(topic, bytes));
    return Serdes.serdeFrom(serializer(), typed);
  }

  /**
   * Sets how a topic's schema may evolve, and registers this program's version of it.
   *
   * @return the schema's id
   * @throws IllegalStateException if the registry refuses, for instance because the schema does not fit
   *     an earlier one
   */
  public int register(TopicContract contract) {
    String subject = subject(contract);
    try {
      client.updateCompatibility(subject, compatibility(contract).name());
      return client.register(subject, schema(contract));
    } catch (RestClientException e) {
      throw new IllegalStateException(
          "The schema registry refuses to register %s: %s".formatted(subject, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("The schema registry does not answer: " + e.getMessage(), e);
    }
  }

  /**
   * Why a topic's schema does not fit the versions registered, whatever level the registry itself holds
   * for it; empty if it does or there are none.
   */
  public List<String> incompatibilities(TopicContract contract) {
    String subject = subject(contract);
    Schema next = schema(contract).rawSchema();
    Compatibility compatibility = compatibility(contract);
    List<String> problems = new ArrayList<>();
    try {
      for (int version : client.getAllVersions(subject)) {
        String earlier = client.getSchemaMetadata(subject, version).getSchema();
        SchemaFit.problems(next, new Schema.Parser().parse(earlier), compatibility)
            .forEach(problem -> problems.add("version " + version + ": " + problem));
      }
      return problems;
    } catch (RestClientException e) {
      if (Patience.isNotFound(e)) {
        return List.of();
      }
      throw new IllegalStateException(
          "The schema registry refuses to show %s: %s".formatted(subject, e.getMessage()), e);
    } catch (IOException e) {
      throw new UncheckedIOException("The schema registry does not answer: " + e.getMessage(), e);
    }
  }

  /** Whether this program's version of a topic's schema is registered. */
  public boolean isRegistered(TopicContract contract) {
    try {
      patience.answer(
          "subject " + subject(contract), () -> client.getId(subject(contract), schema(contract)));
      return true;
    } catch (RestClientException e) {
      return false;
    }
  }

  private static String subject(TopicContract contract) {
    return contract
        .subject()
        .orElseThrow(() -> new IllegalArgumentException(contract.name() + " has no schema"));
  }

  private static AvroSchema schema(TopicContract contract) {
    return new AvroSchema(
        Objects.requireNonNull(contract.value(), contract.name() + " has no schema"));
  }

  private static Compatibility compatibility(TopicContract contract) {
    return Objects.requireNonNull(contract.compatibility(), contract.name());
  }

  @Override
  public void close() throws IOException {
    client.close();
  }
}
