package io.rfmstreams.offline.events;

import io.rfmstreams.engine.MemberEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event's form in a temporary file: read back by the program that wrote it, and by no other. */
final class StoredEvent {
  private static final int NULL = -1;

  private StoredEvent() {}

  static void write(MemberEvent event, DataOutputStream out) throws IOException {
    writeText(event.eventId(), out);
    writeText(event.memberId(), out);
    writeText(event.type(), out);
    out.writeLong(event.occurredAt().toEpochMilli());
    Long amountMinor = event.amountMinor();
    out.writeBoolean(amountMinor != null);
    out.writeLong(amountMinor == null ? 0 : amountMinor);
    writeText(event.currency(), out);
    writeText(event.orderId(), out);
    writeText(event.channel(), out);
    writeText(event.category(), out);
    out.writeInt(event.attributes().size());
    for (Map.Entry<String, String> attribute : event.attributes().entrySet()) {
      writeText(attribute.getKey(), out);
      writeText(attribute.getValue(), out);
    }
  }

  /** Reads the next event. */
  static MemberEvent read(DataInputStream in) throws IOException {
    String eventId = text(in);
    String memberId = text(in);
    String type = text(in);
    Instant occurredAt = Instant.ofEpochMilli(in.readLong());
    boolean paid = in.readBoolean();
    long amountMinor = in.readLong();
    return new MemberEvent(
        eventId,
        memberId,
        type,
        occurredAt,
        paid ? amountMinor : null,
        nullableText(in),
        nullableText(in),
        nullableText(in),
        nullableText(in),
        attributes(in));
  }

  private static Map<String, String> attributes(DataInputStream in) throws IOException {
    int count = in.readInt();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < count; i++) {
      attributes.put(text(in), text(in));
    }
    return attributes;
  }

  private static void writeText(@Nullable String text, DataOutputStream out) throws IOException {
    if (text == null) {
      out.writeInt(NULL);
      return;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    return text(in.readInt(), in);
  }

  private static @Nullable String nullableText(DataInputStream in) throws IOException {
    int length = in.readInt();
    return length == NULL ? null : text(length, in);
  }

  private static String text(int length, DataInputStream in) throws IOException {
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
