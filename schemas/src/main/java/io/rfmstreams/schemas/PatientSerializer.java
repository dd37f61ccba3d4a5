package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.AbstractKafkaAvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one kind in their topic's wire form, and waits for a registry that does not answer.
 *
 * <p>The first record of a topic is Confluent's to write, by all the rules of its settings: that gives
 * the schema's id, and from then on {@link WireForm} writes the same bytes faster. Settings that let
 * the registry choose what is written, such as {@code use.latest.version}, leave every record to
 * Confluent's serializer.
 */
final class PatientSerializer<T extends SpecificRecord> extends AbstractKafkaAvroSerializer
    implements Serializer<T> {
  private final Patience patience;
  private @Nullable AvroSchema schema;
  private volatile @Nullable Written written;

  /** What was written before. */
  private record Written(String topic, Schema schema, WireForm form) {
    boolean isLike(String otherTopic, SpecificRecord record) {
      return schema == record.getSchema() && topic.equals(otherTopic);
    }
  }

  PatientSerializer(SchemaRegistryClient client, Map<String, Object> config, Patience patience) {
    this.schemaRegistry = client;
    this.patience = patience;
    configure(serializerConfig(config));
  }

  @Override
  public byte @Nullable [] serialize(String topic, @Nullable T record) {
    if (record == null) {
      return null;
    }
    Written before = written;
    if (before != null && before.isLike(topic, record)) {
      return before.form().bytes(record);
    }
    byte[] bytes = answered(topic, record);
    if (writesItsOwnSchema()) {
      int id = ByteBuffer.wrap(bytes).getInt(1);
      written = new Written(topic, record.getSchema(), new WireForm(id, record.getSchema()));
    }
    return bytes;
  }

  /** Whether the settings leave it to the program which schema is written, and only ask for its id. */
  private boolean writesItsOwnSchema() {
    return !useLatestVersion && useSchemaId < 0 && metadata == null;
  }

  private byte[] answered(String topic, T record) {
    String name = record.getSchema().getName();
    try {
      return patience.answer(
          "the schema of " + name + " on " + topic, () -> serialized(topic, record));
    } catch (RestClientException e) {
      throw new SerializationException(
          "The schema registry does not know this %s as a version of subject %s-value; register the schemas first (`./rfm schemas register`)."
              .formatted(name, topic),
          e);
    }
  }

  /** The bytes; what the client wrapped in Kafka's exceptions is unwrapped. */
  private byte[] serialized(String topic, T record) throws IOException, RestClientException {
    AvroSchema known = schema;
    if (known == null) {
      known = new AvroSchema(AvroSchemaUtils.getSchema(record, false, false, removeJavaProperties));
      schema = known;
    }
    try {
      return serializeImpl(getSubjectName(topic, false, record, known), record, known);
    } catch (KafkaException e) {
      for (Throwable cause = e; cause != null; cause = cause.getCause()) {
        if (cause instanceof RestClientException answer) {
          throw answer;
        }
        if (cause instanceof IOException noAnswer) {
          throw noAnswer;
        }
      }
      throw e;
    }
  }

  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
