package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The schemas that records of a subject were written with, by id.
 *
 * <p>A registry's follower may not know yet what its leader has just given out. So an unknown id is
 * asked for again for some seconds before the record that names it is given up. After such a wait in
 * vain the next unknown ids are asked for only once, or a flood of such records would hold the journal
 * up for seconds each, and longer than a transaction may last.
 */
final class WriterSchemas {
  /** Well below a transaction's time-out, since the wait falls into one. */
  private static final Duration LONGEST_LAG = Duration.ofSeconds(3);

  private static final Duration BETWEEN = Duration.ofMillis(150);
  private static final Duration NO_WAIT_AGAIN_FOR = Duration.ofSeconds(30);

  private final SchemaRegistryClient client;
  private final Patience patience;
  private final String subject;
  private final Map<Integer, Schema> known = new HashMap<>();
  private @Nullable Long waitedInVainAt;

  WriterSchemas(SchemaRegistryClient client, Patience patience, String subject) {
    this.client = client;
    this.patience = patience;
    this.subject = subject;
  }

  /**
   * The schema of this id.
   *
   * @throws UndecodableException if the registry says that there is none
   */
  Schema byId(int id) throws UndecodableException {
    Schema schema = known.get(id);
    if (schema == null) {
      schema = asked(id);
      known.put(id, schema);
    }
    return schema;
  }

  private Schema asked(int id) throws UndecodableException {
    long start = patience.timer().nanoTime();
    boolean mayWait =
        waitedInVainAt == null || start - waitedInVainAt > NO_WAIT_AGAIN_FOR.toNanos();
    while (true) {
      try {
        ParsedSchema schema =
            patience.answer("schema id " + id, () -> client.getSchemaBySubjectAndId(subject, id));
        if (schema.rawSchema() instanceof Schema avro) {
          return avro;
        }
        throw new UndecodableException(
            "schema id %d is %s, expected AVRO".formatted(id, schema.schemaType()));
      } catch (RestClientException e) {
        if (!mayWait) {
          throw new UndecodableException("the schema registry knows no schema id " + id);
        }
      }
      pause();
      long now = patience.timer().nanoTime();
      if (now - start > LONGEST_LAG.toNanos()) {
        waitedInVainAt = now;
        mayWait = false;
      }
    }
  }

  private void pause() {
    try {
      patience.timer().pause(BETWEEN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RegistryUnavailableException(
          "Interrupted while asking the schema registry again", e);
    }
  }
}
