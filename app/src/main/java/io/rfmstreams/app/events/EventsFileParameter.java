package io.rfmstreams.app.events;

import picocli.CommandLine.Parameters;

/** The file of events that a command reads; a picocli mix-in. */
public final class EventsFileParameter {

  @Parameters(
      paramLabel = "FILE",
      description = "Events as CSV; gzipped if it ends in .gz, - is standard input.")
  private String name = "";

  /** The file. */
  public EventsFile file() {
    return new EventsFile(name);
  }
}
