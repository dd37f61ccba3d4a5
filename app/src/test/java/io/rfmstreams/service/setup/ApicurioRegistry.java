package io.rfmstreams.service.setup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** A real schema registry as a process of its own, with an empty store in its memory. */
final class ApicurioRegistry implements AutoCloseable {

  private static final Path UNPACKED = Path.of("target", "apicurio");
  private static final Path OUTPUT = Path.of("target", "apicurio.log");
  private static final Duration READY_WITHIN = Duration.ofMinutes(3);

  private final Process process;
  private final Thread killer;
  private final int port;

  private ApicurioRegistry(Process process, int port) {
    this.process = process;
    this.port = port;
    // Should the tests be ended from outside, the registry ends with them.
    this.killer = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(killer);
  }

  /** Starts a registry and returns when it answers. */
  static ApicurioRegistry start() throws IOException, InterruptedException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      port = free.getLocalPort();
    }
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dregistry.ccompat.use-canonical-hash=true",
                "-jar",
                runner().toString())
            .redirectErrorStream(true)
            .redirectOutput(OUTPUT.toFile())
            .start();
    ApicurioRegistry registry = new ApicurioRegistry(process, port);
    try {
      registry.awaitReady();
      return registry;
    } catch (IOException | InterruptedException e) {
      registry.close();
      throw e;
    }
  }

  private static Path runner() throws IOException {
    try (Stream<Path> files = Files.walk(UNPACKED)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith("-runner.jar"))
          .findFirst()
          .orElseThrow(() -> new IOException("no *-runner.jar in " + UNPACKED));
    }
  }

  private void awaitReady() throws IOException, InterruptedException {
    HttpRequest ask = HttpRequest.newBuilder(URI.create(url() + "/subjects")).build();
    HttpClient client = HttpClient.newHttpClient();
    Instant limit = Instant.now().plus(READY_WITHIN);
    while (Instant.now().isBefore(limit) && process.isAlive()) {
      try {
        if (client.send(ask, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
          return;
        }
      } catch (IOException notYet) {
        // Asked again.
      }
      Thread.sleep(200);
    }
    throw new IOException("the registry does not become ready; its output is in " + OUTPUT);
  }

  /** Where it speaks Confluent's API. */
  String url() {
    return "http://127.0.0.1:" + port + "/apis/ccompat/v7";
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(killer);
  }
}
