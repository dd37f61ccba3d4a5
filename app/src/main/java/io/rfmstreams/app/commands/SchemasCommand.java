package io.rfmstreams.app.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.rfmstreams.app.cli.CommandGroup;
import io.rfmstreams.app.cli.ExitCode;
import io.rfmstreams.app.cli.Failure;
import io.rfmstreams.app.cli.SettingsOptions;
import io.rfmstreams.service.settings.Settings;
import io.rfmstreams.service.setup.SchemaReport;
import io.rfmstreams.service.setup.SchemaSetup;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code schemas}. */
@Command(
    name = "schemas",
    description = "Registers and checks the topics' schemas at the settings' schema registry.",
    synopsisSubcommandLabel = "COMMAND")
public final class SchemasCommand extends CommandGroup {

  @Spec private CommandSpec spec;

  @Command(
      name = "register",
      description = {
        "Registers every schema, and how it may evolve.",
        "If one does not fit an earlier version, none is registered, and the exit status is 1."
      })
  int register(
      @Mixin SettingsOptions options,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws JsonProcessingException {
    return report(options.read(), json, SchemaSetup::register);
  }

  @Command(
      name = "check",
      description = {
        "Says whether every schema fits the versions registered, and if not, which field breaks and why.",
        "Nothing is changed. The exit status is 1 if one does not fit."
      })
  int check(
      @Mixin SettingsOptions options,
      @Option(names = "--json", description = "Prints JSON.") boolean json)
      throws JsonProcessingException {
    return report(options.read(), json, SchemaSetup::check);
  }

  private int report(
      Settings settings, boolean json, Function<SchemaSetup, List<SchemaReport>> work)
      throws JsonProcessingException {
    List<SchemaReport> schemas;
    try (SchemaSetup setup = SchemaSetup.of(settings)) {
      schemas = work.apply(setup);
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      Printed.json(out, schemas);
    } else {
      Printed.table(
          out,
          schemas.stream().map(s -> List.of(s.subject(), s.compatibility(), s.said())).toList());
    }
    out.flush();
    List<String> problems =
        schemas.stream()
            .flatMap(s -> s.problems().stream().map(problem -> s.subject() + ", " + problem))
            .toList();
    if (!problems.isEmpty()) {
      throw Failure.failed(String.join("\n", problems));
    }
    return ExitCode.CLEAN;
  }
}
