package io.rfmstreams.schemas;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.SchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * The schemas that records of a subject were written with, by id.
 *
 * <p>A registry's follower may not know yet what its leader has just given out. So an unknown id is
 * asked for a few times before the record that names it is given up; and then not asked for again for
 * a while, or a flood of such records would take a second each.
 */
final class WriterSchemas {
  private static final int TIMES_ASKED = 4;
  private static final Duration BETWEEN = Duration.ofMillis(150);
  private static final Duration REMEMBERED = Duration.ofSeconds(30);
  private static final int MOST_REMEMBERED = 1000;

  private final SchemaRegistryClient client;
  private final Patience patience;
  private final String subject;
  private final Map<Integer, Schema> known = new HashMap<>();
  private final Map<Integer, Long> unknownSince = new HashMap<>();

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
    Long since = unknownSince.get(id);
    if (since != null && patience.timer().nanoTime() - since < REMEMBERED.toNanos()) {
      throw unknown(id);
    }
    for (int asked = 1; ; asked++) {
      try {
        ParsedSchema schema =
            patience.answer("schema id " + id, () -> client.getSchemaBySubjectAndId(subject, id));
        if (schema.rawSchema() instanceof Schema avro) {
          return avro;
        }
        throw new UndecodableException(
            "schema id %d is %s, expected AVRO".formatted(id, schema.schemaType()));
      } catch (RestClientException e) {
        if (asked == TIMES_ASKED) {
          remember(id);
          throw unknown(id);
        }
        pause();
      }
    }
  }

  private void remember(int id) {
    if (unknownSince.size() == MOST_REMEMBERED) {
      unknownSince.clear();
    }
    unknownSince.put(id, patience.timer().nanoTime());
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

  private static UndecodableException unknown(int id) {
    return new UndecodableException("the schema registry knows no schema id " + id);
  }
}
