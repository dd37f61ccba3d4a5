package io.rfmstreams.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A registry that gives the answers a test tells it to, in order, and then the last one for ever. */
final class HttpRegistry implements AutoCloseable {
  private final HttpServer server;
  private final Deque<Answer> answers = new ArrayDeque<>();
  private int asked;

  /** A status and a body. */
  record Answer(int status, String body) {}

  /** The registry's own answer for what it does not know. */
  static final Answer NO_SUCH_SCHEMA =
      new Answer(404, "{\"error_code\":40403,\"message\":\"Schema not found\"}");

  static final Answer OUT_OF_SERVICE =
      new Answer(503, "{\"error_code\":50301,\"message\":\"not now\"}");

  /** What some other server says at a wrong address. */
  static final Answer NO_SUCH_PAGE = new Answer(404, "<html>not here</html>");

  static final Answer FORBIDDEN = new Answer(403, "{\"error_code\":40301,\"message\":\"no\"}");

  static Answer schema(String schema) {
    return new Answer(200, "{\"schema\":\"" + schema.replace("\"", "\\\"") + "\"}");
  }

  HttpRegistry(Answer... inOrder) throws IOException {
    answers.addAll(List.of(inOrder));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    asked++;
    Answer answer = answers.size() > 1 ? answers.removeFirst() : answers.getFirst();
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/vnd.schemaregistry.v1+json");
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  synchronized void answerFromNowOn(Answer answer) {
    answers.clear();
    answers.add(answer);
  }

  synchronized int asked() {
    return asked;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
