package io.rfmstreams.app.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;

/**
 * The registry's accepted writes, one JSON line each, in their order. The registry is a function of
 * them: played back they give the same subjects, versions and ids.
 */
final class RegistryJournal {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;
  private final RegistryApi api;

  private RegistryJournal(Path file, RegistryApi api) {
    this.file = file;
    this.api = api;
  }

  /** Plays a journal back; a new file is an empty one. */
  static RegistryJournal replay(Path file, RegistryApi api) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    if (Files.exists(file)) {
      int line = 0;
      for (String text : Files.readAllLines(file)) {
        line++;
        try {
          Write write = JSON.readValue(text, Write.class);
          api.answer(write.method(), write.path(), write.query(), write.body());
        } catch (JsonProcessingException e) {
          throw new IOException(
              file + ", line " + line + ": not a line of a registry's journal", e);
        }
      }
    }
    return new RegistryJournal(file, api);
  }

  /** Answers a request, and keeps it if it was a write that was accepted. */
  synchronized RegistryAnswer answer(
      String method, List<String> path, Map<String, String> query, String body) throws IOException {
    RegistryAnswer answer = api.answer(method, path, query, body);
    if (answer.status() == 200 && writes(method, path)) {
      String line = JSON.writeValueAsString(new Write(method, path, query, body)) + "\n";
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
    return answer;
  }

  private static boolean writes(String method, List<String> path) {
    boolean registers = method.equals("POST") && path.size() == 3 && path.get(0).equals("subjects");
    return registers || method.equals("PUT");
  }

  private record Write(String method, List<String> path, Map<String, String> query, String body) {}
}
