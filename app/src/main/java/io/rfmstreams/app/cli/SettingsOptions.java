package io.rfmstreams.app.cli;

import io.rfmstreams.offline.events.EventsFile;
import io.rfmstreams.service.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.Option;

/** The options of every command that reads settings; a picocli mix-in. */
public final class SettingsOptions {

  private final Settings.Places places;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Settings file instead of config/rfm.properties.")
  private @Nullable Path file;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "A setting for this run; overrides file and environment; may be repeated.")
  private List<String> assignments = new ArrayList<>();

  private SettingsOptions(Settings.Places places) {
    this.places = places;
  }

  /**
   * Makes commands, whose mix-ins of this class then read the settings found in the given places, and
   * whose {@link ProjectFolder} is the home among these.
   */
  public static IFactory factory(Settings.Places places) {
    return new IFactory() {
      @Override
      public <K> K create(Class<K> kind) throws Exception {
        if (kind == SettingsOptions.class) {
          return kind.cast(new SettingsOptions(places));
        }
        if (kind == ProjectFolder.class) {
          return kind.cast(new ProjectFolder(places.home()));
        }
        return CommandLine.defaultFactory().create(kind);
      }
    };
  }

  /** All files that a command reads: its events, rule files and, if one is named, the settings file. */
  public List<Path> filesRead(EventsFile events, List<Path> rules) {
    return Stream.of(events.paths().stream(), rules.stream(), Stream.ofNullable(file))
        .flatMap(files -> files)
        .toList();
  }

  /**
   * The settings that hold for this run.
   *
   * @throws io.rfmstreams.service.settings.SettingsException with everything that is wrong
   */
  public Settings read() {
    return Settings.read(places, file, assignments);
  }
}
