package io.rfmstreams.app.events;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The file of events that a command reads; a picocli mix-in. */
public final class EventsFileParameter {

  @Parameters(
      paramLabel = "FILE",
      description = "Events as CSV; gzipped if it ends in .gz, - is standard input.")
  private String name = "";

  @Option(
      names = "--assume-zone",
      paramLabel = "ZONE",
      description =
          "The zone of times without an offset, such as Europe/Berlin; by default they are refused.")
  private @Nullable ZoneId zone;

  /** The file. */
  public EventsFile file() {
    return new EventsFile(name, FileLayout.OWN, zone == null ? null : new AssumedZone(zone));
  }
}
