package io.rfmstreams.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.service.settings.Settings;
import java.io.PrintWriter;
import java.util.List;
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

  @Spec private CommandSpec spec;
  @Mixin private SettingsOptions options;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    List<Settings.Shown> settings = options.read().shown();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Printed.json(out, settings);
    } else {
      Printed.table(
          out,
          settings.stream()
              .map(s -> List.of(s.key() + "=" + s.value(), "# " + s.origin()))
              .toList());
    }
    return ExitCode.CLEAN;
  }
}
