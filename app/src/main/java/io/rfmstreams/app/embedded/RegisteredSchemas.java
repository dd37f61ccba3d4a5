package io.rfmstreams.app.embedded;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Schemas by id and by subject and version. Ids count from 1 in the order in which schemas are first
 * seen, whatever the subject; versions count from 1 within a subject.
 */
final class RegisteredSchemas {

  private final List<AvroSchema> byId = new ArrayList<>();
  private final Map<String, List<Integer>> idsBySubject = new TreeMap<>();

  /** One version of a subject. */
  record Registered(String subject, int version, int id, AvroSchema schema) {}

  List<String> subjects() {
    return List.copyOf(idsBySubject.keySet());
  }

  /** All versions of a subject, the oldest first; none if the subject is unknown. */
  List<Registered> versions(String subject) {
    List<Integer> ids = idsBySubject.getOrDefault(subject, List.of());
    return IntStream.range(0, ids.size())
        .mapToObj(i -> new Registered(subject, i + 1, ids.get(i), byId.get(ids.get(i) - 1)))
        .toList();
  }

  /** Everywhere a schema stands; nowhere if the id is unknown. */
  List<Registered> uses(int id) {
    return idsBySubject.keySet().stream()
        .flatMap(subject -> versions(subject).stream())
        .filter(use -> use.id() == id)
        .toList();
  }

  /** The version of the subject that is this schema. */
  Stream<Registered> find(String subject, AvroSchema schema) {
    return versions(subject).stream().filter(known -> known.schema().equals(schema));
  }

  /** Adds a version, and gives the schema an id if it has none; returns the id. */
  int add(String subject, AvroSchema schema) {
    int known = byId.indexOf(schema);
    if (known < 0) {
      byId.add(schema);
      known = byId.size() - 1;
    }
    idsBySubject.computeIfAbsent(subject, s -> new ArrayList<>()).add(known + 1);
    return known + 1;
  }
}
