package io.rfmstreams.schemas;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.io.Encoder;

/**
 * Writes the records of a schema in Avro's binary form, byte for byte as {@code SpecificDatumWriter}
 * does.
 *
 * <p>Avro asks of every field of every record which branch of its union it is and whether it has a
 * logical type, and records with logical types get no generated coders: that took a quarter of the
 * stream thread. Here the schema is asked once: each part of it becomes a step that knows what to
 * write. Of Avro's types those have a step that the contracts use; for another one is added here.
 */
final class RecordWriter {
  private final Step record;

  /** Writes a value of one part of the schema. */
  private interface Step {
    void write(Object value, Encoder out) throws IOException;
  }

  /**
   * @throws IllegalArgumentException if the schema has a part that no step writes
   */
  RecordWriter(Schema schema) {
    this.record = step(schema);
  }

  void write(IndexedRecord value, Encoder out) throws IOException {
    record.write(value, out);
  }

  private static Step step(Schema schema) {
    LogicalType logical = schema.getLogicalType();
    return switch (schema.getType()) {
      case RECORD -> record(schema);
      case UNION -> nullable(schema);
      case ARRAY -> array(step(schema.getElementType()));
      case MAP -> map(step(schema.getValueType()));
      case STRING -> (value, out) -> out.writeString((String) value);
      case DOUBLE -> (value, out) -> out.writeDouble((Double) value);
      case INT -> {
        if (logical == null) {
          yield (value, out) -> out.writeInt((Integer) value);
        }
        require(logical.equals(LogicalTypes.date()), schema);
        yield (value, out) -> out.writeInt(Math.toIntExact(((LocalDate) value).toEpochDay()));
      }
      case LONG -> {
        if (logical == null) {
          yield (value, out) -> out.writeLong((Long) value);
        }
        require(logical.equals(LogicalTypes.timestampMillis()), schema);
        yield (value, out) -> out.writeLong(((Instant) value).toEpochMilli());
      }
      default -> throw unwritable(schema);
    };
  }

  private static Step record(Schema schema) {
    Step[] fields =
        schema.getFields().stream().map(field -> step(field.schema())).toArray(Step[]::new);
    return (value, out) -> {
      IndexedRecord record = (IndexedRecord) value;
      for (int i = 0; i < fields.length; i++) {
        fields[i].write(record.get(i), out);
      }
    };
  }

  /** Of unions the contracts know one kind: a type, or null. */
  private static Step nullable(Schema schema) {
    List<Schema> branches = schema.getTypes();
    require(branches.size() == 2 && schema.isNullable(), schema);
    int empty = branches.get(0).getType() == Schema.Type.NULL ? 0 : 1;
    Step present = step(branches.get(1 - empty));
    return (value, out) -> {
      if (value == null) {
        out.writeIndex(empty);
      } else {
        out.writeIndex(1 - empty);
        present.write(value, out);
      }
    };
  }

  private static Step array(Step item) {
    return (value, out) -> {
      Collection<?> items = (Collection<?>) value;
      out.writeArrayStart();
      out.setItemCount(items.size());
      for (Object each : items) {
        out.startItem();
        item.write(each, out);
      }
      out.writeArrayEnd();
    };
  }

  private static Step map(Step item) {
    return (value, out) -> {
      Map<?, ?> items = (Map<?, ?>) value;
      out.writeMapStart();
      out.setItemCount(items.size());
      for (Map.Entry<?, ?> each : items.entrySet()) {
        out.startItem();
        out.writeString((String) each.getKey());
        item.write(each.getValue(), out);
      }
      out.writeMapEnd();
    };
  }

  private static void require(boolean writable, Schema schema) {
    if (!writable) {
      throw unwritable(schema);
    }
  }

  private static IllegalArgumentException unwritable(Schema schema) {
    return new IllegalArgumentException("no step writes a part of schema " + schema);
  }
}
