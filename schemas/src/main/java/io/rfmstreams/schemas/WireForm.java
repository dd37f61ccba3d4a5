package io.rfmstreams.schemas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificRecord;

/**
 * Confluent's wire form of one schema's records: a zero byte, four bytes of schema id, Avro. Any thread
 * may use it; each has a buffer of its own.
 */
final class WireForm {
  static final byte MAGIC = 0;
  static final int HEAD_BYTES = 1 + Integer.BYTES;

  private final byte[] head;
  private final RecordWriter writer;
  private final ThreadLocal<Buffer> buffers = ThreadLocal.withInitial(Buffer::new);

  WireForm(int schemaId, Schema schema) {
    this.head = ByteBuffer.allocate(HEAD_BYTES).put(MAGIC).putInt(schemaId).array();
    this.writer = new RecordWriter(schema);
  }

  byte[] bytes(SpecificRecord record) {
    Buffer buffer = buffers.get();
    try {
      buffer.bytes.reset();
      buffer.bytes.writeBytes(head);
      writer.write(record, buffer.encoder);
      buffer.encoder.flush();
      return buffer.bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    } catch (RuntimeException e) {
      buffers.remove(); // It holds half a record.
      throw e;
    }
  }

  private static final class Buffer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
  }
}
