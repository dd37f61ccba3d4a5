package io.rfmstreams.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

/** The oracle is Avro's own writer. A field that a contract gains is tried here by itself. */
class RecordWriterTest {
  private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00.001Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void writesWhatAvroWrites(@ForAll("records") SpecificRecord record) throws IOException {
    assertThat(written(record)).isEqualTo(writtenByAvro(record));
  }

  @Test
  void aPartThatNoStepWrites_isToldAtOnce() {
    Schema fixed = SchemaBuilder.fixed("Hash").size(16);
    Schema schema =
        SchemaBuilder.record("R").fields().name("h").type(fixed).noDefault().endRecord();

    assertThatThrownBy(() -> new RecordWriter(schema))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Hash");
  }

  private static byte[] written(SpecificRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    new RecordWriter(record.getSchema()).write(record, out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] writtenByAvro(SpecificRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder out = EncoderFactory.get().binaryEncoder(bytes, null);
    SpecificData data = SpecificData.getForSchema(record.getSchema());
    new SpecificDatumWriter<>(record.getSchema(), data).write(record, out);
    out.flush();
    return bytes.toByteArray();
  }

  @Provide
  Arbitrary<SpecificRecord> records() {
    return Arbitraries.of(
            new MemberEvent(), new SegmentTransition(), new MemberSegments(), new WinbackTrigger())
        .flatMap(kind -> values(kind.getSchema()).map(SpecificRecord.class::cast));
  }

  /** Any value of a schema, as the generated records hold it. */
  private static Arbitrary<?> values(Schema schema) {
    String logical = schema.getLogicalType() == null ? "" : schema.getLogicalType().getName();
    return switch (schema.getType()) {
      case RECORD -> records(schema);
      case UNION -> {
        List<Schema> present =
            schema.getTypes().stream().filter(type -> type.getType() != Schema.Type.NULL).toList();
        yield values(present.get(0)).injectNull(0.4);
      }
      case ARRAY -> values(schema.getElementType()).list().ofMaxSize(4);
      case MAP -> Arbitraries.maps(texts(), values(schema.getValueType())).ofMaxSize(4);
      case STRING -> texts();
      case INT ->
          logical.equals("date")
              ? Arbitraries.integers().between(-30_000, 80_000).map(LocalDate::ofEpochDay)
              : Arbitraries.integers();
      case LONG ->
          logical.equals("timestamp-millis")
              ? Arbitraries.longs()
                  .between(EARLIEST.toEpochMilli(), LATEST.toEpochMilli())
                  .map(Instant::ofEpochMilli)
              : Arbitraries.longs();
      case DOUBLE -> Arbitraries.doubles();
      default -> throw new IllegalArgumentException("no values of " + schema);
    };
  }

  /** Also longer than an encoder's buffer, and with characters outside the basic plane. */
  private static Arbitrary<String> texts() {
    return Arbitraries.frequencyOf(
        Tuple.of(8, Arbitraries.strings().ofMaxLength(12)),
        Tuple.of(2, Arbitraries.of("", "沉睡", "İı", "😀 a 𝄞")),
        Tuple.of(1, Arbitraries.strings().alpha().ofLength(2500)));
  }

  private static Arbitrary<SpecificRecord> records(Schema schema) {
    List<Arbitrary<Object>> fields =
        schema.getFields().stream().map(field -> values(field.schema()).asGeneric()).toList();
    return Combinators.combine(fields)
        .as(
            values -> {
              SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
              Object[] each = values.toArray();
              for (int i = 0; i < each.length; i++) {
                record.put(i, each[i]);
              }
              return record;
            });
  }
}
