package io.rfmstreams.rules;

import java.nio.file.Files;
import java.nio.file.Path;

/** Finds the project's files, wherever the tests are started. */
final class Project {
  private Project() {}

  /** A rule file that the project ships. */
  static RuleFile rules(String name) {
    return RuleFile.read(root().resolve("config/rules").resolve(name));
  }

  /** The folder that holds {@code mvnw}. */
  static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      Path parent = folder.getParent();
      if (parent == null) {
        throw new IllegalStateException("no folder above the tests holds mvnw");
      }
      folder = parent;
    }
    return folder;
  }
}
