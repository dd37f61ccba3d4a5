package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.confluent.kafka.serializers.KafkaAvroSerializer;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes records in their topic's wire form, and waits for a registry that does not answer. */
final class PatientSerializer<T extends SpecificRecord> implements Serializer<T> {
  private final KafkaAvroSerializer serializer;
  private final Patience patience;

  PatientSerializer(KafkaAvroSerializer serializer, Patience patience) {
    this.serializer = serializer;
    this.patience = patience;
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
    try {
      return serializer.serialize(topic, record);
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
    serializer.close();
  }
}
