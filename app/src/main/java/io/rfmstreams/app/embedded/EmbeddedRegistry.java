package io.rfmstreams.app.embedded;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A schema registry in this process that speaks Confluent's HTTP API on the loopback address, for the
 * demonstration and the tests. With a journal it is the same again after a restart, so that records
 * written before find their schemas under the same ids.
 */
public final class EmbeddedRegistry implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final int LARGEST_REQUEST = 1 << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads;
  private final RegistryApi api;
  private final @Nullable RegistryJournal journal;

  private EmbeddedRegistry(HttpServer server, RegistryApi api, @Nullable RegistryJournal journal) {
    this.server = server;
    this.api = api;
    this.journal = journal;
    this.threads =
        Executors.newFixedThreadPool(
            4,
            task -> {
              Thread thread = new Thread(task, "embedded-registry");
              thread.setDaemon(true);
              return thread;
            });
  }

  /** Starts an empty registry on a free port that forgets everything when it is closed. */
  public static EmbeddedRegistry start() throws IOException {
    return start(0, null);
  }

  /**
   * Starts a registry.
   *
   * @param port the port, or 0 for a free one
   * @param journalFile where what is registered is kept and found again; nowhere if null
   * @throws BindException if the port is taken
   * @throws IOException if the journal cannot be read or written
   */
  public static EmbeddedRegistry start(int port, @Nullable Path journalFile) throws IOException {
    RegistryApi api = new RegistryApi();
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), port), 0);
    } catch (BindException taken) {
      BindException named = new BindException("port " + port + " on " + HOST + " is taken");
      named.initCause(taken);
      throw named;
    }
    try {
      RegistryJournal journal =
          journalFile == null ? null : RegistryJournal.replay(journalFile, api);
      EmbeddedRegistry registry = new EmbeddedRegistry(server, api, journal);
      server.createContext("/", registry::handle);
      server.setExecutor(registry.threads);
      server.start();
      return registry;
    } catch (IOException e) {
      server.stop(0);
      throw e;
    }
  }

  /** What the setting {@code schema.registry.url} takes. */
  public String url() {
    return "http://" + HOST + ":" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readNBytes(LARGEST_REQUEST + 1);
      RegistryAnswer answer =
          body.length > LARGEST_REQUEST
              ? RegistryAnswer.refused(413, "A request is at most 1 MiB")
              : answer(exchange, new String(body, StandardCharsets.UTF_8));
      byte[] json = JSON.writeValueAsBytes(answer.body());
      exchange.getResponseHeaders().set("Content-Type", "application/vnd.schemaregistry.v1+json");
      exchange.sendResponseHeaders(answer.status(), json.length);
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(json);
      }
    }
  }

  private RegistryAnswer answer(HttpExchange exchange, String body) throws IOException {
    String method = exchange.getRequestMethod();
    List<String> path = segments(exchange.getRequestURI().getRawPath());
    Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
    try {
      if (journal == null) {
        return api.answer(method, path, query, body);
      }
      return journal.answer(method, path, query, body);
    } catch (RuntimeException e) {
      return RegistryAnswer.refused(50001, "Error in the registry: " + e);
    }
  }

  private static List<String> segments(String rawPath) {
    return Arrays.stream(rawPath.split("/"))
        .filter(s -> !s.isEmpty())
        .map(s -> decoded(s.replace("+", "%2B")))
        .toList();
  }

  private static Map<String, String> parameters(@Nullable String rawQuery) {
    if (rawQuery == null || rawQuery.isEmpty()) {
      return Map.of();
    }
    return Arrays.stream(rawQuery.split("&"))
        .map(p -> p.split("=", 2))
        .collect(
            Collectors.toMap(
                p -> decoded(p[0]), p -> p.length > 1 ? decoded(p[1]) : "", (a, b) -> b));
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
