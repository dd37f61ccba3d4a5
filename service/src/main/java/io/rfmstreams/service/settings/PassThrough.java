package io.rfmstreams.service.settings;

import io.confluent.kafka.serializers.AbstractKafkaSchemaSerDeConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.streams.StreamsConfig;

/**
 * Keys that are handed to a client under its own names, behind a prefix of ours.
 *
 * @param prefix what the keys begin with
 * @param defaults what holds where nobody says otherwise, by the client's name
 * @param definitions what the client is known to read, by its names; it may read more, for instance a
 *     plug-in's
 * @param taken names that are not the operator's to set, each with what to do instead
 */
record PassThrough(
    String prefix,
    Map<String, String> defaults,
    Map<String, List<ConfigKey>> definitions,
    Map<String, String> taken) {

  private static final String FIXED = "is decided by the pipeline and cannot be set";

  /** Kafka's clients and Kafka Streams. */
  static final PassThrough KAFKA =
      new PassThrough(
          "rfm.kafka.",
          Map.of(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:9092"),
          kafkaDefinitions(),
          Map.ofEntries(
              Map.entry(StreamsConfig.APPLICATION_ID_CONFIG, insteadSet(Keys.APPLICATION_ID)),
              Map.entry(StreamsConfig.STATE_DIR_CONFIG, insteadSet(Keys.STATE_DIR)),
              Map.entry(StreamsConfig.NUM_STREAM_THREADS_CONFIG, insteadSet(Keys.THREADS)),
              Map.entry(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, insteadSet(Keys.STANDBYS)),
              Map.entry(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, insteadSet(Keys.COMMIT_INTERVAL)),
              Map.entry(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, FIXED),
              Map.entry(StreamsConfig.GROUP_PROTOCOL_CONFIG, FIXED),
              Map.entry(StreamsConfig.POLL_MS_CONFIG, insteadSet(Keys.POLL)),
              Map.entry(
                  ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, insteadSet(Keys.TRANSACTION_TIMEOUT)),
              Map.entry(
                  StreamsConfig.producerPrefix(ProducerConfig.MAX_REQUEST_SIZE_CONFIG), FIXED),
              Map.entry(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG), FIXED),
              Map.entry(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, FIXED),
              Map.entry(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, FIXED),
              Map.entry(StreamsConfig.DEFAULT_INTERACTIVE_QUERY_ISOLATION_LEVEL_CONFIG, FIXED),
              Map.entry(ConsumerConfig.GROUP_ID_CONFIG, insteadSet(Keys.APPLICATION_ID)),
              Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, FIXED),
              Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, FIXED),
              Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, FIXED),
              Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, FIXED),
              Map.entry(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, FIXED),
              Map.entry(StreamsConfig.PRODUCTION_EXCEPTION_HANDLER_CLASS_CONFIG, FIXED),
              Map.entry(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, FIXED),
              // Older names, which Streams still obeys.
              Map.entry("default.production.exception.handler", FIXED),
              Map.entry("default.deserialization.exception.handler", FIXED)));

  /** Confluent's registry client and serializers. */
  static final PassThrough REGISTRY =
      new PassThrough(
          "rfm.registry.",
          Map.of(
              AbstractKafkaSchemaSerDeConfig.SCHEMA_REGISTRY_URL_CONFIG, "http://localhost:8081"),
          registryDefinitions(),
          Map.of(
              AbstractKafkaSchemaSerDeConfig.AUTO_REGISTER_SCHEMAS,
              "cannot be set: schemas are registered ahead by `./rfm schemas register`",
              AbstractKafkaSchemaSerDeConfig.VALUE_SUBJECT_NAME_STRATEGY,
              FIXED,
              AbstractKafkaSchemaSerDeConfig.KEY_SUBJECT_NAME_STRATEGY,
              FIXED,
              "specific.avro.reader",
              FIXED,
              "avro.remove.java.properties",
              FIXED));

  static final List<PassThrough> ALL = List.of(KAFKA, REGISTRY);

  /** The beginnings by which Kafka Streams tells its clients' settings apart. */
  private static final List<String> CLIENTS =
      List.of(
          StreamsConfig.MAIN_CONSUMER_PREFIX,
          StreamsConfig.RESTORE_CONSUMER_PREFIX,
          StreamsConfig.GLOBAL_CONSUMER_PREFIX,
          StreamsConfig.CONSUMER_PREFIX,
          StreamsConfig.PRODUCER_PREFIX,
          StreamsConfig.ADMIN_CLIENT_PREFIX);

  /** The names the client is known to read. */
  Set<String> known() {
    return definitions.keySet();
  }

  /** What is wrong with a value as the client would say it; empty if nothing, or if nobody knows. */
  Optional<String> problem(String name, String text) {
    for (ConfigKey key : definitions.getOrDefault(name, List.of())) {
      try {
        Object value = ConfigDef.parseType(name, text, key.type);
        if (key.validator != null) {
          key.validator.ensureValid(name, value);
        }
      } catch (ConfigException e) {
        return Optional.of(withoutItsBeginning(String.valueOf(e.getMessage()), name));
      }
    }
    return Optional.empty();
  }

  /** Behind "Invalid value x for configuration y: ". */
  private static String withoutItsBeginning(String message, String name) {
    String beginning = "for configuration " + name + ": ";
    int found = message.indexOf(beginning);
    return found < 0 ? message : message.substring(found + beginning.length());
  }

  /** Why a name is not the operator's to set, for whichever client it is meant. */
  Optional<String> whyTaken(String name) {
    String bare =
        CLIENTS.stream()
            .filter(name::startsWith)
            .findFirst()
            .map(client -> name.substring(client.length()))
            .orElse(name);
    return Optional.ofNullable(taken.getOrDefault(name, taken.get(bare)));
  }

  /** Environment variables cannot hold dots: the key one stands for, if the client knows one. */
  Optional<String> keyOf(String variable) {
    return known().stream()
        .map(name -> prefix + name)
        .filter(key -> asVariable(key).equals(variable))
        .findFirst();
  }

  /** The environment variable that stands for a key. */
  static String asVariable(String key) {
    return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }

  private static String insteadSet(Setting<?> setting) {
    return "is set as " + setting.name();
  }

  /** A bare name is every client's that knows it. */
  private static Map<String, List<ConfigKey>> kafkaDefinitions() {
    Map<String, List<ConfigKey>> definitions = new HashMap<>();
    add(definitions, StreamsConfig.configDef(), "");
    add(definitions, AdminClientConfig.configDef(), "", StreamsConfig.ADMIN_CLIENT_PREFIX);
    add(definitions, ProducerConfig.configDef(), "", StreamsConfig.PRODUCER_PREFIX);
    add(
        definitions,
        ConsumerConfig.configDef(),
        "",
        StreamsConfig.CONSUMER_PREFIX,
        StreamsConfig.MAIN_CONSUMER_PREFIX,
        StreamsConfig.RESTORE_CONSUMER_PREFIX,
        StreamsConfig.GLOBAL_CONSUMER_PREFIX);
    return definitions;
  }

  private static Map<String, List<ConfigKey>> registryDefinitions() {
    Map<String, List<ConfigKey>> definitions = new HashMap<>();
    add(definitions, AbstractKafkaSchemaSerDeConfig.baseConfigDef(), "");
    return definitions;
  }

  private static void add(
      Map<String, List<ConfigKey>> definitions, ConfigDef client, String... prefixes) {
    for (String prefix : prefixes) {
      client
          .configKeys()
          .forEach(
              (name, key) ->
                  definitions.computeIfAbsent(prefix + name, any -> new ArrayList<>()).add(key));
    }
  }
}
