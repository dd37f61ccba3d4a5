package io.rfmstreams.testkit;

import io.rfmstreams.engine.Deployment;
import io.rfmstreams.engine.RuleBook;
import io.rfmstreams.rules.RuleBooks;
import io.rfmstreams.rules.RuleFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What the project ships, for tests. */
public final class ProjectFiles {

  /** The project's folder. */
  public static final Path ROOT = root();

  /** Events of a real shop. */
  public static final Path RETAIL = ROOT.resolve("data/online-retail-events.csv.gz");

  private ProjectFiles() {}

  /** A shipped rule set in a deployment as usual. */
  public static RuleBook rules(String name) {
    return RuleBooks.of(
        List.of(RuleFile.read(ROOT.resolve("config/rules/" + name + ".yaml"))),
        Deployment.Bounds.DEFAULT);
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no folder above holds mvnw");
    }
    return folder;
  }
}
