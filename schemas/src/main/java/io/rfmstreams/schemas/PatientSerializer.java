package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.avro.AvroSchemaUtils;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.AbstractKafkaAvroSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records of one kind in their topic's wire form, and waits for a registry that does not answer.
 *
 * <p>Unlike Confluent's ready-made serializer it keeps the kind's schema as the client wants it: made
 * anew for each record, its hash alone took a tenth of the pipeline's time.
 */
final class PatientSerializer<T extends SpecificRecord> extends AbstractKafkaAvroSerializer
    implements Serializer<T> {
  private final Patience patience;
  private @Nullable AvroSchema schema;

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
