package io.rfmstreams.app.embedded;

import static io.rfmstreams.app.embedded.RegistryAnswer.ok;
import static io.rfmstreams.app.embedded.RegistryAnswer.refused;

import io.confluent.kafka.schemaregistry.CompatibilityLevel;
import io.confluent.kafka.schemaregistry.SimpleParsedSchemaHolder;
import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.ConfigUpdateRequest;
import io.confluent.kafka.schemaregistry.client.rest.entities.requests.RegisterSchemaRequest;
import io.rfmstreams.app.embedded.RegisteredSchemas.Registered;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The part of Confluent's registry API that its serializers, its client and the command {@code
 * schemas} call, for Avro: requests to answers, without HTTP. Confluent's own check judges
 * compatibility. The same requests lead to the same registry.
 */
final class RegistryApi {

  private static final int SUBJECT_NOT_FOUND = 40401;
  private static final int VERSION_NOT_FOUND = 40402;
  private static final int SCHEMA_NOT_FOUND = 40403;
  private static final int LEVEL_NOT_CONFIGURED = 40408;
  private static final int INCOMPATIBLE = 409;
  private static final int UNREADABLE = 422;
  private static final int INVALID_SCHEMA = 42201;
  private static final int INVALID_VERSION = 42202;
  private static final int INVALID_LEVEL = 42203;

  private final RegisteredSchemas schemas = new RegisteredSchemas();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private CompatibilityLevel globalLevel = CompatibilityLevel.BACKWARD;

  /**
   * Answers one request.
   *
   * @param path the path's segments, decoded
   * @param query the query's parameters
   */
  synchronized RegistryAnswer answer(
      String method, List<String> path, Map<String, String> query, String body) {
    try {
      return switch (method + " " + (path.isEmpty() ? "" : path.get(0))) {
        case "GET " -> ok(Map.of());
        case "GET subjects" -> readSubject(path);
        case "POST subjects" -> postSubject(path, query, body);
        case "GET schemas" -> readSchema(path);
        case "POST compatibility" -> checkCompatibility(path, query, body);
        case "GET config" -> readLevel(path, query);
        case "PUT config" -> setLevel(path, body);
        case "GET mode" -> ok(Map.of("mode", "READWRITE"));
        default -> noSuchPath();
      };
    } catch (Refusal e) {
      return e.answer;
    } catch (IOException e) {
      return refused(UNREADABLE, "The request is not what this path takes: " + e.getMessage());
    }
  }

  private RegistryAnswer readSubject(List<String> path) {
    if (path.size() == 1) {
      return ok(schemas.subjects());
    }
    if (path.size() < 3 || path.size() > 4 || !path.get(2).equals("versions")) {
      return noSuchPath();
    }
    List<Registered> versions = known(path.get(1));
    return path.size() == 3
        ? ok(versions.stream().map(Registered::version).toList())
        : ok(described(version(path.get(3), versions)));
  }

  private RegistryAnswer postSubject(List<String> path, Map<String, String> query, String body)
      throws IOException {
    boolean registers = path.size() == 3 && path.get(2).equals("versions");
    if (path.size() != 2 && !registers) {
      return noSuchPath();
    }
    String subject = path.get(1);
    AvroSchema schema = schemaIn(body);
    if (isSet(query, "normalize")) {
      schema = schema.normalize();
    }
    Optional<Registered> found = schemas.find(subject, schema).findFirst();
    if (registers) {
      return found.isPresent() ? ok(Map.of("id", found.get().id())) : register(subject, schema);
    }
    known(subject);
    return found
        .map(version -> ok(described(version)))
        .orElseGet(() -> refused(SCHEMA_NOT_FOUND, "Schema not found"));
  }

  private RegistryAnswer register(String subject, AvroSchema schema) {
    List<String> problems = incompatibilities(subject, schema, schemas.versions(subject));
    return problems.isEmpty()
        ? ok(Map.of("id", schemas.add(subject, schema)))
        : refused(
            INCOMPATIBLE,
            "Schema being registered is incompatible with an earlier schema for subject \""
                + subject
                + "\", details: "
                + problems);
  }

  private RegistryAnswer readSchema(List<String> path) {
    if (path.equals(List.of("schemas", "types"))) {
      return ok(List.of(AvroSchema.TYPE));
    }
    if (path.size() < 3 || path.size() > 4 || !path.get(1).equals("ids")) {
      return noSuchPath();
    }
    List<Registered> uses = schemas.uses(number(path.get(2)));
    if (uses.isEmpty()) {
      return refused(SCHEMA_NOT_FOUND, "Schema " + path.get(2) + " not found");
    }
    return switch (path.size() == 3 ? "" : path.get(3)) {
      case "" -> ok(Map.of("schema", uses.get(0).schema().canonicalString()));
      case "subjects" -> ok(uses.stream().map(Registered::subject).distinct().toList());
      case "versions" ->
          ok(
              uses.stream()
                  .map(use -> Map.of("subject", use.subject(), "version", use.version()))
                  .toList());
      default -> noSuchPath();
    };
  }

  private RegistryAnswer checkCompatibility(
      List<String> path, Map<String, String> query, String body) throws IOException {
    if (path.size() < 4
        || path.size() > 5
        || !path.get(1).equals("subjects")
        || !path.get(3).equals("versions")) {
      return noSuchPath();
    }
    String subject = path.get(2);
    AvroSchema schema = schemaIn(body);
    List<Registered> against =
        path.size() == 4
            ? schemas.versions(subject)
            : List.of(version(path.get(4), known(subject)));
    List<String> problems = incompatibilities(subject, schema, against);
    return ok(
        isSet(query, "verbose")
            ? Map.of("is_compatible", problems.isEmpty(), "messages", problems)
            : Map.of("is_compatible", problems.isEmpty()));
  }

  private List<String> incompatibilities(
      String subject, AvroSchema schema, List<Registered> against) {
    return schema.isCompatible(
        levels.getOrDefault(subject, globalLevel),
        new ArrayList<>(
            against.stream().map(old -> new SimpleParsedSchemaHolder(old.schema())).toList()));
  }

  private RegistryAnswer readLevel(List<String> path, Map<String, String> query) {
    CompatibilityLevel level = path.size() == 1 ? globalLevel : levels.get(path.get(1));
    if (level == null && isSet(query, "defaultToGlobal")) {
      level = globalLevel;
    }
    return level != null
        ? ok(Map.of("compatibilityLevel", level.name))
        : refused(
            LEVEL_NOT_CONFIGURED,
            "Subject '" + path.get(1) + "' does not have subject-level compatibility configured");
  }

  private RegistryAnswer setLevel(List<String> path, String body) throws IOException {
    String name = ConfigUpdateRequest.fromJson(body).getCompatibilityLevel();
    CompatibilityLevel level = name == null ? null : CompatibilityLevel.forName(name);
    if (level == null) {
      return refused(INVALID_LEVEL, "Invalid compatibility level: " + name);
    }
    if (path.size() == 1) {
      globalLevel = level;
    } else {
      levels.put(path.get(1), level);
    }
    return ok(Map.of("compatibility", level.name));
  }

  private static AvroSchema schemaIn(String body) throws IOException {
    RegisterSchemaRequest request = RegisterSchemaRequest.fromJson(body);
    String type = request.getSchemaType();
    String text = request.getSchema();
    if (text == null || (type != null && !type.equals(AvroSchema.TYPE))) {
      throw new Refusal(INVALID_SCHEMA, "This registry takes Avro schemas only");
    }
    try {
      return new AvroSchema(text);
    } catch (RuntimeException e) {
      // Avro's parser throws many kinds, null pointers among them.
      throw new Refusal(INVALID_SCHEMA, "Invalid schema " + text + ", details: " + e.getMessage());
    }
  }

  private List<Registered> known(String subject) {
    List<Registered> versions = schemas.versions(subject);
    if (versions.isEmpty()) {
      throw new Refusal(SUBJECT_NOT_FOUND, "Subject '" + subject + "' not found.");
    }
    return versions;
  }

  private static Registered version(String name, List<Registered> versions) {
    if (name.equals("latest") || name.equals("-1")) {
      return versions.get(versions.size() - 1);
    }
    int version = number(name);
    if (version < 1) {
      throw new Refusal(
          INVALID_VERSION,
          "The specified version '"
              + name
              + "' is not a valid version id. Allowed values are between [1, 2^31-1] and the string"
              + " \"latest\"");
    }
    if (version > versions.size()) {
      throw new Refusal(VERSION_NOT_FOUND, "Version " + version + " not found.");
    }
    return versions.get(version - 1);
  }

  /** The number written, or -1 if it is none. */
  private static int number(String text) {
    return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : -1;
  }

  private static boolean isSet(Map<String, String> query, String flag) {
    return Boolean.parseBoolean(query.get(flag));
  }

  private static Map<String, Object> described(Registered version) {
    return Map.of(
        "subject", version.subject(),
        "version", version.version(),
        "id", version.id(),
        "schema", version.schema().canonicalString());
  }

  private static RegistryAnswer noSuchPath() {
    return refused(404, "HTTP 404 Not Found");
  }

  /** Carries a refusal out of the middle of an answer. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient RegistryAnswer answer;

    Refusal(int code, String message) {
      super(message, null, false, false);
      this.answer = refused(code, message);
    }
  }
}
