package io.rfmstreams.service.setup;

import io.rfmstreams.schemas.Registry;
import io.rfmstreams.schemas.RegistryUnavailableException;
import io.rfmstreams.schemas.TopicContract;
import io.rfmstreams.schemas.Topics;
import io.rfmstreams.service.ServiceException;
import io.rfmstreams.service.settings.Secrets;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.settings.SettingsException;
import io.rfmstreams.service.setup.SchemaReport.State;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;

/** The schemas of a deployment: checks them against those registered, and registers them. */
public final class SchemaSetup implements AutoCloseable {

  private final String url;
  private final Registry registry;
  private final Topics topics;

  private SchemaSetup(String url, Registry registry, Topics topics) {
    this.url = url;
    this.registry = registry;
    this.topics = topics;
  }

  /**
   * The schemas and registry of the settings. Nothing is asked yet.
   *
   * @throws SettingsException if the settings do not make a client
   */
  public static SchemaSetup of(Settings settings) {
    String url = Secrets.masked("url", settings.registry().url());
    return new SchemaSetup(url, registry(settings), settings.topics().names());
  }

  /**
   * The registry of the settings. Nothing is asked yet.
   *
   * @throws SettingsException if the settings do not make a client
   */
  public static Registry registry(Settings settings) {
    try {
      return Registry.connect(settings.registry());
    } catch (RuntimeException e) {
      throw new SettingsException(
          "the settings under rfm.registry. do not make a registry client: "
              + ServiceException.innermost(e),
          e);
    }
  }

  /** Compares every schema with the versions registered. */
  public List<SchemaReport> check() {
    return answer(() -> withSchema().stream().map(this::compared).toList());
  }

  /** Registers every schema, unless one of them does not fit. */
  public List<SchemaReport> register() {
    List<SchemaReport> before = check();
    if (before.stream().anyMatch(schema -> schema.state() == State.INCOMPATIBLE)) {
      return before;
    }
    return answer(
        () -> {
          withSchema().forEach(registry::register);
          return withSchema().stream().map(this::compared).toList();
        });
  }

  private List<TopicContract> withSchema() {
    return topics.all().stream().filter(topic -> topic.subject().isPresent()).toList();
  }

  private SchemaReport compared(TopicContract topic) {
    List<String> problems = registry.incompatibilities(topic);
    State state =
        registry.isRegistered(topic)
            ? State.REGISTERED
            : problems.isEmpty() ? State.COMPATIBLE : State.INCOMPATIBLE;
    return new SchemaReport(
        topic.subject().orElseThrow(),
        String.valueOf(topic.compatibility()),
        state,
        state == State.INCOMPATIBLE ? problems : List.of());
  }

  private <T> T answer(Supplier<T> question) {
    try {
      return question.get();
    } catch (UncheckedIOException | RegistryUnavailableException e) {
      throw new ServiceException(
          "no schema registry answers at %s: %s\nCheck that it runs there, and rfm.registry.schema.registry.url and the credentials beside it; `./rfm settings` shows them."
              .formatted(url, ServiceException.innermost(e)),
          e);
    } catch (IllegalStateException e) {
      throw new ServiceException(url + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      registry.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
