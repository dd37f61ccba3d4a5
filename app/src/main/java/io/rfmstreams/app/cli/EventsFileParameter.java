package io.rfmstreams.app.cli;

import io.rfmstreams.offline.columns.ColumnMapping;
import io.rfmstreams.offline.events.AssumedZone;
import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.offline.events.FileLayout;
import io.rfmstreams.offline.events.MappedLayout;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
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

  @Option(
      names = "--columns",
      paramLabel = "MAPPING",
      description =
          "What the columns of a shop's export mean, in YAML; config/columns has some to begin with.")
  private @Nullable Path columns;

  @Option(
      names = "--earlier",
      paramLabel = "EXPORT",
      description =
          "An export that was loaded before, in the same columns; of several each, oldest first. What was refunded since becomes a refund of its own.")
  private List<Path> earlier = List.of();

  /**
   * The file.
   *
   * @throws Failure if the options do not go together
   */
  public EventsFile file() {
    AssumedZone assumed = zone == null ? null : new AssumedZone(zone);
    return new EventsFile(name, layout(assumed), assumed);
  }

  private FileLayout layout(@Nullable AssumedZone assumed) {
    if (columns == null) {
      if (!earlier.isEmpty()) {
        throw Failure.usage("--earlier goes with --columns, which says what its columns mean");
      }
      return FileLayout.OWN;
    }
    ColumnMapping mapping = ColumnMapping.read(columns);
    if (!earlier.isEmpty() && !mapping.hasCumulativeAmounts()) {
      throw Failure.usage(
          "--earlier is of no use: no event of %s is `cumulative: true`".formatted(columns));
    }
    if (earlier.stream().anyMatch(path -> path.toString().equals("-"))) {
      throw Failure.usage("--earlier takes the name of a file, not -");
    }
    return new MappedLayout(mapping, List.copyOf(earlier), assumed);
  }
}
