package io.rfmstreams.app.setup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.app.settings.Settings;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code settings}. */
@Command(
    name = "settings",
    description = "Shows every setting that holds and where it comes from; secrets are masked.")
public final class SettingsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec = CommandSpec.create();
  @Mixin private final SettingsOptions options;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  /** The command, reading settings from the given places. */
  public SettingsCommand(Settings.Places places) {
    this.options = new SettingsOptions(places);
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Settings settings = options.read();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings.shown()));
      return ExitCode.CLEAN;
    }
    int width =
        settings.shown().stream()
                .mapToInt(s -> s.key().length() + s.value().length())
                .max()
                .orElse(0)
            + 1;
    for (Settings.Shown setting : settings.shown()) {
      String assignment = setting.key() + "=" + setting.value();
      out.println(
          assignment + " ".repeat(width - assignment.length() + 2) + "# " + setting.origin());
    }
    return ExitCode.CLEAN;
  }
}
