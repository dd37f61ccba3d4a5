package io.rfmstreams.app.cli;

import java.nio.file.Path;
import picocli.CommandLine.Command;

/** Tells a command that reads no settings where the project is; a picocli mix-in without options. */
@Command
public final class ProjectFolder {

  private final Path path;

  ProjectFolder(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }
}
