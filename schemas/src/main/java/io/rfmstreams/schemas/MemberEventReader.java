package io.rfmstreams.schemas;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * Reads member events from the wire form of their topic: a zero byte, four bytes of schema id, Avro.
 *
 * <p>It tells two kinds of failure apart. Bytes that are no member event stay so however often they
 * are read, and are an {@link UndecodableException}; a registry that does not answer says nothing
 * about the bytes, and is a {@link RegistryUnavailableException}.
 */
public final class MemberEventReader {
  private final String topic;
  private final WriterSchemas writerSchemas;
  private final KafkaAvroDeserializer deserializer;
  private @Nullable BinaryDecoder walker;

  MemberEventReader(String topic, WriterSchemas writerSchemas, KafkaAvroDeserializer deserializer) {
    this.topic = topic;
    this.writerSchemas = writerSchemas;
    this.deserializer = deserializer;
  }

  /**
   * Reads one.
   *
   * @throws UndecodableException if the bytes are no member event
   * @throws RegistryUnavailableException if the registry does not answer
   */
  public MemberEvent read(byte @Nullable [] value) throws UndecodableException {
    if (value == null) {
      throw new UndecodableException("the record has no value");
    }
    if (value.length < WireForm.HEAD_BYTES || value[0] != WireForm.MAGIC) {
      throw new UndecodableException(
          "the value is not in Confluent's wire format: expected a zero byte and four of schema id");
    }
    Schema writer = writerSchemas.byId(ByteBuffer.wrap(value).getInt(1));
    walkThrough(value, writer);
    try {
      if (deserializer.deserialize(topic, value) instanceof MemberEvent event) {
        return event;
      }
    } catch (SerializationException | AvroRuntimeException e) {
      throw new UndecodableException(
          "the value does not read as a MemberEvent: " + innermost(e), e);
    }
    throw new UndecodableException(
        "the value is a %s, expected a MemberEvent".formatted(writer.getFullName()));
  }

  /**
   * Walks over all fields without taking them in. A reader believes a text's length before it has seen
   * the text, and would ask for two gigabytes of memory if damaged bytes say so.
   */
  private void walkThrough(byte[] value, Schema writer) throws UndecodableException {
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(value, WireForm.HEAD_BYTES, value.length - WireForm.HEAD_BYTES, walker);
    walker = decoder;
    boolean complete;
    try {
      GenericDatumReader.skip(writer, decoder);
      complete = decoder.isEnd();
    } catch (IOException | RuntimeException e) {
      throw new UndecodableException(
          "the value does not hold what its schema %s says".formatted(writer.getFullName()), e);
    }
    if (!complete) {
      throw new UndecodableException(
          "the value goes on after the end of its %s".formatted(writer.getFullName()));
    }
  }

  private static String innermost(Throwable e) {
    Throwable innermost = e;
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      innermost = cause;
    }
    return String.valueOf(innermost.getMessage());
  }
}
