package io.rfmstreams.service.pipeline;

import io.rfmstreams.app.Main;
import io.rfmstreams.app.embedded.EmbeddedRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The command {@code run} in processes of their own, one after the other over the same stores. */
final class RunProcess {
  private static final Pattern READ_BACK =
      Pattern.compile("Running; (\\d+) records were read back");

  private final Path state;
  private final List<String> command;

  /**
   * @param state where the stores are
   * @param more settings, each {@code key=value}
   */
  RunProcess(
      Journal journal,
      String rules,
      String id,
      Path state,
      EmbeddedRegistry registry,
      String... more) {
    this.state = state;
    this.command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Drfm.home=" + Journal.ROOT,
                Main.class.getName(),
                "run"));
    Stream.of(more).forEach(setting -> command.addAll(List.of("--set", setting)));
    command.addAll(journal.options(rules, id, state, registry.url()));
  }

  Process start() throws IOException {
    return new ProcessBuilder(command).inheritIO().start();
  }

  /** How many records each start so far read back into its stores, in order. */
  List<Long> readBack() throws IOException {
    return READ_BACK
        .matcher(Files.readString(state.resolve("rfm.log")))
        .results()
        .map(MatchResult::group)
        .map(line -> line.replaceAll("\\D+", ""))
        .map(Long::valueOf)
        .toList();
  }
}
