package io.rfmstreams.service.pipeline;

import io.rfmstreams.schemas.TopicContract;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * One number for all that an output topic holds, however members interleave: for each key, in the keys'
 * order, its records in the order a committed reader sees them, with value, headers and timestamp.
 *
 * <p>The id a registry happened to give a schema is left out.
 */
final class OutputDigests {
  private static final int SCHEMA_ID_FROM = 1;
  private static final int SCHEMA_ID_TO = 5;

  private OutputDigests() {}

  /** A line for each output topic: its name without prefix, how many records, the digest. */
  static List<String> of(Journal journal) {
    return journal.topics().all().stream()
        .filter(topic -> !topic.name().equals(journal.topics().memberEvents().name()))
        .map(topic -> line(topic, journal))
        .toList();
  }

  private static String line(TopicContract topic, Journal journal) {
    List<ConsumerRecord<String, byte[]>> records = journal.records(topic);
    String name = topic.name().substring(journal.topics().outputPrefix().length());
    return "%s %d %s".formatted(name, records.size(), digest(records));
  }

  private static String digest(List<ConsumerRecord<String, byte[]>> records) {
    Map<String, List<ConsumerRecord<String, byte[]>>> byKey = new TreeMap<>();
    for (ConsumerRecord<String, byte[]> record : records) {
      byKey.computeIfAbsent(String.valueOf(record.key()), key -> new ArrayList<>()).add(record);
    }
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      DataOutputStream out =
          new DataOutputStream(new DigestOutputStream(OutputStream.nullOutputStream(), sha256));
      for (Map.Entry<String, List<ConsumerRecord<String, byte[]>>> member : byKey.entrySet()) {
        write(member.getKey().getBytes(StandardCharsets.UTF_8), out);
        for (ConsumerRecord<String, byte[]> record : member.getValue()) {
          out.writeLong(record.timestamp());
          write(withoutSchemaId(record.value()), out);
          for (Header header : record.headers()) {
            out.writeUTF(header.key());
            write(header.value(), out);
          }
        }
      }
      return HexFormat.of().formatHex(sha256.digest());
    } catch (IOException | NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte @Nullable [] withoutSchemaId(byte @Nullable [] value) {
    if (value == null || value.length < SCHEMA_ID_TO || value[0] != 0) {
      return value;
    }
    byte[] rest = value.clone();
    for (int i = SCHEMA_ID_FROM; i < SCHEMA_ID_TO; i++) {
      rest[i] = 0;
    }
    return rest;
  }

  private static void write(byte @Nullable [] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes == null ? -1 : bytes.length);
    if (bytes != null) {
      out.write(bytes);
    }
  }
}
